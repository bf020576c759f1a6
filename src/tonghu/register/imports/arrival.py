"""What is refused before a file is opened: wrong kinds, macros, passwords, archives that unfold into gigabytes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text

MOST_BYTES = 20_000_000
MOST_UNPACKED = 600_000_000
MOST_PARTS = 2_000
MOST_RATIO, RATIO_FROM = 250, 5_000_000  # spreadsheets pack 10 to 40 times; 250 is an archive made to hurt
CHUNK = 1 << 20
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MACROS = "_VBA_PROJECT".encode("utf-16-le")
BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
)
TEXT = re.compile(rb"[^\x00-\x08\x0e-\x1f]*")

SAVE_AS = Text(
    "请用 WPS 或 Excel 打开，另存为 .xlsx 工作簿后再上传。",
    "Open it in WPS or Excel, save it as an .xlsx workbook and upload that.",
)


def check(content: bytes) -> str:
    """The suffix that the content deserves (.xlsx, .xls, .ods). Raises Unreadable, which says what to do."""
    if not content:
        raise Unreadable(EMPTY, Text("请重新导出或重新填写。", "Export it or fill it in again."))
    if len(content) > MOST_BYTES:
        raise Unreadable(TOO_BIG, SPLIT)
    if content.startswith(ZIP):
        return _zip(content)
    if content.startswith(OLE):
        return _ole(content)
    raise _no_workbook(content)


def _zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _refuse_bomb(archive)
            return _kind_of(archive)
    except BROKEN_ZIP as error:
        raise Unreadable(
            Text("文件已损坏，读不出来", "the file is damaged and cannot be read"), SAVE_AS
        ) from error


def _refuse_bomb(archive: zipfile.ZipFile) -> None:
    """What the archive says of its sizes; `unpacked` sees whether it told the truth."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(PASSWORD, REMOVE_PASSWORD)
    total = sum(part.file_size for part in parts)
    packed = any(
        part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > MOST_PARTS or total > MOST_UNPACKED or packed:
        raise Unreadable(BOMB, SAVE_AS)


def _kind_of(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if any(
        name.endswith(("vbaProject.bin", "macrosheets", ".xlm")) or "macrosheets/" in name for name in names
    ):
        raise Unreadable(HAS_MACROS, WITHOUT_MACROS)
    if "[Content_Types].xml" in names:
        types = archive.open("[Content_Types].xml").read(CHUNK)
        if b"macroEnabled" in types:
            raise Unreadable(HAS_MACROS, WITHOUT_MACROS)
        if b"spreadsheetml.sheet.main" in types:
            return ".xlsx"
    elif "mimetype" in names and archive.open("mimetype").read(200).strip() == ODS:
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.open(
            "META-INF/manifest.xml"
        ).read(CHUNK):
            raise Unreadable(PASSWORD, REMOVE_PASSWORD)
        unpacked(archive)
        return ".ods"
    raise Unreadable(OTHER_KIND, SAVE_AS)


def unpacked(archive: zipfile.ZipFile) -> None:
    """Unpack every part once, keeping nothing: a part that is not as long as it says is refused. Raises BadZipFile."""
    for part in archive.infolist():
        with archive.open(part) as stream:
            while stream.read(CHUNK):
                pass


def _ole(content: bytes) -> str:
    if ENCRYPTED in content:
        raise Unreadable(PASSWORD, REMOVE_PASSWORD)
    if MACROS in content:
        raise Unreadable(HAS_MACROS, WITHOUT_MACROS)
    return ".xls"


def _no_workbook(content: bytes) -> Unreadable:
    head = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        return Unreadable(
            Text(
                "这是网页格式的表格，不是工作簿", "this is a table in the form of a web page, not a workbook"
            ),
            SAVE_AS,
        )
    encoding = _encoding(content)
    if encoding is None:
        return Unreadable(OTHER_KIND, SAVE_AS)
    what = Text(
        f"这是文本文件（{encoding}），不是工作簿", f"this is a text file ({encoding}), not a workbook"
    )
    return Unreadable(what, Text(
        f"请在 WPS 或 Excel 里用“数据→从文本导入”打开（编码选 {encoding}），身份证号一列选“文本”，"
        "核对没有变成 5.1E+17，再另存为 .xlsx。",
        f"In WPS or Excel use Data, From Text (encoding {encoding}), choose 'text' for the ID numbers, see that none "
        "became 5.1E+17, and save it as .xlsx.",
    ))  # fmt: skip


def _encoding(content: bytes) -> str | None:
    """The encoding that the bytes of a text file fit; None for what is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    sample = content[: 1 << 16]
    if not TEXT.fullmatch(sample):
        return None
    for name, told in (("utf-8", "UTF-8"), ("gb18030", "GBK / GB18030")):
        try:
            sample.decode(name)
        except UnicodeDecodeError as error:
            if error.start > len(sample) - 4:  # cut in the middle of a character
                return told
        else:
            return told
    return None


EMPTY = Text("文件是空的", "the file is empty")
TOO_BIG = Text("文件超过 20 MB", "the file is larger than 20 MB")
SPLIT = Text(
    "请删去图片和多余的工作表，或按乡镇分成几个文件上传。",
    "Remove pictures and other sheets, or upload one file for each township.",
)
BOMB = Text(
    "文件展开后大得不合常理，没有打开", "unpacked the file would be unreasonably large; it was not opened"
)
HAS_MACROS = Text("文件带有宏，没有打开", "the file carries macros; it was not opened")
WITHOUT_MACROS = Text(
    "请另存为不带宏的 .xlsx 工作簿再上传。", "Save it as an .xlsx workbook without macros and upload that."
)
PASSWORD = Text("文件设有打开密码", "the file is protected by a password")
REMOVE_PASSWORD = Text(
    "请在 WPS 或 Excel 中取消密码（文件→信息→保护工作簿），保存后再上传。",
    "Remove the password in WPS or Excel (File, Info, Protect Workbook), save it and upload it again.",
)
OTHER_KIND = Text(
    "这不是 .xlsx、.xls 或 .ods 工作簿（看的是内容，不是文件名）",
    "this is no .xlsx, .xls or .ods workbook (by its content, whatever its name)",
)
