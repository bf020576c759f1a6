"""What the words in a cell say, as facts of a case.

A reading is a mapping from fact to value in the form of a case: true/false, text, ISO days, yuan, lists. An empty
mapping means that the cell says nothing (blank, 不详, a word that is understood but certain of nothing). Whatever
is not understood raises Unreadable; nothing is guessed.
"""

import difflib
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tonghu.base.dates import LAST_SERIAL, parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.ids import parse_disability_number, parse_division
from tonghu.base.money import fen_from_yuan, yuan_from_fen
from tonghu.base.texts import Text
from tonghu.law.language.facts import FactType
from tonghu.register.workbook.columns.schema import Column, common, tidy
from tonghu.register.workbook.rows.ticks import has_ticks, ticked
from tonghu.register.workbook.sheets import Broken, Cell, Number, Stamp

Reading = Mapping[str, object]
NOTHING: Reading = {}

NONE_WORDS = frozenset({"无", "没有"})
_SEPARATORS = re.compile(r"[、,，;；/|+&\s]+")
_NAME_SEPARATORS = re.compile(r"[、,，;；\n]+")
_GRADE = re.compile(r"([1-4一二三四壹贰叁肆]|I{1,3}|IV)级?")
_GRADES = {
    **dict(zip("1234", range(1, 5), strict=True)), **dict(zip("一二三四", range(1, 5), strict=True)),
    **dict(zip("壹贰叁肆", range(1, 5), strict=True)), "I": 1, "II": 2, "III": 3, "IV": 4,
}  # fmt: skip
_MONTHS = re.compile(r"(?:(\d{1,2})年)?(?:零?(\d{1,3})个?月?)?")
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


def broken(cell: Broken) -> Unreadable:
    """What is wrong with a cell without a value."""
    if cell.error:
        return Unreadable(
            Text(f"公式出错（{cell.error}）", f"the formula fails ({cell.error})"),
            Text("请改正公式，或直接填写内容。", "Mend the formula or write the value itself."),
        )
    return Unreadable(
        Text("公式还没有算出结果", "the formula was never worked out"),
        Text(
            "请在 WPS 或 Excel 中打开、保存一次，或直接填写内容。",
            "Open and save the file in WPS or Excel, or write the value itself.",
        ),
    )


def text_of(cell: Cell) -> str:
    """A cell as text: numbers in their shortest form, days as ISO."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case Number():
            return text_of(cell.value)
        case Stamp():
            return _iso(cell.when) if cell.when else str(cell.serial)
        case Broken():
            return cell.error
    return cell if isinstance(cell, str) else f"{cell:.15g}" if isinstance(cell, float) else str(cell)


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
            return _day(cell, epoch_1904)
        case "datetime":
            return _moment(cell, epoch_1904)
        case "money":
            return _yuan(cell)
        case "int":
            return _whole(fact, cell)
        case "number" | "percent":
            return _real(cell)
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


def _day(cell: Cell, epoch_1904: bool) -> str:
    if isinstance(cell, Stamp):
        return parse_day(_shown_day(cell)).isoformat()
    value = cell.value if isinstance(cell, Number) else cell
    if epoch_1904 and isinstance(value, int | float) and value <= LAST_SERIAL:
        raise Unreadable(
            Text(f"“{value}”是没有日期格式的数，而工作簿用 1904 日期系统，说不准是哪一天",
                 f"'{value}' is a bare number in a workbook that counts from 1904, so its day is not certain"),
            Text("请把这一列设为日期格式，或写成 2015-03-01。", "Give the column a date format or write 2015-03-01."),
        )  # fmt: skip
    return parse_day(value).isoformat()


def _shown_day(stamp: Stamp) -> datetime:
    """The day of a cell with a date format, unless the spreadsheet made part of it up."""
    shown, when = stamp.shows, stamp.when
    write_so = Text("请写成 2015-03-01 这样的年-月-日。", "Write year-month-day, such as 2015-03-01.")
    if when is None or not shown & {"y", "m", "d"}:
        raise Unreadable(Text("是时刻或时长，不是日期", "it is a time, not a day"), write_so)
    if "y" not in shown:
        told = f"{when.month}月{when.day}日"
        raise Unreadable(
            Text(
                f"“{told}”只显示月日，年份是表格软件补的",
                f"the cell shows only month and day ({told}); the spreadsheet added the year",
            ),
            write_so,
        )
    if "d" not in shown and when.day == 1:
        told = f"{when.year}年{when.month}月"
        raise Unreadable(
            Text(
                f"“{told}”缺日，1 日是表格软件补的",
                f"'{told}' lacks the day; the spreadsheet made it the 1st",
            ),
            write_so,
        )
    return when


def _moment(cell: Cell, epoch_1904: bool) -> str:
    if isinstance(cell, Stamp) and cell.when and cell.shows >= {"y", "m", "d", "h"}:
        return cell.when.isoformat(timespec="minutes")
    if isinstance(cell, str):
        found = re.fullmatch(r"(.+?)[T\s]+(\d{1,2}):(\d{2})(?::\d{2})?", cell.strip())
        if found and int(found[2]) < 24 and int(found[3]) < 60:
            return f"{parse_day(found[1]).isoformat()}T{int(found[2]):02d}:{found[3]}"
    return _day(cell, epoch_1904)


def _iso(when: datetime) -> str:
    return (
        when.date().isoformat() if (when.hour, when.minute, when.second) == (0, 0, 0) else when.isoformat(" ")
    )


def _yuan(cell: Cell) -> int | float:
    value = cell.value if isinstance(cell, Number) else cell
    if isinstance(value, float):
        value = round(value, 9)  # 0.1 + 0.2 of a spreadsheet's own sums
    return yuan_from_fen(fen_from_yuan(value if isinstance(value, int | float) else text_of(cell)))


def _whole(fact: FactType, cell: Cell) -> int:
    word = tidy(text_of(cell))
    number = _GRADES.get(_GRADE.fullmatch(word)[1]) if fact.unit == "级" and _GRADE.fullmatch(word) else None  # type: ignore[index]
    if number is None and fact.unit == "月" and (months := _MONTHS.fullmatch(word)) and word:
        number = int(months[1] or 0) * 12 + int(months[2] or 0)
    elif number is None and (
        plain := re.fullmatch(rf"(\d{{1,6}})(?:{re.escape(fact.unit.partition('/')[0])})?", word)
    ):
        number = int(plain[1])
    if number is None or (fact.values and number not in map(int, fact.values)):
        allowed = "、".join(map(str, fact.values))
        raise Unreadable(
            Text(f"“{text_of(cell)}”不是{'允许的' if allowed else ''}整数", f"'{text_of(cell)}' is not {'an allowed' if allowed else 'a'} whole number"),
            Text(f"可以填：{allowed}。" if allowed else f"请只填数字，单位为{fact.unit or '个'}。",
                 f"Allowed: {allowed}." if allowed else f"Write digits only, counted in {fact.unit or 'units'}."),
        )  # fmt: skip
    return number


def _real(cell: Cell) -> float:
    try:
        number = float(tidy(text_of(cell)))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Unreadable(
            Text(f"“{text_of(cell)}”不是数", f"'{text_of(cell)}' is not a number"),
            Text("请只填数字。", "Write digits only."),
        )
    return number


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
    return {"disability_types": [found[1]], "disability_level": _GRADES[found[2]]}


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
