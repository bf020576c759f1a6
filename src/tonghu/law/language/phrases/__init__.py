"""Conditions and amounts of rules in words: the tree of an expression as sentences that contain sentences."""

from tonghu.law.language.phrases.conditions import Teller
from tonghu.law.language.phrases.told import Piece, Told

__all__ = ["Piece", "Teller", "Told"]
