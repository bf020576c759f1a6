"""An .xlsx file as a stream of rows.

Written by hand because what the ready-made readers drop is what decides here: python-calamine turns #REF! into a
blank, turns 2015年3月 into 1 March 2015 and holds the whole sheet in memory (740 MB for 200,000 rows of 40 columns;
this reader needs the shared strings and one chunk). Calamine still reads the other formats (see files.py), and the
tests use it as an oracle for this one.

The format is ECMA-376 part 1 (SpreadsheetML): zip parts, shared strings, styles, one part a sheet.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO

from tonghu.register.workbook.sheets.cells import (
    BUILTIN_FORMATS,
    Broken,
    Cell,
    CellValue,
    formatted,
)
from tonghu.register.workbook.sheets.xml import CHUNK, Attributes, BadXml, elements, feed, local, new_parser

SHARED_STRINGS_LIMIT = 2 << 30  # bytes unpacked; a file beyond it is an attack or an accident
EXACT_DIGITS = 15  # a spreadsheet keeps no more digits of a number

Range = tuple[tuple[int, int], tuple[int, int]]
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_OVERLAP = 256


@dataclass
class XlsxBook:
    """An .xlsx file. Raises BadXml, KeyError or zipfile errors when a part is missing or broken.

    The file is held open only while a part of it is read, so nobody has to close the book.
    """

    path: Path
    sheets: list["XlsxSheet"] = field(default_factory=list)
    epoch_1904: bool = False

    def __post_init__(self) -> None:
        workbook = self._main_part()
        targets = self._targets(workbook)
        with self.open(workbook) as stream:
            for name, attributes in elements(stream):
                if name == "workbookPr":
                    self.epoch_1904 = attributes.get("date1904", "") in {"1", "true"}
                elif name == "sheet" and attributes.get("id") in targets:
                    part = targets[attributes["id"]]
                    visible = attributes.get("state", "visible") == "visible"
                    self.sheets.append(XlsxSheet(attributes["name"], visible, self, part))

    @contextmanager
    def open(self, part: str) -> Iterator[IO[bytes]]:
        """A part of the file, unpacked as it is read."""
        with zipfile.ZipFile(self.path) as archive, archive.open(part) as stream:
            if part.endswith("sharedStrings.xml") and archive.getinfo(part).file_size > SHARED_STRINGS_LIMIT:
                raise BadXml("the shared strings are too large")
            yield stream

    @cached_property
    def strings(self) -> list[str]:
        """The shared strings, in order."""
        part = self._part_of_type("sharedStrings")
        if part is None:
            return []
        with self.open(part) as stream:
            return _shared_strings(stream)

    @cached_property
    def formats(self) -> list[str]:
        """The number format of each cell style, in order."""
        part = self._part_of_type("styles")
        if part is None:
            return []
        with self.open(part) as stream:
            return _number_formats(elements(stream))

    def _main_part(self) -> str:
        with self.open("_rels/.rels") as stream:
            for name, attributes in elements(stream):
                if name == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
                    return attributes["Target"].lstrip("/")
        raise BadXml("no main part")

    def _targets(self, workbook: str) -> dict[str, str]:
        """The parts that the workbook refers to, by relation id; types are remembered for strings and styles."""
        folder, base = posixpath.split(workbook)
        found: dict[str, str] = {}
        self._types: dict[str, str] = {}
        with self.open(f"{folder}/_rels/{base}.rels") as stream:
            for name, attributes in elements(stream):
                if name == "Relationship" and attributes.get("TargetMode") != "External":
                    target = attributes["Target"]
                    part = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                    found[attributes["Id"]] = posixpath.normpath(part)
                    self._types[attributes["Type"].rpartition("/")[2]] = posixpath.normpath(part)
        return found

    def _part_of_type(self, kind: str) -> str | None:
        part = self._types.get(kind)
        with zipfile.ZipFile(self.path) as archive:
            return part if part in archive.namelist() else None


@dataclass
class XlsxSheet:
    """One sheet of an .xlsx file."""

    name: str
    visible: bool
    book: XlsxBook
    part: str

    @property
    def epoch_1904(self) -> bool:
        """Whether the workbook counts its days from 1904."""
        return self.book.epoch_1904

    @cached_property
    def _survey(self) -> tuple[int, list[Range]]:
        """How many rows there are and which cells are merged; merges stand behind the rows, so it is one pass."""
        rows, merges, rest = 0, set[Range](), b""
        with self.book.open(self.part) as stream:
            while chunk := stream.read(CHUNK * 8):
                text = rest + chunk
                rows += len(_ROW.findall(text)) - len(_ROW.findall(text[: len(rest)]))
                if b"mergeCell" in text:
                    merges |= {_range(*match) for match in _MERGE.findall(text)}
                rest = text[-_OVERLAP:]
        return rows, sorted(merges)

    @property
    def total_rows(self) -> int:
        """How many rows the file says anything about."""
        return self._survey[0]

    @property
    def merges(self) -> list[Range]:
        """Merged cells as ((row, column), (row, column)), rows from 1, columns from 0, both ends included."""
        return self._survey[1]

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Row number (from 1) and cells (from column A), for each row that the file mentions. Streams.

        Raises BadXml when the part is broken; what came before has been yielded.
        """
        machine = _RowMachine(self.book.strings, self.book.formats, self.book.epoch_1904)
        parser = new_parser()
        parser.StartElementHandler = machine.start
        parser.EndElementHandler = machine.end
        parser.CharacterDataHandler = machine.text.append
        with self.book.open(self.part) as stream:
            for _ in feed(parser, stream):
                yield from machine.ready
                machine.ready.clear()
            yield from machine.ready


