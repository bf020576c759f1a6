"""The law as a catalogue: which provisions switch on which grounds, and which rules use a fact, a value, a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from tonghu.law.language.expr import Expr, names
from tonghu.law.language.rule import Rule, rules
from tonghu.law.places.load import Document, Place, Provision, background, places

Cited = tuple[Place, Provision]


def everywhere() -> tuple[Place, ...]:
    """All places with a text of their own, and the background."""
    return (*places(), background())


def bare(name: str) -> str:
    """A rule's name without the parent's role."""
    return name.rpartition(".")[2]


@cache
def by_system() -> dict[str, list[Rule]]:
    """The rules of each system in the order of the tree; a rule read for each parent once, as for the father."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules().values():
        if not rule.name.startswith("mother."):
            found[rule.system].append(rule)
    return dict(found)


def expressions(rule: Rule) -> tuple[Expr, ...]:
    """Every expression of a rule: its grounds and its parts."""
    parts = (rule.value, rule.amount, rule.until, rule.start)
    return (*rule.limbs.values(), *(part for part in parts if part is not None))


def gathered(rule: Rule, kind: str) -> list[str]:
    """Names of the facts, rules or ambiguities that a rule names itself."""
    return sorted({bare(name) for expr in expressions(rule) for name in names(expr, kind)})


def rules_named_by(rule: Rule) -> list[str]:
    """Bare names of the rules that a rule uses, a part of one (`x.amount`) as the rule itself."""
    owners = {owner_of(name) for expr in expressions(rule) for name in names(expr, "rule")}
    return sorted(owners - {bare(rule.name)})


def owner_of(reference: str) -> str:
    """The bare name of the rule that a reference speaks of: `father.x` and `x.amount` are x."""
    head, _, tail = reference.partition(".")
    return tail if head in ("father", "mother") else head


@cache
def users() -> Mapping[str, tuple[str, ...]]:
    """For each fact, value, ambiguity and rule, by bare name: the rules that name it."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for group in by_system().values():
        for rule in group:
            used = [*gathered(rule, "fact"), *gathered(rule, "lean"), *rules_named_by(rule)]
            for name in used:
                found[name][bare(rule.name)] = None
    return {name: tuple(by) for name, by in found.items()}


@cache
def provisions() -> Mapping[str, Cited]:
    """Every provision with its place, by id."""
    return {p.id: (place, p) for place in everywhere() for p in place.provisions}


@cache
def documents() -> Mapping[str, tuple[Place, Document]]:
    """Every document with its place, by id."""
    return {d.id: (place, d) for place in everywhere() for d in place.documents}


@cache
def switched_on() -> Mapping[tuple[str, str], tuple[Cited, ...]]:
    """(rule, ground) -> the provisions that switch it on, place by place; ground '' is the whole rule."""
    found: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    for place in everywhere():
        for provision in place.provisions:
            for pair in provision.limbs():
                found[pair].append((place, provision))
    return {pair: tuple(by) for pair, by in found.items()}


def serving(name: str, ground: str) -> list[Cited]:
    """The provisions that switch on one ground of a rule, those of the whole rule among them, in order of places."""
    pairs = [(name, ground), (name, "")] if ground else [(name, "")]
    return sorted(
        (cited for pair in pairs for cited in switched_on().get(pair, ())),
        key=lambda cited: everywhere().index(cited[0]),
    )


@cache
def clauses_of_value() -> Mapping[str, tuple[Cited, ...]]:
    """Value -> the provisions that name it."""
    found: dict[str, list[Cited]] = defaultdict(list)
    for place in everywhere():
        for provision in place.provisions:
            for entry in provision.serves:
                if entry.startswith("value:"):
                    found[entry.removeprefix("value:")].append((place, provision))
    return {name: tuple(by) for name, by in found.items()}
