"""Opening whatever a county sends: what kind of file it is, by its content, and what to do about it."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register.workbook.sheets.cells import Cell
from tonghu.register.workbook.sheets.other import OtherSheet
from tonghu.register.workbook.sheets.xlsx import Range, XlsxBook
from tonghu.register.workbook.sheets.xml import BadXml

# What a damaged part can raise while it is read; all of it means the same to the county.
BROKEN_FILE = (
    BadXml, zipfile.BadZipFile, zlib.error, CalamineError, KeyError, IndexError, ValueError, EOFError, RuntimeError,
)  # fmt: skip

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = Text(
    "请用 WPS 或 Excel 打开，另存为 .xlsx 工作簿后再提交。",
    "Open it in WPS or Excel, save it as an .xlsx workbook and try again.",
)


class Sheet(Protocol):
    """One sheet, whatever the file format."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def visible(self) -> bool:
        """Whether it is shown."""

    @property
    def epoch_1904(self) -> bool:
        """Whether bare numbers count days from 1904."""

    @property
    def total_rows(self) -> int:
        """How many rows the file says anything about."""

    @property
    def merges(self) -> list[Range] | None:
        """Merged cells ((row, column), (row, column)), rows from 1, columns from 0; None where not known."""

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Row number (from 1) and cells (from column A)."""


def open_sheets(path: Path) -> tuple[list[Sheet], list[Text]]:
    """The sheets of a workbook in order, and what the county should know about its format.

    Raises Unreadable, which says what to do, for a missing, empty, damaged or password-protected file and for
    anything that is no workbook (.csv, a web page named .xls, .et that calamine cannot read, …).
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError:
        raise Unreadable(
            Text("找不到这个文件", "there is no such file"),
            Text("请核对文件名和位置。", "Check its name and place."),
        ) from None
    except OSError as error:
        raise Unreadable(
            Text(f"文件打不开（{error.strerror}）", f"the file cannot be opened ({error.strerror})"),
            Text(
                "请确认它是文件、有读取权限、没有被别的程序占用。",
                "See that it is a file, readable, and not in use.",
            ),
        ) from None
    if head.startswith(_ZIP):
        return _open_zip(path)
    if head.startswith(_OLE):
        return _open_ole(path)
    raise _no_workbook(path, head)


def _open_zip(path: Path) -> tuple[list[Sheet], list[Text]]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
        if "[Content_Types].xml" in names and not any(name.endswith("workbook.bin") for name in names):
            book = XlsxBook(path)
            if not book.sheets:
                raise Unreadable(Text("文件不是工作簿", "the file is not a workbook"), _SAVE_AS)
            return list(book.sheets), []
    except BROKEN_FILE as error:
        raise damaged() from error
    return _open_other(path)


def _open_ole(path: Path) -> tuple[list[Sheet], list[Text]]:
    if _ENCRYPTED in path.read_bytes():
        raise _protected()
    return _open_other(path)


def _open_other(path: Path) -> tuple[list[Sheet], list[Text]]:
    try:
        book = CalamineWorkbook.from_path(path)
        sheets: list[Sheet] = [
            OtherSheet(known.name, known.visible == SheetVisibleEnum.Visible, book)
            for known in book.sheets_metadata
        ]
    except PasswordError:
        raise _protected() from None
    except (*BROKEN_FILE, OSError) as error:
        raise damaged() from error
    note = Text(
        f"“{path.suffix}”是旧格式或其他格式：公式出错的单元格会读成空白，日期的显示格式也读不到。建议另存为 .xlsx。",
        f"'{path.suffix}' is an old or foreign format: cells with formula errors read as blanks, and how dates are shown "
        "is not known. Better save it as .xlsx.",
    )
    return sheets, [note]


def damaged() -> Unreadable:
    """The file is broken."""
    return Unreadable(Text("文件已损坏，读不出来", "the file is damaged and cannot be read"), _SAVE_AS)


def _protected() -> Unreadable:
    return Unreadable(
        Text("文件设有打开密码", "the file is protected by a password"),
        Text(
            "请在 WPS 或 Excel 中取消密码（文件→信息→保护工作簿），保存后再提交。",
            "Remove the password in WPS or Excel (File, Info, Protect Workbook), save it and try again.",
        ),
    )


def _no_workbook(path: Path, head: bytes) -> Unreadable:
    if not head:
        return Unreadable(
            Text("文件是空的", "the file is empty"),
            Text("请重新导出或重新填写。", "Export it or fill it in again."),
        )
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        what = Text(
            "这是网页格式的表格，不是工作簿", "this is a table in the form of a web page, not a workbook"
        )
    elif path.suffix.lower() in {".csv", ".txt", ".tsv"}:
        what = Text("这是文本文件，不是工作簿", "this is a text file, not a workbook")
        how = Text(
            "请在 WPS 或 Excel 中打开，先把身份证号一列设为“文本”，核对没有变成 5.1E+17，再另存为 .xlsx。",
            "Open it in WPS or Excel, set the column of ID numbers to 'text' first, see that none became 5.1E+17, "
            "and save it as .xlsx.",
        )
        return Unreadable(what, how)
    else:
        what = Text("文件不是工作簿", "the file is not a workbook")
    return Unreadable(what, _SAVE_AS)
