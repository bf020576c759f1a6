"""Who calls: the partner behind a token, as an actor with the token's region, purpose and fields."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from ninja.security import HttpBearer

from tonghu.access.actors import Actor
from tonghu.access.rls import scoped
from tonghu.access.tokens import actor_of, find


@dataclass(frozen=True, slots=True)
class Caller:
    """A partner at work: for a purpose, with the fields that the token names."""

    actor: Actor
    purpose: str
    fields: frozenset[str]


class Bearer(HttpBearer):
    """`Authorization: Bearer <token>`; a token that ran out or was revoked is as good as none."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The caller of a token."""
        found = find(token)
        if found is None:
            return None
        return Caller(actor_of(found), found.purpose, frozenset(found.fields))


@contextmanager
def asking(request: HttpRequest) -> Iterator[Caller]:
    """The caller, inside a transaction in which the database shows only the caller's scope."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    with transaction.atomic(), scoped(caller.actor):
        yield caller
