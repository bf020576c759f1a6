"""From changes told by the year to spells: what a code named, from when to when, and what came after.

Two readings of a year. Between two codes the old one stands until 31 December and the new one from 1 January, so
both hold in the year of the change. Where one name follows another under the same code, the new one has the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """In a year `old` ('330103 下城区') became `new`; None is nothing, or what the source does not say.

    `founds`: the new code came into being with it. `reassigns`: the code was given to another division.
    """

    year: int
    old: str | None
    new: str | None
    founds: bool = True
    reassigns: bool = False

    @property
    def old_code(self) -> str:
        """The digits that ended or were renamed, empty for none."""
        return (self.old or "").partition(" ")[0]

    @property
    def new_code(self) -> str:
        """The digits that came, empty for none."""
        return (self.new or "").partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Spell:
    """A name with its first and its last day as ISO text, and the digits of what came after; None is not known."""

    name: str
    first: str | None
    last: str | None
    successor: str | None


@dataclass(slots=True)
class _Open:
    """A name under construction; the years are those of the changes that began and ended it."""

    name: str
    begun: int | None
    ended: int | None = None
    successor: str | None = None


def spells(code: str, changes: list[Change], today: str | None) -> Iterator[Spell]:
    """The spells of one code, the oldest first, from the changes that touch it and its name of today if it has one."""
    found: list[_Open] = []
    for year in sorted({change.year for change in changes}):
        at = [change for change in changes if change.year == year]
        _end(found, code, [change for change in at if change.old_code == code])
        _begin(found, [change for change in at if change.new_code == code])
    if today and (not found or found[-1].ended or found[-1].name != today):
        found.append(_Open(today, found[-1].ended if found else None))
    for spell, after in zip(found, [*found[1:], None], strict=True):
        yield from _closed(spell, after)


def _end(found: list[_Open], code: str, changes: list[Change]) -> None:
    if not changes:
        return
    name = (changes[0].old or "").partition(" ")[2]
    if not found or found[-1].ended:  # it stood before the source begins to tell
        found.append(_Open(name, found[-1].ended if found else None))
    found[-1].name = name
    found[-1].ended = changes[0].year
    moved = [change.new_code for change in changes if change.new_code not in {"", code}]
    renamed = [code for change in changes if change.new_code == code and not change.reassigns]
    found[-1].successor = next(iter(moved + renamed), None)


def _begin(found: list[_Open], changes: list[Change]) -> None:
    if not changes:
        return
    name = (changes[0].new or "").partition(" ")[2]
    if found and not found[-1].ended:
        if found[-1].name == name:  # it took something in
            return
        found[-1].ended = changes[0].year
    known = bool(found) or any(change.founds for change in changes)
    found.append(_Open(name, changes[0].year if known else None))


def _closed(spell: _Open, after: _Open | None) -> Iterator[Spell]:
    if spell.ended is None:
        last = None
    elif after and after.begun == spell.ended:
        last = f"{spell.ended - 1}-12-31"
    else:
        last = f"{spell.ended}-12-31"
    first = f"{spell.begun}-01-01" if spell.begun else None
    if not (first and last and last < first):  # begun and ended within one year under one code: never seen
        yield Spell(spell.name, first, last, spell.successor)
