"""What a write is: one function with a keyword-only actor and purpose, one transaction, its audit row inside it."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import transaction

from tonghu.access.rls import scoped

P = ParamSpec("P")
R = TypeVar("R")


class Unrecorded(RuntimeError):
    """A write ended without its audit row; nothing was kept."""


class _Running:
    """The write that is under way: how many audit rows it has added."""

    rows = 0


_running: ContextVar[_Running | None] = ContextVar("write", default=None)


def running() -> bool:
    """Whether a write is under way."""
    return _running.get() is not None


def recorded(rows: int) -> None:
    """Said by the audit chain when it has added rows."""
    current = _running.get()
    if current is not None:
        current.rows += rows


def write(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a write. It must take `actor` and `purpose` by keyword and record what it did.

    Raises NotAllowed for a purpose that is not the seat's, Unrecorded (and rolls back) when no audit row was added.
    A write inside a write joins it.
    """
    kinds = inspect.signature(function).parameters
    for name in ("actor", "purpose"):
        if name not in kinds or kinds[name].kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"{function.__qualname__}: {name} must be keyword-only")

    @functools.wraps(function)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        actor, purpose = kwargs["actor"], kwargs["purpose"]
        actor.check_purpose(purpose)  # type: ignore[attr-defined]
        mine = _Running()
        token = _running.set(mine)
        try:
            with transaction.atomic(), scoped(actor):  # type: ignore[arg-type]
                result = function(*args, **kwargs)
                if not mine.rows:
                    raise Unrecorded(function.__qualname__)
        finally:
            _running.reset(token)
        outer = _running.get()
        if outer is not None:
            outer.rows += mine.rows
        return result

    done.is_write = True  # type: ignore[attr-defined]
    return done
