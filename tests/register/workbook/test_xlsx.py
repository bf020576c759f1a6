"""The reader of .xlsx files: against calamine where calamine tells all, and alone where it does not."""

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import load_workbook

from tonghu.register.workbook.sheets import (
    Broken,
    Cell,
    Number,
    Sheet,
    Stamp,
    address,
    column_letters,
    open_sheets,
)
from tonghu.register.workbook.sheets.cells import BUILTIN_FORMATS, format_shows, formatted
from tonghu.register.workbook.sheets.xml import BadXml

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
BOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="儿童台账" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def by_hand(path: Path, sheet: str, *, target: str = "worksheets/sheet1.xml") -> Sheet:
    """A workbook of as few parts as possible, with a sheet written by hand."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELS.format(kind="officeDocument", target="/xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELS.format(kind="worksheet", target=target))
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return open_sheets(path)[0][0]


def only(path: Path) -> Sheet:
    sheets, notes = open_sheets(path)
    assert notes == []
    return sheets[0]


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00￾￿"), max_size=40
)
values = st.one_of(
    texts,
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12).map(
        lambda number: float(f"{number:.15g}")
    ),  # as exactly as a spreadsheet keeps it
    st.booleans(),
    st.dates(date(1900, 3, 1), date(2100, 1, 1)),
    st.none(),
)


@given(st.lists(st.lists(values, max_size=5), min_size=1, max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_what_is_written_is_read(desk: Any, rows: list[list[Any]]) -> None:
    path = desk.save(rows)
    read = dict(only(path).rows())
    for number, row in enumerate(rows, start=1):
        cells = read.get(number, []) + [None] * 5
        for value, cell in zip(row, cells, strict=False):
            assert plain(cell) == (None if value == "" else value), (value, cell)


@given(st.lists(st.lists(values, max_size=5), min_size=1, max_size=6))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_calamine_reads_the_same(desk: Any, rows: list[list[Any]]) -> None:
    path = desk.save(rows)
    theirs = load_workbook(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    for number, cells in only(path).rows():
        for column, cell in enumerate(cells):
            if cell is not None and not (isinstance(cell, str) and "_x" in cell):
                assert plain(cell) == theirs[number - 1][column]


def plain(cell: Cell) -> Any:
    if isinstance(cell, Stamp):
        return cell.when.date() if cell.when else None
    return cell.value if isinstance(cell, Number) else cell


def test_errors_and_formulas_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("儿童台账")
        page.write_formula("A1", "=1+1", None, 2)
        page.write_formula("B1", '="字"', None, "字")
        page.write_formula("C1", "=1+1", None, "")
        page.write_formula("D1", "=A9", None, "#REF!")
        page.write_formula("E1", "=1=1", None, True)
    assert dict(only(path).rows()) == {1: [2, "字", Broken(""), Broken("#REF!"), True]}


def test_a_formula_that_gives_an_empty_text_is_a_blank(tmp_path: Path) -> None:
    cells = '<c r="A1" t="str"><f>IF(1,"")</f><v></v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v/></c><c r="D1"><v>7</v></c>'
    sheet = by_hand(
        tmp_path / "a.xlsx", f"<worksheet><sheetData><row r='1'>{cells}</row></sheetData></worksheet>"
    )
    assert list(sheet.rows()) == [(1, [None, Broken(""), Broken(""), 7])]


def test_cells_without_addresses_prefixes_and_inline_texts(tmp_path: Path) -> None:
    data = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>样</x:t></x:r><x:r><x:t>例</x:t></x:r>'
        '<x:rPh sb="0" eb="1"><x:t>yang</x:t></x:rPh></x:is></x:c><x:c><x:v>3</x:v></x:c></x:row>'
        '<x:row r="4"><x:c r="C4" t="d"><x:v>2015-03-01T00:00:00</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>'
        '</x:sheetData><x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>'
    )
    sheet = by_hand(tmp_path / "a.xlsx", data)
    assert list(sheet.rows()) == [(1, ["样例", 3]), (4, [None, None, "2015-03-01T00:00:00", True])]
    assert (sheet.total_rows, sheet.merges) == (2, [((1, 0), (2, 1))])


def test_escaped_characters(tmp_path: Path) -> None:
    words = ["a_x000D_b", "_x005F_x0041_", "_xD83D__xDE00_", "_xD83D_"]
    cells = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in words)
    sheet = by_hand(tmp_path / "a.xlsx", f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")
    assert next(sheet.rows())[1] == ["a\rb", "_x0041_", "😀", "\ufffd"]


def test_a_target_from_the_root_is_found(tmp_path: Path) -> None:
    data = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
    assert list(by_hand(tmp_path / "a.xlsx", data, target="/xl/worksheets/sheet1.xml").rows()) == [(1, [1])]


def test_long_numbers_are_not_exact(tmp_path: Path) -> None:
    cells = "".join(
        f"<c><v>{number}</v></c>"
        for number in ("999999999999999", "110101201503012316", "5.10101201503012E+17")
    )
    sheet = by_hand(tmp_path / "a.xlsx", f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")
    known, *lost = next(sheet.rows())[1]
    assert known == 999999999999999
    assert all(isinstance(number, float) for number in lost)


def test_entities_of_a_document_type_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    with pytest.raises(BadXml):
        list(by_hand(tmp_path / "a.xlsx", bomb).rows())


def test_rows_come_while_the_file_is_read(tmp_path: Path) -> None:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
    data = "<worksheet><sheetData>" + "".join(row.format(number) for number in range(1, 60_000)) + "<broken"
    rows = by_hand(tmp_path / "a.xlsx", data).rows()
    assert [next(rows)[0] for _ in range(1000)] == list(range(1, 1001))
    with pytest.raises(BadXml):
        list(rows)


def test_days_under_formats(tmp_path: Path) -> None:
    path = tmp_path / "days.xlsx"
    codes = [
        "yyyy-mm-dd",
        'yyyy"年"m"月"d"日"',
        'yyyy"年"m"月"',
        "h:mm",
        "0.00",
        "[h]:mm",
        '[$-804]yyyy"年"m"月"d"日"',
    ]
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("儿童台账")
        for column, code in enumerate(codes):
            page.write_number(0, column, 42064.25, book.add_format({"num_format": code}))
        page.write_number(0, len(codes), 42064, book.add_format({"num_format": 31}))
    cells = next(only(path).rows())[1]
    shown = ["".join(sorted(cell.shows)) if isinstance(cell, Stamp) else "" for cell in cells]
    assert shown == ["dmy", "dmy", "my", "h", "", "h", "dmy", "dmy"]
    first, last = cells[0], cells[-1]
    assert isinstance(first, Stamp)
    assert isinstance(last, Stamp)
    assert first.when == datetime(2015, 3, 1, 6)  # noqa: DTZ001
    assert last.format == BUILTIN_FORMATS[31]


@pytest.mark.parametrize(
    ("code", "shows"),
    [("General", ""), ("@", ""), ("#,##0.00;[Red]-#,##0.00", ""), ("mm:ss", "h"), ("yyyy/m/d h:mm;@", "dhmy"), ('0"d"', ""),
     ("d-mmm", "dm"), ("[Red]0", ""), ("0.00E+00", ""), ("上午/下午h:mm", "h"), ("\\d0", "")],
)  # fmt: skip
def test_what_a_format_shows(code: str, shows: str) -> None:
    assert "".join(sorted(format_shows(code))) == shows


@given(st.dates(date(1904, 1, 2), date(2100, 1, 1)))
def test_both_ways_of_counting_days(day: date) -> None:
    from_1900 = (day - date(1899, 12, 30)) / timedelta(days=1)
    from_1904 = (day - date(1904, 1, 1)) / timedelta(days=1)
    for serial, epoch in ((from_1900, False), (from_1904, True)):
        stamp = formatted(serial, "yyyy-mm-dd", epoch_1904=epoch)
        assert isinstance(stamp, Stamp)
        assert stamp.when is not None
        assert stamp.when.date() == day


def test_a_workbook_that_counts_from_1904(desk: Any) -> None:
    sheet = only(desk.save([[date(2015, 3, 1)]], date_1904=True))
    assert sheet.epoch_1904
    stamp = next(sheet.rows())[1][0]
    assert isinstance(stamp, Stamp)
    assert stamp.when == datetime(2015, 3, 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_letters_of_columns(index: int, letters: str) -> None:
    assert column_letters(index) == letters
    assert address(12, index) == f"{letters}12"
