"""Which column a header means: variants, units in brackets, and whose column it is."""

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tonghu.base.texts import Text
from tonghu.register.workbook.columns.schema import Column, columns, common, tidy

Role = Literal["child", "father", "mother"]
ROLE_NAMES: dict[Role, str] = {"child": "", "father": "父亲", "mother": "母亲"}

_NUMBERING = re.compile(r"^(?:[*★※]|\(?[0-9一二三四五六七八九十]{1,3}[).、,])+")
_BRACKETS = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_MARKS = re.compile(r"[()\[\]【】\-_—–·:/、,.。*?√]")
_UNIT = re.compile(r"万元|元/月|元/年|元|公里")


@dataclass(frozen=True)
class Use:
    """What a column of the county's sheet is used for: one of our columns, for the child or one parent."""

    column: Column
    role: Role = "child"

    @property
    def name(self) -> str:
        """Its canonical header, with 父亲 or 母亲 before it where it is a parent's."""
        return ROLE_NAMES[self.role] + self.column.header


@dataclass(frozen=True)
class NoUse:
    """Why a column of the county's sheet is not used."""

    why: Text


def resolve(header: str) -> Use | NoUse | None:
    """What a header means; NoUse when it is nearly known but not safe to use; None when it is not known.

    "父亲-存亡情况", "母亲（情形）", "存亡状况（父亲）" and "父亲存亡" are the same kind of thing; a parent's
    column without a parent (存亡状况) is not used, nor is an amount in another unit than its fact has.
    """
    found = next((use for form in _forms(header) if (use := _look_up(form))), None)
    if isinstance(found, Use) and found.column.unit.startswith("元"):
        return _check_unit(header, found)
    return found


def nearest(header: str) -> str | None:
    """The known header that looks most like an unknown one, or None when none comes near."""
    names = [ROLE_NAMES[role] + name for role, table in _tables().items() for name in table]
    close = difflib.get_close_matches(_plain(header), names, n=1, cutoff=0.6)
    return _canonical(close[0]) if close else None


def heading_role(heading: str) -> Role | None:
    """Whose block of columns a heading opens (父亲, 父亲基本情况, 母); None for 父母情况, 祖父 and all others."""
    plain = _plain(heading)
    both = any(word in plain for word in common().father) and any(word in plain for word in common().mother)
    for role, words in _spellings():
        if not both and any(plain == word or (len(word) > 1 and plain.startswith(word)) for word in words):
            return role
    return None


def names_a_person(heading: str) -> bool:
    """Whether a heading names someone else than the child (祖父, 委托监护人, 父母 …)."""
    plain = _plain(heading)
    return any(person in plain for person in common().persons)


def _canonical(name: str) -> str:
    found = _look_up(name)
    return found.name if isinstance(found, Use) else name


def _look_up(form: str) -> Use | NoUse | None:
    tables = _tables()
    for text in _trimmed(form):
        if text in tables["child"]:
            return Use(tables["child"][text])
    for role, rest in _split_parent(form):
        for text in _trimmed(rest):
            if text in tables[role]:
                return Use(tables[role][text], role)
    if any(text in tables["father"] for text in _trimmed(form)):
        return NoUse(
            Text(
                "分不清是父亲的还是母亲的，请在表头写明“父亲”或“母亲”",
                "it does not say whether it is the father's or the mother's",
            )
        )
    return None


@functools.cache
def _tables() -> dict[Role, dict[str, Column]]:
    """Known headers, plain, of the child and of either parent. An earlier column keeps a name that two claim."""
    found: dict[Role, dict[str, Column]] = {"child": {}, "father": {}, "mother": {}}
    for column in columns():
        labels = (
            column.header,
            *((column.fact.zh,) if column.fact and column.kind != "tick" else ()),
            *column.also,
        )
        for label in labels:
            for role in ("father", "mother") if column.parent else ("child",):
                found[role].setdefault(_plain(label), column)
    return found


def _forms(header: str) -> Iterator[str]:
    """A header without marks: first with what stands in brackets, then without."""
    yield _plain(header)
    bare = _BRACKETS.sub("", _normal(header))
    if bare:
        yield _plain(bare)


def _normal(header: str) -> str:
    text = unicodedata.normalize("NFKC", header)
    return _NUMBERING.sub("", re.sub(r"\s+", "", text))


def _plain(header: str) -> str:
    return _MARKS.sub("", tidy(_normal(header)))


def _trimmed(text: str) -> Iterator[str]:
    """The text, and the text without 是否, 情况 and the like at its ends."""
    yield text
    shorter = {text}
    for _ in range(2):
        shorter |= {form.removeprefix(word) for form in shorter for word in common().before}
        shorter |= {form.removesuffix(word) for form in shorter for word in common().after}
    yield from sorted(shorter - {text, ""}, key=len, reverse=True)


def _split_parent(form: str) -> list[tuple[Role, str]]:
    """(role, rest) for each way in which a header begins or ends with a parent."""
    found: list[tuple[Role, str]] = []
    for role, words in _spellings():
        for word in words:
            rest = form.removeprefix(word) if form.startswith(word) else form.removesuffix(word)
            if rest not in {form, ""}:
                found.append((role, rest))
    return found


def _spellings() -> tuple[tuple[Role, tuple[str, ...]], ...]:
    return ("father", common().father), ("mother", common().mother)


def _check_unit(header: str, use: Use) -> Use | NoUse:
    brackets = "".join(_BRACKETS.findall(_normal(header)))
    written = _UNIT.search(brackets)
    if written is None or use.column.unit.startswith(written.group()):
        return use
    unit = use.column.unit
    return NoUse(
        Text(
            f"单位不同：表头写“{written.group()}”，这一列要“{unit}”",
            f"another unit: the header says {written.group()}, {unit} is wanted",
        )
    )
