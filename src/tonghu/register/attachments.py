"""Papers and photographs: what they are by their first bytes, sealed in files beside the database."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.audit import record
from tonghu.access.crypto import NotOpened, sm3
from tonghu.access.fields import ring
from tonghu.access.models import new_token
from tonghu.access.writes import write
from tonghu.base.errors import Fault, Faults, Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.register.models import Attachment, Child

MOST_BYTES = 20_000_000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS: Mapping[str, str] = {
    "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/heic": "heic", WORD: "docx", EXCEL: "xlsx",
}  # fmt: skip
STARTS = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))
HEIC = (b"heic", b"heix", b"mif1", b"msf1", b"hevc")
MACROS = ("vbaproject.bin", "vbadata.xml", "activex", "macrosheets")
_ALLOWED = Text(
    "可以上传 PDF、JPG、PNG、HEIC、不含宏的 DOCX 和 XLSX，不超过 20 MB。",
    "Allowed: PDF, JPG, PNG, HEIC, and DOCX or XLSX without macros, up to 20 MB.",
)


def media_type(content: bytes) -> str:
    """What a file is, by its content and never by its name. Raises Unreadable for anything not allowed."""
    if not content:
        raise Unreadable(Text("文件是空的", "the file is empty"), _ALLOWED)
    if len(content) > MOST_BYTES:
        raise Unreadable(Text("文件超过 20 MB", "the file is larger than 20 MB"), _ALLOWED)
    for start, found in STARTS:
        if content.startswith(start):
            return found
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        return "image/heic"
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    raise Unreadable(Text("不是可以上传的文件类型", "this kind of file cannot be uploaded"), _ALLOWED)


def _office(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name.lower() for name in packed.namelist()]
            with packed.open("[Content_Types].xml") as listed:
                types = listed.read(1_000_000)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError):
        raise Unreadable(Text("压缩包不能上传", "archives cannot be uploaded"), _ALLOWED) from None
    if b"macroenabled" in types.lower() or any(mark in name for name in names for mark in MACROS):
        raise Unreadable(Text("文件带有宏", "the file holds macros"), _ALLOWED)
    if "word/document.xml" in names:
        return WORD
    if "xl/workbook.xml" in names:
        return EXCEL
    raise Unreadable(Text("压缩包不能上传", "archives cannot be uploaded"), _ALLOWED)


def path_of(ref: str) -> Path:
    """Where the sealed content of a paper lies."""
    return Path(settings.TONGHU_HOME) / "files" / ref[:2] / ref


@write
def attach(
    child: Child,
    content: bytes,
    *,
    title: str,
    compartment: str,
    actor: Actor,
    purpose: str,
    lang: Lang = "zh",
) -> Attachment:
    """Keep a paper with a child's file. Raises Faults for a type that is not allowed or without a title."""
    actor.require("record")
    if compartment not in actor.compartments(child.pk):
        raise NotAllowed(compartment)
    current = Child.objects.for_user(actor, purpose).get(pk=child.pk)
    faults = []
    kind = ""
    if not title.strip():
        faults.append(Fault("title", Text("没有写材料名称", "no title is given").in_(lang),
                            Text("例如：户口簿。", "For example: household register.").in_(lang)))  # fmt: skip
    try:
        kind = media_type(content)
    except Unreadable as error:
        faults.append(error.fault("file", lang))
    if faults:
        raise Faults(faults)
    ref = new_token()
    _keep(path_of(ref), ring().seal(content, _bound(ref)))
    try:
        made = Attachment.objects.create(
            child=current, scope=current.scope, ref=ref, title=title.strip()[:120], media_type=kind, size=len(content),
            digest=sm3(content), compartment=compartment, recorded_at=timezone.now(), recorded_by=actor.name,
        )  # fmt: skip
        record(actor, purpose, "document.add", current.ref, document=ref, compartment=compartment, type=kind)
    except BaseException:
        path_of(ref).unlink(missing_ok=True)
        raise
    return made


@write
def content_of(paper: Attachment, *, actor: Actor, purpose: str, lang: Lang = "zh") -> bytes:
    """The plain content of a paper, for a download; recorded. Raises Faults when the sealed file does not hold."""
    try:
        plain = ring().open(path_of(paper.ref).read_text("ascii"), _bound(paper.ref))
    except (OSError, NotOpened, ValueError):
        plain = b""
    if sm3(plain) != paper.digest:
        raise Faults(Fault("", Text("这份材料打不开：密封文件缺失或被改动", "this paper does not open: its sealed file is gone or was altered").in_(lang),
                           Text("请系统管理员从备份恢复。", "Ask the system administrator to restore it from a backup.").in_(lang)))  # fmt: skip
    record(
        actor, purpose, "document.read", paper.child.ref, document=paper.ref, compartment=paper.compartment
    )
    return plain


def _bound(ref: str) -> str:
    return f"register_attachment|content|{ref}"


def _keep(path: Path, sealed: str) -> None:
    """Written whole or not at all; only the owner may read it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
        ) as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
