"""Where a row belongs, as one number: the twelve digits of a division code, so that a subtree is a range.

A county is 6 digits (GB/T 2260), a township 9, a village 12 (统计用区划代码). 330102 is held as 330102000000 and its
subtree is the range from there to 330102999999: one indexed column and one comparison serve every seat, on both
databases and in row-level security.
"""

from __future__ import annotations

from dataclasses import dataclass

DIGITS = 12
LEVELS = ((2, "province"), (4, "prefecture"), (6, "county"), (9, "township"), (12, "village"))


@dataclass(frozen=True, slots=True)
class Span:
    """The region codes from `low` to `high`, both included."""

    low: int
    high: int

    def __contains__(self, code: object) -> bool:
        return isinstance(code, int) and self.low <= code <= self.high


EVERYWHERE = Span(0, 10**DIGITS - 1)


def code_of(text: str | int) -> int:
    """A division code of 2 to 12 digits as the number that is stored. Raises ValueError for anything else."""
    digits = str(text)
    if not digits.isdigit() or not 2 <= len(digits) <= DIGITS:
        raise ValueError(f"not a division code: {digits}")
    return int(digits.ljust(DIGITS, "0"))


def level_of(code: int) -> str:
    """Which level a stored code names: province, prefecture, county, township or village."""
    return LEVELS[_depth(code)][1]


def span_of(code: int) -> Span:
    """The subtree of a stored code. 0 is the whole country."""
    if code == 0:
        return EVERYWHERE
    width = 10 ** (DIGITS - LEVELS[_depth(code)][0])
    return Span(code, code + width - 1)


def county_of(code: int) -> int:
    """The stored code of the county in which a stored code lies."""
    return code // 10**6 * 10**6


def township_of(code: int) -> int:
    """The stored code of the township in which a stored code lies; the county's own where it names none."""
    return code // 10**3 * 10**3


def short(code: int) -> str:
    """The code as people write it: 6, 9 or 12 digits."""
    return f"{code:012d}"[: max(LEVELS[_depth(code)][0], 6)]


def _depth(code: int) -> int:
    text = f"{code:012d}"
    return next(i for i, (digits, _) in enumerate(LEVELS) if not text[digits:].strip("0"))
