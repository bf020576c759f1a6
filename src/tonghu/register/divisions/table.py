"""The table of divisions: one sorted list of lines, read once, each line taken apart only when asked for."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib import resources

from tonghu.access.regions import DIGITS, LEVELS, code_of, level_of

AFTER_DIGITS = ":"  # the character behind 9: "33" to "33:" are all codes that begin with 33
LENGTHS = tuple(digits for digits, _ in LEVELS)


@dataclass(frozen=True, slots=True)
class Division:
    """A division under one name. `code` and `parent` are stored codes; a day that is None is open or not known.

    `parent` is the nearest division above that the table holds: the province for a county that it governs itself.
    """

    code: int
    name: str
    level: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    parent: int | None
    successor: int | None

    def holds(self, on: dt.date | None) -> bool:
        """Whether the name may stand on a day; without a day, whether it had not ended when the source was read."""
        if on is None:
            return self.valid_to is None
        return (self.valid_from or on) <= on <= (self.valid_to or on)


def division(code: int | str, on: dt.date | None = None) -> Division | None:
    """What a code names on a day; without a day, what it named last, ended or not. None where nothing is known."""
    spells = [read(line) for line in _lines(_digits(code) or "-")]
    if on is None:
        return spells[-1] if spells else None
    return next((spell for spell in spells if spell.holds(on)), None)


def children_of(code: int | str, on: dt.date | None = None) -> tuple[Division, ...]:
    """The divisions right below a code on a day, by code; 0 is the country. Without a day: those not ended."""
    above = _digits(code)
    if above is None:
        return ()
    # Below a province lie thousands of townships, which are not its children; 东莞 has no counties.
    longest = {0: 2, 2: 6}.get(len(above), 9)
    found = (read(line) for line in lines_below(code) if len(above) < line.index("\t") <= longest)
    parent = stored(above) if above else None
    return tuple(child for child in found if child.parent == parent and child.holds(on))


def full_name(code: int | str, on: dt.date | None = None) -> str | None:
    """The names from the province down, as of a day: 四川省 成都市 锦江区. Without a day: as it was called last."""
    found = division(code, on)
    if found is None:
        return None
    day = on or found.valid_to
    names = [found.name]
    while found is not None and found.parent is not None:
        found = division(found.parent, day) or division(found.parent)
        names += [found.name] if found else []
    return " ".join(reversed(names))


def successor(code: int | str, on: dt.date | None = None) -> Division | None:
    """What stands now in the place of a division that has ended, over as many changes as there were.

    `on` says which bearer of a code is meant that was given out again. None for one that has not ended, and where
    the source does not say what came after it.
    """
    found = division(code, on)
    if found is None or found.valid_to is None:
        return None
    while found is not None and found.valid_to is not None:
        # It must hold a day later, so that a ring of codes does not turn for ever.
        after = found.valid_to + dt.timedelta(days=1)
        found = division(found.successor, after) if found.successor else None
    return found


@cache
def lines_of_table() -> list[str]:
    """The lines of `divisions.tsv` without its head: digits, name, first day, last day, digits of the successor.

    In the order of the digits as text, so that whatever lies below a code follows it.
    """
    text = resources.files(__package__).joinpath("divisions.tsv").read_text("utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def lines_below(code: int | str) -> list[str]:
    """The lines of a code and of everything below it; all lines for 0, none for what is no code."""
    lines, digits = lines_of_table(), _digits(code)
    if digits is None:
        return []
    return lines[bisect_left(lines, digits) : bisect_left(lines, digits + AFTER_DIGITS)]


def stored(digits: str) -> int:
    """The digits of a line as the number that is stored."""
    return int(digits.ljust(DIGITS, "0"))


def _digits(code: int | str) -> str | None:
    """A code as the table writes it: 2, 4, 6, 9 or 12 digits, none for the country. None for what is no code."""
    if code == 0:
        return ""
    if len(str(code)) not in LENGTHS:  # 3301020 is a slip, not 330102
        return None
    try:
        text = f"{code_of(code):0{DIGITS}d}"
    except ValueError:
        return None
    return next(text[:length] for length in LENGTHS if not text[length:].strip("0"))


def _lines(digits: str) -> list[str]:
    """Everything that a code has named, the oldest first."""
    lines = lines_of_table()
    return lines[bisect_left(lines, f"{digits}\t") : bisect_left(lines, f"{digits}\n")]


def read(line: str) -> Division:
    """A line of the table as a division."""
    digits, name, first, last, after = line.split("\t")
    code = stored(digits)
    return Division(
        code=code,
        name=name,
        level=level_of(code),
        valid_from=dt.date.fromisoformat(first) if first else None,
        valid_to=dt.date.fromisoformat(last) if last else None,
        parent=_parent(digits),
        successor=stored(after) if after else None,
    )


@cache
def _parent(digits: str) -> int | None:
    shorter = [digits[:length] for length in reversed(LENGTHS) if length < len(digits)]
    return next((stored(above) for above in shorter if _lines(above)), None)
