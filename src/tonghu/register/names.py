"""How a name is folded for search, and its pinyin initials.

民委发〔2016〕33号: the separator of names is U+00B7; all its look-alikes, blanks and width are one for search, the
original stays. Surnames are read as surnames (单 shàn, 仇 qiú, 曾 zēng), which pypinyin's dictionary does not know.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import cache

from pypinyin import Style, pinyin

DOTS = re.compile(r"[\s·•．.・‧∙･]")
MOST_READINGS = 8
# Surnames whose reading as a surname is not the usual one (新华字典; GB/T 28039-2011 汉语拼音人名拼写法)
SURNAMES = {
    "单": "s", "解": "x", "仇": "q", "曾": "z", "区": "o", "朴": "p", "查": "z", "任": "r", "华": "h", "盖": "g",
    "覃": "q", "种": "c", "乐": "y", "员": "y", "缪": "m", "尹": "y", "褚": "c", "晁": "c", "冼": "x", "繁": "p",
    "尉迟": "yc", "万俟": "mq", "长孙": "zs", "澹台": "tt", "单于": "cy",
}  # fmt: skip


def name_key(name: str) -> str:
    """The name as it is compared: NFKC, without dots and blanks, lower case."""
    return DOTS.sub("", unicodedata.normalize("NFKC", name)).lower()


def initials(name: str) -> str:
    """Every reading of a name as pinyin initials, each with a blank before it: ` lyd lyf`. Letters stay letters."""
    key = name_key(name)
    letters = [list(_letters(character)) for character in key]
    combined = itertools.islice(itertools.product(*letters), MOST_READINGS)
    readings = dict.fromkeys("".join(parts) for parts in combined)
    for surname in (key[:2], key[:1]):
        if surname in SURNAMES:
            rest = "".join(letter[0] for letter in letters[len(surname) :])
            readings = {SURNAMES[surname] + rest: None} | readings
            break
    return "".join(f" {reading}" for reading in readings)[:200]


@cache
def _letters(character: str) -> tuple[str, ...]:
    """The initials that one character can have, at most three; a letter or digit is its own."""
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="default")
    return tuple(sorted({reading[:1].lower() for reading in found[0] if reading})[:3]) or (character,)
