"""Whatever a county sends instead of a workbook is refused with what to do about it."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msoffcrypto
import pytest
import xlsxwriter

from tonghu.base.errors import Faults
from tonghu.register.workbook import open_ledger

ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="儿童台账">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def refusal(desk: Any, path: Path, **options: Any) -> str:
    with pytest.raises(Faults) as caught:
        list(desk.open(path, **options).rows())
    (fault,) = caught.value.faults
    assert fault.mend
    return str(fault)


def put(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content)
        return path

    return write


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (put("空.xlsx", b""), "空的"),
        (put("文本.csv", "姓名,出生日期\n样例甲,2015-03-01\n".encode()), "文本文件"),
        (put("网页.xls", b"<html><table><tr><td>1</td></tr></table></html>"), "网页"),
        (put("别的.xlsx", b"\x89PNG\r\n\x1a\n....."), "不是工作簿"),
        (put("坏.xlsx", b"PK\x03\x04" + b"\x00" * 200), "损坏"),
        (put("坏.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600), "损坏"),
        (put("坏.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600), "损坏"),
    ],
)  # fmt: skip
def test_no_workbook(desk: Any, make: Callable[[Path], Path], what: str) -> None:
    path = make(desk.folder)
    told = refusal(desk, path)
    assert what in told
    assert path.name in told


def test_a_missing_file(desk: Any) -> None:
    assert "找不到" in refusal(desk, desk.folder / "没有.xlsx")


def test_a_folder(desk: Any) -> None:
    assert "打不开" in refusal(desk, desk.folder)


def test_another_kind_of_zip(desk: Any) -> None:
    path = desk.folder / "document.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "损坏" in refusal(desk, path)


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.9, 0.99])
def test_a_file_cut_short(desk: Any, keep: float) -> None:
    whole = desk.save([["姓名", "出生日期"], *[["样例甲", date(2015, 3, 1)]] * 500]).read_bytes()
    path = desk.folder / "cut.xlsx"
    path.write_bytes(whole[: int(len(whole) * keep)])
    assert "损坏" in refusal(desk, path)


def test_bytes_changed_inside(desk: Any) -> None:
    """A file is read as it was or refused; whatever a broken byte did, no other error comes out."""
    whole = desk.save([["姓名", "出生日期"], *[["样例甲", date(2015, 3, 1)]] * 50]).read_bytes()
    path = desk.folder / "changed.xlsx"
    for place in range(40, len(whole), 97):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        with contextlib.suppress(Faults):
            list(desk.open(path).rows())


def test_a_workbook_with_a_password(desk: Any) -> None:
    plain = desk.save([["姓名", "出生日期"], ["样例甲", date(2015, 3, 1)]])
    path = desk.folder / "secret.xlsx"
    with plain.open("rb") as stream, path.open("wb") as out:
        msoffcrypto.OfficeFile(io.BytesIO(stream.read())).encrypt("a password", out)
    told = refusal(desk, path)
    assert "密码" in told
    assert "取消密码" in told


def test_faults_in_english(desk: Any) -> None:
    path = put("empty.xlsx", b"")(desk.folder)
    assert "the file is empty" in refusal(desk, path, lang="en")


def test_an_open_document_is_read_with_a_warning(desk: Any) -> None:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = [["姓名", "出生日期", "学段"], ["样例甲", "2015-03-01", "小学"]]
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    path = desk.folder / "台账.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr("content.xml", ODS.format(rows=body))
    ledger = desk.open(path)
    assert "另存为 .xlsx" in ledger.notes[0].zh
    (row,) = ledger.rows()
    assert row.case is not None
    assert row.case["child"] == {"birth_date": "2015-03-01", "school_stage": "义务教育"}


class TestSheets:
    """Which sheet is read."""

    def test_the_only_one_whatever_its_name(self, desk: Any) -> None:
        assert desk.ledger([["姓名", "出生日期"]], sheet="Sheet1").sheet == "Sheet1"

    def test_the_one_with_the_right_name(self, desk: Any) -> None:
        assert desk.open(self.several(desk, ["封面", "儿童台账 ", "说明"])).sheet == "儿童台账 "

    def test_several_without_the_right_name_are_listed(self, desk: Any) -> None:
        told = refusal(desk, self.several(desk, ["一季度", "二季度"]))
        assert "一季度、二季度" in told

    def test_a_sheet_can_be_asked_for(self, desk: Any) -> None:
        path = self.several(desk, ["一季度", "二季度"])
        assert desk.open(path, sheet="二季度").sheet == "二季度"
        assert "三季度" in refusal(desk, path, sheet="三季度")

    def several(self, desk: Any, names: list[str]) -> Path:
        path: Path = desk.folder / "several.xlsx"
        with xlsxwriter.Workbook(str(path)) as book:
            for name in names:
                desk.fill(book.add_worksheet(name), [["姓名", "出生日期"]])
        return path


def test_a_sheet_without_a_header(desk: Any) -> None:
    assert "找不到表头" in refusal(desk, desk.save([["随便", "写写"], [1, 2]]))


def test_a_header_below_the_fifteenth_row(desk: Any) -> None:
    assert "找不到表头" in refusal(desk, desk.save([*[["说明"]] * 15, ["姓名", "出生日期"]]))


def test_an_empty_sheet(desk: Any) -> None:
    assert "找不到表头" in refusal(desk, desk.save([]))


def test_the_faults_of_a_damaged_sheet_come_when_they_are_met(tmp_path: Path) -> None:
    with pytest.raises(Faults):
        open_ledger(tmp_path / "none.xlsx", jurisdiction="全国", as_of=date(2026, 1, 1))