class _RowMachine:
    """Turns the tags of a sheet into rows."""

    def __init__(self, strings: list[str], formats: list[str], epoch_1904: bool) -> None:
        self.ready: list[tuple[int, list[Cell]]] = []
        self.text: list[str] = []
        self._strings, self._formats, self._epoch_1904 = strings, formats, epoch_1904
        self._row, self._cells = 0, list[Cell]()
        self._column, self._kind, self._style = -1, "n", "0"
        self._value, self._formula, self._phonetic = "", False, False
        self._columns: dict[str, int] = {}
        self._prefix = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if self._prefix:
            name = name.removeprefix(self._prefix)
        if name == "c":
            self._column = self._index(attributes.get("r"))
            self._kind = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._value, self._formula = "", False
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._cells, self._column = [], -1
        elif name == "rPh":  # how to pronounce a word is not part of it
            self._phonetic = True
        elif ":" in name and local(name) == "worksheet":
            self._prefix = name.removesuffix("worksheet")
        if self.text:
            self.text.clear()

    def end(self, name: str) -> None:
        if self._prefix:
            name = name.removeprefix(self._prefix)
        if name in {"v", "t"}:
            if self.text and not self._phonetic:
                self._value += "".join(self.text)
        elif name == "c":
            cell = self._meaning()
            if cell is not None:
                self._keep(cell)
        elif name == "row":
            self.ready.append((self._row, self._cells))
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = False
        if self.text:
            self.text.clear()

    def _index(self, reference: str | None) -> int:
        if reference is None:
            return self._column + 1
        letters = reference.rstrip("0123456789")
        known = self._columns.get(letters)
        if known is None:
            known = self._columns[letters] = _column_index(letters)
        return known

    def _keep(self, cell: CellValue) -> None:
        cells, gap = self._cells, self._column - len(self._cells)
        if gap > 0:
            cells.extend([None] * gap)
        if gap >= 0:
            cells.append(cell)
        else:
            cells[self._column] = cell

    def _meaning(self) -> Cell:
        value = self._value
        if self._kind == "s":
            return self._strings[int(value)] or None if value else None
        match self._kind:
            case "e":
                return Broken(value or "#N/A")
            case "b":
                return value.strip() in {"1", "true"} if value else None
            case "str" | "inlineStr" | "d":
                return _unescape(value) or None
        if not value.strip():
            return Broken("") if self._formula else None
        style = int(self._style)
        code = self._formats[style] if style < len(self._formats) else ""
        return formatted(_number(value), code, self._epoch_1904)


def _number(text: str) -> int | float:
    """Whole numbers as int as far as a spreadsheet keeps them exactly, everything else as float."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 10**EXACT_DIGITS else value


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _range(left: bytes, top: bytes, right: bytes, bottom: bytes) -> Range:
    return (int(top), _column_index(left.decode())), (int(bottom), _column_index(right.decode()))


def _unescape(text: str) -> str:
    """Undo _x000D_ and the like; halves of a character that find no other half become the replacement mark."""
    if "_x" not in text:
        return text
    text = _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _shared_strings(stream: IO[bytes]) -> list[str]:
    strings: list[str] = []
    text: list[str] = []
    whole: list[str] = []
    phonetic = False

    def start(name: str, _: Attributes) -> None:
        nonlocal phonetic
        phonetic = phonetic or local(name) == "rPh"
        text.clear()

    def end(name: str) -> None:
        nonlocal phonetic
        match local(name):
            case "t" if not phonetic:
                whole.append("".join(text))
            case "rPh":
                phonetic = False
            case "si":
                strings.append(_unescape("".join(whole)))
                whole.clear()

    parser = new_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    for _ in feed(parser, stream):
        pass
    return strings


def _number_formats(styles: list[tuple[str, Attributes]]) -> list[str]:
    """The format code of each entry of cellXfs; the two other lists of xf elements are not for cells."""
    own: dict[int, str] = {}
    codes: list[str] = []
    inside = False
    for name, attributes in styles:
        if name == "numFmt":
            own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = int(attributes.get("numFmtId", 0))
            codes.append(own.get(number) or BUILTIN_FORMATS.get(number, "General"))
    return codes
