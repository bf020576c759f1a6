"""Short forms that rules about records and figures share: is it on file, is it due, what share is it."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, one_of, scale, shift


def on_file(fact: Expr) -> Expr:
    """A yes-or-no fact is recorded as yes; no record counts as no. Always known."""
    return all_of(known(fact), fact)


def not_on_file(fact: Expr) -> Expr:
    """The yes is not recorded: recorded as no, or nothing recorded. Always known."""
    return ~on_file(fact)


def said_no(fact: Expr) -> Expr:
    """A yes-or-no fact is recorded as no. Always known."""
    return all_of(known(fact), ~fact)


def recorded(fact: Expr, *values: str) -> Expr:
    """An enum is recorded with one of the values; no record counts as no. Always known."""
    return all_of(known(fact), one_of(fact, values))


def overdue(last: Expr, months: Expr, today: Expr) -> Expr:
    """The period since the last time has run out; unknown where no period is set or no day is on file."""
    return shift(last, months=months) <= today


def undone_or_overdue(last: Expr, months: Expr, today: Expr) -> Expr:
    """Never done, or the period since has run out."""
    return any_of(~known(last), overdue(last, months, today))


def share(part: Expr, whole: Expr) -> Expr:
    """Two counts as a percentage, in hundredths of a percent; unknown when the whole is 0.

    Rounded down, so that one missing of many never rounds up to the target.
    """
    return scale(part, by=10_000, over=whole, mode="down", as_="percent")
