"""Short tokens for facts and results, so that an address or a log says nothing of a child's circumstances."""

from __future__ import annotations

import hashlib
from functools import cache

from django.http import Http404

from tonghu.law.engine.law import rulebook
from tonghu.law.language.facts import vocabulary

WHOM = {"c": "child", "f": "father", "m": "mother", "h": "household"}
LETTER = {whom: letter for letter, whom in WHOM.items()}


def token_of_fact(whom: str, name: str) -> str:
    """`m24`: the letter of whom it is about, the place of the fact in the vocabulary (which only grows at its end)."""
    return f"{LETTER[whom]}{_places()[name]}"


def fact_of_token(token: str) -> tuple[str, str]:
    """(whom, name) of a token. Raises Http404."""
    names = list(_places())
    number = token[1:]
    if token[:1] not in WHOM or not number.isdecimal() or int(number) >= len(names):
        raise Http404
    return WHOM[token[0]], names[int(number)]


def token_of_rule(rule: str) -> str:
    """Eight hexadecimal digits for a rule."""
    return hashlib.sha256(rule.encode()).hexdigest()[:8]


def rule_of_token(token: str) -> str:
    """The rule of a token. Raises Http404."""
    found = _rules().get(token)
    if found is None:
        raise Http404
    return found


@cache
def _places() -> dict[str, int]:
    return {name: place for place, name in enumerate(vocabulary())}


@cache
def _rules() -> dict[str, str]:
    return {token_of_rule(name): name for name in rulebook().rules}
