"""What the words in a cell say, as facts of a case.

A reading is a mapping from fact to value in the form of a case: true/false, text, ISO days, yuan, lists. An empty
mapping means that the cell says nothing (blank, 不详, a word that is understood but certain of nothing). Whatever
is not understood raises Unreadable; nothing is guessed.
"""

import difflib
import re
from collections.abc import Callable, Mapping, Sequence

from tonghu.base.errors import Unreadable
from tonghu.base.ids import parse_disability_number, parse_division
from tonghu.base.texts import Text
from tonghu.law.language.facts import FactType
from tonghu.register.workbook.columns.schema import Column, common, tidy
from tonghu.register.workbook.rows.ticks import has_ticks, ticked
from tonghu.register.workbook.rows.values import (
    GRADES,
    broken,
    iso_day,
    iso_moment,
    real_number,
    text_of,
    whole_number,
    yuan,
)
from tonghu.register.workbook.sheets import Broken, Cell

Reading = Mapping[str, object]
NOTHING: Reading = {}

NONE_WORDS = frozenset({"无", "没有"})
_SEPARATORS = re.compile(r"[、,，;；/|+&\s]+")
_NAME_SEPARATORS = re.compile(r"[、,，;；\n]+")
_BOTH = re.compile(
    r"(视力|听力|言语|肢体|智力|精神|多重)(?:残疾|残)?\(?([1-4一二三四壹贰叁肆]|I{1,3}|IV)级\)?"
)
_EMPTY_BOX = "()[]□"
_CERTIFICATE = re.compile(r"\d{17}[\dX]\d\d.*")
_BRACKETED = re.compile(r"\([^)]*\)$")


def read_cell(column: Column, cell: Cell, *, epoch_1904: bool = False) -> Reading:
    """The facts that a cell says under a column of kind fact, division, certificate, disability, words or tick.

    `epoch_1904`: whether the workbook counts its days from 1904, in which case a bare number is no day.
    Raises Unreadable.
    """
    if cell is None or (isinstance(cell, str) and not tidy(cell).strip(_EMPTY_BOX)):
        return NOTHING
    if isinstance(cell, Broken):
        raise broken(cell)
    match column.kind:
        case "division":
            return _division(column, cell)
        case "certificate":
            return _certificate(cell)
        case "disability":
            return _disability(cell)
        case "words":
            return _words(column, cell)
        case "tick":
            return {column.key_fact: column.value} if _yes_no(cell, column) else NOTHING
    if column.key == "disability_certified" and _CERTIFICATE.fullmatch(tidy(text_of(cell))):
        return _certificate(cell)  # 残疾人证: the number instead of a yes
    return _fact(column, cell, epoch_1904)


def _fact(column: Column, cell: Cell, epoch_1904: bool) -> Reading:
    fact = column.fact
    assert fact is not None
    word = tidy(text_of(cell))
    if (told := _told(column, word)) is not None:
        return told
    if word in common().unknown and word not in map(tidy, map(str, fact.values)):
        return NOTHING
    if fact.type == "bool":
        answer = _yes_no(cell, column)
        return NOTHING if answer is None else {fact.name: answer}
    if fact.type == "list":
        return _list(column, fact, cell)
    if word in NONE_WORDS and "无" not in fact.values:
        return NOTHING
    return {fact.name: _one(column, fact, cell, epoch_1904)}


def _one(column: Column, fact: FactType, cell: Cell, epoch_1904: bool) -> object:
    match fact.type:
        case "date":
            return iso_day(cell, epoch_1904)
        case "datetime":
            return iso_moment(cell, epoch_1904)
        case "money":
            return yuan(cell)
        case "int":
            return whole_number(fact, cell)
        case "number" | "percent":
            return real_number(cell)
        case "enum":
            return _choice(column, fact, cell)
    return text_of(cell).strip()


def _told(column: Column, word: str) -> Reading | None:
    """What columns.toml says of a word; None when it says nothing. Raises Unreadable for a word with two readings."""
    for form in (word, _BRACKETED.sub("", word)):
        if form in column.ask:
            raise Unreadable(
                Text(f"“{word}”还不能确定是哪一种", f"'{word}' is not certain enough"), column.ask[form]
            )
        if form in column.skip:
            return NOTHING
        if form in column.words:
            value = column.words[form]
            return (
                value if isinstance(value, dict) else {column.key_fact: [value] if column.is_list else value}
            )
    return None


def _yes_no(cell: Cell, column: Column) -> bool | None:
    """True, False, or None for a cell that says nothing."""
    if isinstance(cell, bool):
        return cell
    word = tidy(text_of(cell))
    if has_ticks(word) and len(chosen := ticked(text_of(cell))) < 2:
        word = tidy(chosen[0]) if chosen else ""
    for form in (word, word.strip("()[]"), _BRACKETED.sub("", word)):
        if form in common().yes or form in column.own_names:
            return True
        if form in common().no:
            return False
        if form in common().unknown or not form:
            return None
    raise Unreadable(
        Text(f"“{text_of(cell)}”看不出是还是否", f"'{text_of(cell)}' says neither yes nor no"),
        Text(
            "请填“是”或“否”（或打“√”）；不清楚的留空。",
            "Write 是 or 否 (or √); leave it empty when not known.",
        ),
    )


def _list(column: Column, fact: FactType, cell: Cell) -> Reading:
    text = text_of(cell)
    if has_ticks(text):
        parts = ticked(text)
    else:
        parts = (_SEPARATORS if fact.values else _NAME_SEPARATORS).split(text)
    words = [part for part in parts if tidy(part)]
    if not words:
        return NOTHING
    if all(tidy(word) in NONE_WORDS for word in words):
        return {fact.name: []}
    items = [item for word in words for item in _items(column, fact, word)]
    return {fact.name: list(dict.fromkeys(items))} if items else NOTHING


