"""What a cell holds as a value: text, a day, an amount, a number. Nothing is guessed; Unreadable says why not."""

import math
import re
from datetime import datetime

from tonghu.base.dates import LAST_SERIAL, parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.money import fen_from_yuan, yuan_from_fen
from tonghu.base.texts import Text
from tonghu.law.language.facts import FactType
from tonghu.register.workbook.columns.schema import tidy
from tonghu.register.workbook.sheets import Broken, Cell, Number, Stamp

_GRADE = re.compile(r"([1-4一二三四壹贰叁肆]|I{1,3}|IV)级?")
GRADES = {
    **dict(zip("1234", range(1, 5), strict=True)), **dict(zip("一二三四", range(1, 5), strict=True)),
    **dict(zip("壹贰叁肆", range(1, 5), strict=True)), "I": 1, "II": 2, "III": 3, "IV": 4,
}  # fmt: skip
_MONTHS = re.compile(r"(?:(\d{1,2})年)?(?:零?(\d{1,3})个?月?)?")


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


def iso_day(cell: Cell, epoch_1904: bool) -> str:
    """A day as YYYY-MM-DD. Raises Unreadable when the cell does not hold one, or the spreadsheet made part of it up."""
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


def iso_moment(cell: Cell, epoch_1904: bool) -> str:
    """A day with its time of day as YYYY-MM-DDTHH:MM, or without one as `iso_day`. Raises Unreadable."""
    if isinstance(cell, Stamp) and cell.when and cell.shows >= {"y", "m", "d", "h"}:
        return cell.when.isoformat(timespec="minutes")
    if isinstance(cell, str):
        found = re.fullmatch(r"(.+?)[T\s]+(\d{1,2}):(\d{2})(?::\d{2})?", cell.strip())
        if found and int(found[2]) < 24 and int(found[3]) < 60:
            return f"{parse_day(found[1]).isoformat()}T{int(found[2]):02d}:{found[3]}"
    return iso_day(cell, epoch_1904)


def yuan(cell: Cell) -> int | float:
    """An amount in yuan, exactly. Raises Unreadable for more than two decimals, negative amounts and other text."""
    value = cell.value if isinstance(cell, Number) else cell
    if isinstance(value, float):
        value = round(value, 9)  # 0.1 + 0.2 of a spreadsheet's own sums
    return yuan_from_fen(fen_from_yuan(value if isinstance(value, int | float) else text_of(cell)))


def whole_number(fact: FactType, cell: Cell) -> int:
    """A count in the unit of a fact: 36, 36个月, 1年6个月, 一级. Raises Unreadable, also for a value not allowed."""
    number = _counted(tidy(text_of(cell)), fact.unit)
    if number is not None and (not fact.values or number in map(int, fact.values)):
        return number
    allowed = "、".join(map(str, fact.values))
    what = Text(
        f"“{text_of(cell)}”不是这一列的整数", f"'{text_of(cell)}' is not a whole number for this column"
    )
    if allowed:
        raise Unreadable(what, Text(f"可以填：{allowed}。", f"Allowed: {allowed}."))
    unit = fact.unit
    raise Unreadable(what, Text(f"请只填数字（单位：{unit}）。", f"Write digits only (counted in {unit})."))


def _counted(word: str, unit: str) -> int | None:
    if unit == "级" and (grade := _GRADE.fullmatch(word)):
        return GRADES[grade[1]]
    if unit == "月" and word and (months := _MONTHS.fullmatch(word)):
        return int(months[1] or 0) * 12 + int(months[2] or 0)
    name = re.escape(unit.partition("/")[0])
    plain = re.fullmatch(rf"(\d{{1,6}})(?:{name})?", word)
    return int(plain[1]) if plain else None


def real_number(cell: Cell) -> float:
    """A finite number. Raises Unreadable."""
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


def _iso(when: datetime) -> str:
    return (
        when.date().isoformat() if (when.hour, when.minute, when.second) == (0, 0, 0) else when.isoformat(" ")
    )
