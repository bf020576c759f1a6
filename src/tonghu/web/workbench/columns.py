"""The columns of the list of children: what each is called, and what stands in it on screen, on paper and in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tonghu.base.money import format_yuan, yuan_from_fen
from tonghu.base.texts import Lang, Text
from tonghu.register.reads.children import Row, Totals
from tonghu.register.reads.results import Result
from tonghu.register.standing.compartments import RESTRICTED
from tonghu.web.account.wording import day_told

Value = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` is what a file gets, `text` what is read; `parts` are the texts of chips, `state` that of one chip."""

    kind: str
    value: Value = None
    text: str = ""
    parts: tuple[str, ...] = ()
    state: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `order`: by which the list can be put in order. `width` is that in a workbook."""

    id: str
    head: Text
    width: int
    cell: Callable[[Row, Lang], Cell]
    order: str = ""
    numeric: bool = False


STATES: Mapping[str, tuple[str, Text]] = {
    "waiting": ("gap", Text("应享未享", "owed, not received")), "applied": ("applied", Text("已申请", "applied")),
    "receiving": ("receiving", Text("已享受", "receiving")),
}  # fmt: skip


def _text(value: str) -> Cell:
    return Cell("text", value, value)


def _number(value: int | None) -> Cell:
    return Cell("number", value, "" if value is None else str(value))


def _day(value: dt.date | None, lang: Lang) -> Cell:
    return Cell("day", value, day_told(value, lang) if value else "—")


def _names(results: list[Result], lang: Lang) -> tuple[str, ...]:
    return tuple(result.name.in_(lang) for result in results)


def _joined(parts: tuple[str, ...], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(parts)


def _sex(row: Row, lang: Lang) -> Cell:
    return _text({"男": Text("男", "boy"), "女": Text("女", "girl")}.get(row.sex, Text("", "")).in_(lang))


def _categories(row: Row, lang: Lang) -> Cell:
    parts = _names(row.categories, lang) + ((RESTRICTED.in_(lang),) if row.hidden else ())
    return Cell("chips", _joined(parts, lang), _joined(parts, lang), parts)


def _delivery(row: Row, lang: Lang) -> Cell:
    if not row.state:
        return Cell("text", "", "—")
    state, told = STATES[row.state]
    text = told.in_(lang)
    if row.waiting:
        text += Text("：", ": ").in_(lang) + _joined(_names(row.waiting, lang), lang)
    return Cell("state", text, text, state=state)


def _amount(row: Row, lang: Lang) -> Cell:
    """Owed a month. What a place has not set is said, never shown as nothing."""
    told = format_yuan(row.fen, lang)
    if row.unpriced and not row.fen:
        unset = Text("金额未定", "not set").in_(lang)
        return Cell("right", unset, unset)
    if row.unpriced:
        return Cell("least", yuan_from_fen(row.fen), Text(f"至少 {told}", f"at least {told}").in_(lang))
    return Cell("money", yuan_from_fen(row.fen), told if row.fen else "—")


def _place(row: Row, _: Lang) -> Cell:
    told = " ".join(filter(None, (row.township, row.village)))
    return Cell("place", told, told)


COLUMNS = {
    column.id: column for column in (
        Column("name", Text("姓名", "Name"), 14, lambda row, _: Cell("link", row.name, row.name), "name"),
        Column("sex", Text("性别", "Sex"), 6, _sex),
        Column("age", Text("年龄", "Age"), 6, lambda row, _: _number(row.age), "age", numeric=True),
        Column("birth", Text("出生日期", "Born"), 12, lambda row, lang: _day(row.birth, lang), "age"),
        Column("place", Text("乡镇、村", "Township, village"), 22, _place, "place"),
        Column("categories", Text("类别", "Categories"), 28, _categories),
        Column("amount", Text("每月应享（元）", "Owed a month (yuan)"), 13, _amount, "amount", numeric=True),
        Column("open", Text("未定事项", "Open questions"), 9, lambda row, _: _number(row.open), "open", numeric=True),
        Column("delivery", Text("落实", "Delivery"), 30, _delivery),
        Column("verified", Text("最近核实", "Last verified"), 12, lambda row, lang: _day(row.verified, lang)),
        Column("id", Text("证件号码", "ID number"), 22, lambda row, _: _text(row.id_shown)),
    )
}  # fmt: skip


def cells(row: Row, chosen: tuple[str, ...], lang: Lang) -> list[Cell]:
    """A row's cells in the chosen columns."""
    return [COLUMNS[name].cell(row, lang) for name in chosen]


def foot(totals: Totals, chosen: tuple[str, ...], lang: Lang) -> list[Cell]:
    """The cells of the sum row; the first says how many children there are."""
    sums: dict[str, Any] = {
        "amount": Cell("money", yuan_from_fen(totals.fen), format_yuan(totals.fen, lang)),
        "open": Cell(
            "number", totals.open, Text(f"{totals.open:,} 人", f"{totals.open:,} children").in_(lang)
        ),
    }
    told = Text(f"合计 {totals.children:,} 人", f"{totals.children:,} in all").in_(lang)
    return [Cell("text", told, told), *(sums.get(name, Cell("text", "", "")) for name in chosen[1:])]