def _items(column: Column, fact: FactType, word: str) -> Sequence[object]:
    told = _told(column, tidy(word))
    if told is not None:
        found = told.get(fact.name, [])
        return found if isinstance(found, list) else [found]
    return [_allowed(column, fact, word)] if fact.values else [word.strip()]


def _choice(column: Column, fact: FactType, cell: Cell) -> object:
    text = text_of(cell)
    if has_ticks(text):
        chosen = ticked(text)
        if len(chosen) != 1:
            raise Unreadable(
                Text(f"“{text}”里打了 {len(chosen)} 个勾", f"'{text}' has {len(chosen)} ticks"),
                Text("请只选一项。", "Choose one."),
            )
        told = _told(column, tidy(chosen[0]))
        return told[fact.name] if told and fact.name in told else _allowed(column, fact, chosen[0])
    return _allowed(column, fact, text)


def _allowed(column: Column, fact: FactType, text: str) -> object:
    """The allowed value that a word is. Raises Unreadable with the nearest one."""
    word = tidy(text)
    values = {tidy(str(value)): value for value in fact.values}
    for form in (word, _BRACKETED.sub("", word), word.removesuffix("残疾"), word.removesuffix("残")):
        if form in values:
            return values[form]
    raise unknown_word(text, [str(value) for value in fact.values], [*values, *column.words], column)


def unknown_word(text: str, allowed: Sequence[str], known: Sequence[str], column: Column) -> Unreadable:
    """A word that is none of the allowed ones, with the nearest known word suggested."""
    near = difflib.get_close_matches(tidy(text), known, n=1, cutoff=0.4)
    hint = column.spelled(near[0]) if near else ""
    listed = "、".join(allowed)
    return Unreadable(
        Text(f"“{text.strip()}”不是这一列认识的词", f"'{text.strip()}' is not a word that this column knows"),
        Text(
            (f"是不是“{hint}”？" if hint else "") + f"可以填：{listed}。",
            (f"Is it {hint}? " if hint else "") + f"Allowed: {listed}.",
        ),
    )


def _division(column: Column, cell: Cell) -> Reading:
    text = tidy(text_of(cell))
    if not text or text in common().unknown | NONE_WORDS or not re.search(r"\d", text):
        return NOTHING  # an address in words: kept, but not a fact
    if re.fullmatch(r"\d{9}|\d{12}", text):  # township or village: its county is the first six digits
        text = text[:6]
    if re.fullmatch(r"\d+", text):
        return {column.key_fact: parse_division(text)}
    return NOTHING  # 样例路 5 号


def _certificate(cell: Cell) -> Reading:
    word = tidy(text_of(cell))
    if not word or word in common().unknown:
        return NOTHING
    if word in common().no:
        return {"disability_certified": False}
    number = parse_disability_number(text_of(cell))
    return {"disability_certified": True, "disability_types": [number.kind], "disability_level": number.grade}


def _disability(cell: Cell) -> Reading:
    word = tidy(text_of(cell))
    if not word or word in common().unknown:
        return NOTHING
    if word in NONE_WORDS:
        return {"disability_types": []}
    found = _BOTH.fullmatch(re.sub(r"[/、,;]", "", word))
    if found is None:
        raise Unreadable(
            Text(f"“{word}”看不出残疾类别和等级", f"'{word}' does not say the kind and grade of disability"),
            Text("请填“肢体二级”这样的类别加等级。", "Write kind and grade, such as 肢体二级."),
        )
    return {"disability_types": [found[1]], "disability_level": GRADES[found[2]]}


def _words(column: Column, cell: Cell) -> Reading:
    text = text_of(cell)
    whole = tidy(text)
    told = _told(column, whole)
    if told is not None:
        return told
    if not whole or whole in common().unknown:
        return NOTHING
    if has_ticks(text):
        parts = ticked(text)
    else:
        parts = [part for part in _SEPARATORS.split(text) if tidy(part)] if column.several else [text]
    facts: dict[str, object] = {}
    for part in parts:
        found = _told(column, tidy(part))
        if found is None:
            raise unknown_word(
                part, sorted({*column.words, *column.skip}), [*column.words, *column.skip], column
            )
        _merge(facts, found, text)
    return facts


def _merge(facts: dict[str, object], found: Reading, text: str) -> None:
    for name, value in found.items():
        before = facts.get(name)
        if isinstance(before, list) and isinstance(value, list):
            facts[name] = [*before, *(item for item in value if item not in before)]
        elif before is not None and before != value:
            raise Unreadable(
                Text(f"“{text}”里的几个词互相矛盾", f"the words of '{text}' contradict each other"),
                Text("请核对后只留一个。", "Check and keep one."),
            )
        else:
            facts[name] = value


Reader = Callable[[Cell], Reading]


def caching_reader(column: Column, *, epoch_1904: bool = False, limit: int = 5_000) -> Reader:
    """`read_cell` for one column that remembers what it read: a ledger repeats its words a thousand times."""
    remembered: dict[object, Reading | Unreadable] = {}

    def read(cell: Cell) -> Reading:
        key = cell if isinstance(cell, str) else (type(cell), cell)  # True is not 1
        known = remembered.get(key)
        if known is None:
            try:
                known = read_cell(column, cell, epoch_1904=epoch_1904)
            except Unreadable as wrong:
                known = wrong
            if len(remembered) < limit:
                remembered[key] = known
        if isinstance(known, Unreadable):
            raise known.with_traceback(None)
        return known

    return read
