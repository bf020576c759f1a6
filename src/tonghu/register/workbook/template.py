"""The empty ledger workbook that counties fill in: headers, notes, allowed words, two sample rows, a guide."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tonghu.base.texts import Lang, Text
from tonghu.register.workbook.columns.headers import ROLE_NAMES, Role, Use
from tonghu.register.workbook.columns.schema import Column, columns
from tonghu.register.workbook.output import LINE_HEIGHT, lines_needed, new_workbook
from tonghu.register.workbook.read import SHEET

GUIDE = Text("填写说明", "Guide")
GUIDE_WIDTHS = (28, 14, 50, 70, 24)
PARENTS = "父母"
ROWS_PREPARED = 2000  # rows with drop-down lists
GROUP_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2
LONGEST_LIST = 255  # characters that a drop-down list may hold

_NUMBERS = {
    "division": Text("6 位行政区划代码", "a division code of six digits"),
    "id": Text("18 位号码", "a number of 18 characters"),
    "certificate": Text("20 位号码", "a number of 20 characters"),
}
_HEADS = (
    Text("列", "column"),
    Text("组", "group"),
    Text("意思", "meaning"),
    Text("可以填什么", "what may be written"),
    Text("例", "example"),
)
_HOW_TO = (
    Text("一名儿童一行。列可以增减、换顺序；没有用到的列原样保留。", "One row a child. Columns may be left out, added or "
         "put in another order; columns that are not used are kept as they are."),
    Text("空着就是“不知道”，不等于“没有”。没有的请填“无”或“否”。", "An empty cell means 'not known', never 'no'. Write 无 or 否 for no."),
    Text("日期写到日：2015-03-01、2015.3.1、2015年3月1日都可以；2015.3 缺日，不会去猜。", "Dates need the day: 2015-03-01, "
         "2015.3.1, 2015年3月1日. 2015.3 lacks the day; it is never guessed."),
    Text("身份证号、残疾人证号所在的列已设为“文本”，请不要改成数值。", "The columns of ID and certificate numbers are text; keep them so."),
    Text("姓名、身份证号、电话、村名只用来核对，不参加计算。", "Names, ID numbers, telephones and villages are for checking; the rules never see them."),
    Text("前两行样例是虚构的，填写前请删除。", "The two sample rows are invented; delete them before you begin."),
)  # fmt: skip


@dataclass(frozen=True)
class _Place:
    """One column of the template."""

    index: int
    use: Use
    group: str

    @property
    def column(self) -> Column:
        return self.use.column


def template_headers() -> list[str]:
    """The headers of the template, from left to right; all of them are recognised by the reader."""
    return [_header(place) for place in _places()]


def write_template(path: Path, *, lang: Lang = "zh") -> None:
    """Write the empty ledger workbook. Headers and allowed words are Chinese; notes and guide in `lang`.

    Raises Faults when the file cannot be written (it is open in Excel, the folder does not exist).
    """
    with new_workbook(path, lang) as book:
        _ledger_sheet(book, lang)
        _guide_sheet(book, lang)


def _places() -> list[_Place]:
    """The columns in order; the parents' once for each of them."""
    uses: list[tuple[Use, str]] = []
    for group, members in groupby(
        (column for column in columns() if column.group), key=lambda column: column.group
    ):
        listed = list(members)
        if group == PARENTS:
            roles: tuple[Role, ...] = ("father", "mother")
            uses += [(Use(column, role), ROLE_NAMES[role]) for role in roles for column in listed]
        else:
            uses += [(Use(column), group) for column in listed]
    return [_Place(index, use, group) for index, (use, group) in enumerate(uses)]


def _header(place: _Place) -> str:
    unit = place.column.unit
    return f"{place.use.name}（{unit}）" if unit and unit not in {"级", "周岁"} else place.use.name


def _ledger_sheet(book: xlsxwriter.Workbook, lang: Lang) -> None:
    sheet = book.add_worksheet(SHEET)
    head = book.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "valign": "vcenter",
            "align": "center",
            "border": 1,
            "bg_color": "#f6f7f9",
        }
    )
    shades = [
        book.add_format({"bold": True, "align": "center", "border": 1, "bg_color": colour})
        for colour in ("#dbe7fb", "#eef3fb")
    ]
    text, day = book.add_format({"num_format": "@"}), book.add_format({"num_format": "yyyy-mm-dd"})
    places = _places()
    for number, (group, members) in enumerate(groupby(places, key=lambda place: place.group)):
        _group_heading(sheet, group, list(members), shades[number % 2])
    for place in places:
        _ledger_column(sheet, place, head, _cell_format(place.column, text, day), lang)
    sheet.set_row(HEADER_ROW, 48)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(GROUP_ROW, HEADER_ROW)


