"""A large ledger streams: four times the rows take about the same memory, in and out."""

import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tonghu.register.workbook import Row, write_results

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/></Relationships>'
)
BOOK = (
    '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="儿童台账" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
HEADERS = ["序号", "姓名", "出生日期", "学段", "父亲存亡状况", "母亲存亡状况"]


def row_xml(number: int, words: list[str]) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in words)
    return f'<row r="{number}">{cells}</row>'


def large(path: Path, rows: int) -> Path:
    """A ledger of so many children, written by hand because that is quick."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELS.format(kind="officeDocument", target="xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr(
            "xl/_rels/workbook.xml.rels", RELS.format(kind="worksheet", target="worksheets/sheet1.xml")
        )
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f"<worksheet><sheetData>{row_xml(1, HEADERS)}".encode())
            for number in range(2, rows + 2):
                words = [
                    str(number),
                    f"样例{number}",
                    f"20{number % 15 + 10}-03-{number % 28 + 1:02d}",
                    "小学",
                    "健在",
                    "死亡",
                ]
                part.write(row_xml(number, words).encode())
            part.write(b"</sheetData></worksheet>")
    return path


def peak(desk: Any, rows: int, *, results: bool) -> int:
    """The most memory, in bytes, that reading (and writing the results of) so many rows took."""
    source = large(desk.folder / f"{rows}.xlsx", rows)
    tracemalloc.start()
    try:
        ledger = desk.open(source)
        if results:
            summary = write_results(desk.folder / "结果.xlsx", ledger, answered(ledger.rows()))
            assert summary.answered == rows
        else:
            assert sum(1 for row in ledger.rows() if row.case) == rows
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def answered(rows: Iterator[Row]) -> Iterator[tuple[Row, dict[str, Any] | None]]:
    parts = (
        "categories",
        "benefits",
        "alternatives",
        "entitlements",
        "exits",
        "blocked",
        "undetermined",
        "missing",
    )
    service = {"id": "s", "name": "意外险", "status": "yes", "clauses": ["c1"], "missing": []}
    answer = {part: [] for part in parts} | {"entitlements": [service], "binding": True}
    return ((row, answer) for row in rows)


@pytest.mark.parametrize(("rows", "results"), [(3_000, False), (1_000, True)])
def test_memory_does_not_grow_with_the_rows(desk: Any, rows: int, results: bool) -> None:
    peak(desk, 200, results=results)  # what is loaded once is not counted
    small, large = peak(desk, rows, results=results), peak(desk, 4 * rows, results=results)
    assert large < 1.5 * small + 2_000_000


@pytest.mark.slow
def test_two_hundred_thousand_rows(desk: Any) -> None:
    source = large(desk.folder / "province.xlsx", 200_000)
    told: list[int] = []
    ledger = desk.open(source)
    assert (
        sum(1 for row in ledger.rows(lambda done, total: told.append(done * 100 // total)) if row.case)
        == 200_000
    )
    assert len(told) > 100
    assert told == sorted(told)
    assert told[-1] == 100
