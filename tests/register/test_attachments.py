"""Papers: known by their content, sealed on disk, opened only whole and unaltered."""

from __future__ import annotations

import io
import zipfile

import pytest
from tests.seats import actor, child

from tonghu.access.actors import NotAllowed
from tonghu.access.models import AuditEvent
from tonghu.base.errors import Faults, Unreadable
from tonghu.register.attachments import EXCEL, MOST_BYTES, WORD, attach, content_of, media_type, path_of
from tonghu.register.models import Attachment

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%invented\n"


def zipped(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in names.items():
            made.writestr(name, content)
    return out.getvalue()


TYPES = {"[Content_Types].xml": b"<Types/>"}
MACRO = {"[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"), (b"\xff\xd8\xff\xe0JFIF", "image/jpeg"), (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "image/heic"), (zipped(TYPES | {"word/document.xml": b"x"}), WORD),
        (zipped(TYPES | {"xl/workbook.xml": b"x"}), EXCEL),
    ],
)  # fmt: skip
def test_what_a_file_is_stands_in_its_content(content: bytes, kind: str) -> None:
    assert media_type(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ\x90\x00", b"\x7fELF",
        b"#!/bin/sh\n", b"GIF89a", b" %PDF-1.7", b"PK\x03\x04 no archive", zipped({"a.txt": b"x"}),
        zipped(TYPES | {"a.txt": b"x"}), zipped(TYPES | {"word/document.xml": b"x", "word/vbaProject.bin": b"x"}),
        zipped(MACRO | {"xl/workbook.xml": b"x"}), zipped(TYPES | {"xl/workbook.xml": b"x", "xl/macrosheets/sheet1.xml": b"x"}),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-" + b"0" * MOST_BYTES,
    ],
)  # fmt: skip
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        media_type(content)


def kept() -> Attachment:
    return attach(child(), PDF, title="户口簿", compartment="basic", actor=actor("handler"), purpose="受理")


def test_a_paper_is_sealed_on_disk_and_comes_back_as_it_was() -> None:
    paper = kept()
    on_disk = path_of(paper.ref)
    assert PDF not in on_disk.read_bytes()
    assert on_disk.stat().st_mode & 0o077 == 0
    assert content_of(paper, actor=actor("handler"), purpose="受理") == PDF
    assert AuditEvent.objects.filter(about=paper.child.ref, action="document.read").count() == 1


@pytest.mark.parametrize("how", ["altered", "gone", "another"])
def test_a_paper_that_is_not_what_was_kept_does_not_open(how: str) -> None:
    paper, other = kept(), kept()
    on_disk = path_of(paper.ref)
    if how == "altered":
        text = on_disk.read_text("ascii")
        on_disk.write_text(text[:-8] + ("A" if text[-8] != "A" else "B") + text[-7:], "ascii")
    elif how == "gone":
        on_disk.unlink()
    else:
        on_disk.write_bytes(path_of(other.ref).read_bytes())
    with pytest.raises(Faults):
        content_of(paper, actor=actor("handler"), purpose="受理")


def test_a_paper_needs_a_title_and_an_open_compartment() -> None:
    with pytest.raises(Faults) as told:
        attach(child(), b"GIF89a", title=" ", compartment="basic", actor=actor("handler"), purpose="受理")
    assert [fault.where for fault in told.value.faults] == ["title", "file"]
    with pytest.raises(NotAllowed):
        attach(child(), PDF, title="判决书", compartment="harm", actor=actor("handler"), purpose="受理")
