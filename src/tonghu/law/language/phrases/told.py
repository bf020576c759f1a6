"""What is told: words in a row with what they speak of, and sentences that contain sentences."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row; what they speak of where there is a page for it (a rule, a value, an ambiguity)."""

    text: str
    rule: str = ""
    value: str = ""
    switch: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence and those below it."""

    pieces: tuple[Piece, ...]
    below: tuple[Told, ...] = ()

    @property
    def text(self) -> str:
        """The sentence without those below it."""
        return "".join(piece.text for piece in self.pieces)
