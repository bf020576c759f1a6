"""What can go wrong, and how it is told.

The tree:

* TonghuError
  x Unreadable   one value cannot be read: what is wrong and how to mend it, in both languages
  x Faults       an input has one or more faults, each with its place

A lower room raises `Unreadable` because it does not know where the value stood. The caller, who knows the
file, the row and the field, turns it into a `Fault` and gathers the faults, so that a person sees all of
them at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tonghu.base.texts import Lang, Text


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input, told in one language: where it stands, what it is, how to mend it."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        """`where: what; mend`, leaving out what is empty."""
        told = "; ".join(part for part in (self.what, self.mend) if part)
        return f"{self.where}: {told}" if self.where else told


class TonghuError(Exception):
    """Anything that Tonghu raises on purpose."""


class Unreadable(TonghuError):
    """A value cannot be read."""

    def __init__(self, what: Text, mend: Text) -> None:
        super().__init__(what.zh)
        self.what = what
        self.mend = mend

    def fault(self, where: str, lang: Lang = "zh") -> Fault:
        """The fault that this makes at a place (a file, row and column, or the path of a field)."""
        return Fault(where, self.what.in_(lang), self.mend.in_(lang))


class Faults(TonghuError):
    """An input could not be read; `faults` says everything that is wrong with it."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        self.faults: list[Fault] = [faults] if isinstance(faults, Fault) else list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))