def _group_heading(sheet: Worksheet, group: str, members: list[_Place], shade: Format) -> None:
    first, last = members[0].index, members[-1].index
    if first == last:
        sheet.write_string(GROUP_ROW, first, group, shade)
    else:
        sheet.merge_range(GROUP_ROW, first, GROUP_ROW, last, group, shade)


def _cell_format(column: Column, text: Format, day: Format) -> Format | None:
    if column.kind in {"id", "certificate", "division"} or column.key == "county_phone":
        return text
    return day if column.fact and column.fact.type == "date" else None


def _ledger_column(sheet: Worksheet, place: _Place, head: Format, cell: Format | None, lang: Lang) -> None:
    index, column = place.index, place.column
    sheet.write_string(HEADER_ROW, index, _header(place), head)
    note = "\n".join(part for part in (_meaning(place, lang), _allowed(column, lang)) if part)
    sheet.write_comment(HEADER_ROW, index, note, {"x_scale": 2, "y_scale": 1.5})
    sheet.set_column(index, index, 20 if column.kind in {"id", "certificate"} else 12, cell)
    for number, example in enumerate(column.example):
        if example:
            sheet.write_string(FIRST_ROW + number, index, example, cell)
    words = _drop_down(column)
    if words and len(",".join(words)) <= LONGEST_LIST:
        rule = {"validate": "list", "source": words, "error_type": "information"}
        told = Text(
            "这不在建议的词中；如果是同一意思，也可以保留。",
            "Not among the suggested words; keep it if it means the same.",
        )
        sheet.data_validation(
            FIRST_ROW, index, ROWS_PREPARED, index, rule | {"error_message": told.in_(lang)}
        )


def _drop_down(column: Column) -> list[str]:
    """What a drop-down list offers; nothing for cells that may hold several words."""
    fact = column.fact
    if column.kind == "sex":
        return ["男", "女"]
    if column.kind != "fact" or fact is None:
        return []
    if fact.type == "bool":
        return ["是", "否"]
    return [str(value) for value in fact.values] if fact.type in {"enum", "int"} else []


def _meaning(place: _Place, lang: Lang) -> str:
    fact, own = place.column.fact, place.column.help.in_(lang)
    label = fact.label(lang) if fact else ""
    if lang == "zh" and label == place.use.name:
        label = ""
    return (
        "；".join(part for part in (label, own) if part)
        if lang == "zh"
        else "; ".join(part for part in (label, own) if part)
    )


def _allowed(column: Column, lang: Lang) -> str:
    """What may be written, in words."""
    fact, comma = column.fact, "、"
    if column.kind == "sex":
        return comma.join(_drop_down(column))
    if column.kind == "words":
        return comma.join([*column.words, *sorted(column.skip)][:40])
    if column.kind in _NUMBERS:
        return _NUMBERS[column.kind].in_(lang)
    if fact is None:
        return Text("文字", "text").in_(lang) if column.kind == "own" else ""
    if fact.values:
        return comma.join(_spellings(column))
    kinds = {
        "bool": Text("是、否（或打√）", "是 or 否 (or √)"),
        "date": Text("日期，如 2015-03-01", "a date such as 2015-03-01"),
        "money": Text(f"金额，单位{fact.unit}", f"an amount in {fact.unit}"),
        "int": Text(f"整数，单位{fact.unit}", f"a whole number of {fact.unit}"),
    }
    return kinds.get(fact.type, Text("文字", "text")).in_(lang)


def _spellings(column: Column) -> list[str]:
    """The allowed values as one writes them in a cell: for values that are ids, the words that mean them."""
    assert column.fact is not None
    ids = (
        {value: word for word, value in reversed(list(column.words.items()))}
        if column.key == "category_before_18"
        else {}
    )
    return [ids.get(value, str(value)) for value in column.fact.values]


def _guide_sheet(book: xlsxwriter.Workbook, lang: Lang) -> None:
    sheet = book.add_worksheet(GUIDE.in_(lang))
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for row, told in enumerate(_HOW_TO):
        sheet.write_string(row, 0, told.in_(lang))
    top = len(_HOW_TO) + 1
    for index, text in enumerate(_HEADS):
        sheet.write_string(top, index, text.in_(lang), bold)
    for row, cells in enumerate(_guide_rows(lang), start=top + 1):
        for index, cell in enumerate(cells):
            sheet.write_string(row, index, cell, wrap)
        lines = max(map(lines_needed, cells, GUIDE_WIDTHS))
        sheet.set_row(row, LINE_HEIGHT * lines)
    for index, width in enumerate(GUIDE_WIDTHS):
        sheet.set_column(index, index, width)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _guide_rows(lang: Lang) -> Iterator[tuple[str, ...]]:
    for place in _places():
        example = next(filter(None, place.column.example), "")
        yield _header(place), place.group, _meaning(place, lang), _allowed(place.column, lang), example
