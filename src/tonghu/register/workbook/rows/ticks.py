"""Tick boxes typed into one cell: "☑是 □否", "是（√） 否（ ）", "低保√ 特困□"."""

import itertools
import re
import unicodedata
from typing import NamedTuple

from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register.workbook.columns.schema import SAME_MARKS

_MARK = r"[(\[]\s*[√□×]?\s*[)\]]|[√□]"
_WORD = r"(?:[^\s()\[\]√□、,;/]|\((?!\s*[√□×]?\s*\))[^()]*\))+"
_TOKEN = re.compile(rf"(?P<mark>{_MARK})|(?P<word>{_WORD})")


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    word: bool

    @property
    def ticked(self) -> bool:
        return "√" in self.text


def has_ticks(text: str) -> bool:
    """Whether a cell holds boxes or ticks beside words (a lone √ is a word of its own)."""
    tokens = _tokens(text)
    return any(token.word for token in tokens) and any(not token.word for token in tokens)


def ticked(text: str) -> list[str]:
    """The words that are ticked, in order; empty when none is.

    Raises Unreadable when it cannot be told to which word a tick belongs.
    """
    tokens = _tokens(text)
    if not tokens or not tokens[0].word:
        return [right.text for left, right in itertools.pairwise(tokens) if left.ticked and right.word]
    pairs = list(zip(tokens[::2], tokens[1::2], strict=False))
    if len(tokens) == 2 * len(pairs) and all(left.word and not right.word for left, right in pairs):
        return [word.text for word, mark in pairs if mark.ticked]
    return [
        _neighbour(tokens, place) for place, token in enumerate(tokens) if not token.word and token.ticked
    ]


def _tokens(text: str) -> list[_Token]:
    plain = unicodedata.normalize("NFKC", text.translate(SAME_MARKS))
    return [_Token(m.group(), m.start(), m.end(), m["word"] is not None) for m in _TOKEN.finditer(plain)]


def _neighbour(tokens: list[_Token], place: int) -> str:
    """The one word that touches a tick without a blank between."""
    mark = tokens[place]
    touching = [
        token.text
        for token in tokens[max(place - 1, 0) : place + 2]
        if token.word and mark.start in {token.end, token.start - len(mark.text)}
    ]
    if len(touching) != 1:
        text = " ".join(token.text for token in tokens)
        raise Unreadable(
            Text(f"“{text}”看不出勾的是哪一项", f"in '{text}' it cannot be seen which word is ticked"),
            Text("请只写选中的一项，不用打勾。", "Write just the word that applies, without a tick."),
        )
    return touching[0]
