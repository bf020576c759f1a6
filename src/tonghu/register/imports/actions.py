"""What people do with an import: upload, decide on possible duplicates, confirm, give up."""

from __future__ import annotations

from pathlib import PurePath

from django.utils import timezone

from tonghu.access.actors import Actor
from tonghu.access.audit import record
from tonghu.access.crypto import sm3
from tonghu.access.models import new_token
from tonghu.access.writes import write
from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.register import jobs, progress
from tonghu.register.imports import vault
from tonghu.register.imports.arrival import check
from tonghu.register.models import Import, ImportRow, Job

ALL, VALID = "all", "valid"
LIVING = ("reading", "preview", "committing", "done")


def upload(filename: str, content: bytes, *, actor: Actor, purpose: str) -> tuple[Import, bool]:
    """Take a workbook in and ask for its reading; the import, and whether the same file had come before.

    The same bytes lead to the import that they made then. Raises Unreadable for a file that is refused, OSError when
    the disk is full (nothing is kept then).
    """
    actor.require("import")
    suffix = check(content)
    digest = sm3(content)
    earlier = (
        Import.objects.for_user(actor, purpose)
        .filter(digest=digest, state__in=LIVING)
        .order_by("-pk")
        .first()
    )
    if earlier is not None:
        return earlier, True
    ref = new_token()
    vault.put(ref, content)
    try:
        return _arrive(ref, filename, suffix, digest, actor=actor, purpose=purpose), False
    except BaseException:
        vault.destroy(ref)
        raise


@write
def _arrive(ref: str, filename: str, suffix: str, digest: str, *, actor: Actor, purpose: str) -> Import:
    job = jobs.start("import.read", {"ref": ref}, actor=actor, purpose=purpose)
    made = Import.objects.create(
        ref=ref, scope=actor.region, filename=PurePath(filename.replace("\\", "/")).name[:200], digest=digest,
        state="reading", uploaded_by_id=actor.user, uploaded_at=timezone.now(), counts={"suffix": suffix, "job": job.ref},
    )  # fmt: skip
    record(actor, purpose, "import.upload", ref, digest=digest)
    return made


@write
def decide(
    upload: Import,
    number: int,
    decision: str,
    candidate: int = 0,
    *,
    actor: Actor,
    purpose: str,
    lang: Lang = "zh",
) -> ImportRow:
    """Say of a possible duplicate that it is the same as one of its candidates, that it is not, or leave it out."""
    actor.require("import")
    current = _open(upload, actor, purpose, lang)
    rows = ImportRow.objects.for_user(actor, purpose).filter(upload=current, plan="maybe")
    row = rows.select_for_update().get(number=number)
    if decision not in {"same", "different", "skip"} or not 0 <= candidate < len(row.candidates):
        raise Faults(Fault("", NO_SUCH.in_(lang), ""))
    if decision == "different" and any(one.get("number") for one in row.candidates):
        raise Faults(Fault("", SAME_NUMBER.in_(lang), MEND_NUMBER.in_(lang)))
    if decision == "same":
        row.candidates.insert(0, row.candidates.pop(candidate))
        row.child_id = row.candidates[0].get("child")
    row.decision = decision
    row.save(update_fields=["decision", "candidates", "child"])
    record(actor, purpose, "import.decide", current.ref, row=number, decision=decision)
    return row


@write
def confirm(upload: Import, mode: str, *, actor: Actor, purpose: str, lang: Lang = "zh") -> Job:
    """Ask that the rows be taken over: all of them or nothing, or those that are valid. Raises Faults."""
    actor.require("import")
    current = _open(upload, actor, purpose, lang)
    rows = ImportRow.objects.for_user(actor, purpose).filter(upload=current)
    left_out = rows.filter(plan="fault").count() + rows.filter(plan="maybe", decision="").count()
    if mode not in {ALL, VALID}:
        raise Faults(Fault("", NO_SUCH.in_(lang), ""))
    if mode == ALL and left_out:
        raise Faults(Fault("", NOT_ALL.in_(lang).format(left_out), MEND_ALL.in_(lang)))
    job = jobs.start("import.commit", {"ref": current.ref, "mode": mode}, actor=actor, purpose=purpose)
    current.state, current.message = "committing", ""
    current.counts = {**current.counts, "job": job.ref, "mode": mode}
    current.save(update_fields=["state", "message", "counts"])
    record(actor, purpose, "import.confirm", current.ref, mode=mode)
    return job


def discard(upload: Import, *, actor: Actor, purpose: str) -> None:
    """Give an import up before it is taken over: its rows and its file are destroyed."""
    actor.require("import")
    if upload.state == "reading" and upload.counts.get("job"):
        progress.ask_to_stop(upload.counts["job"])
    if upload.state in {"reading", "preview"}:
        _discard(upload, actor=actor, purpose=purpose)
        vault.destroy(upload.ref)


@write
def _discard(upload: Import, *, actor: Actor, purpose: str) -> None:
    ended(upload.ref, "cancelled", Text("", ""), actor=actor, purpose=purpose)


@write
def ended(ref: str, state: str, why: Text, *, actor: Actor, purpose: str) -> None:
    """An import that comes to nothing: cancelled, or not to be read. Its rows go."""
    found = (
        Import.objects.for_user(actor, purpose)
        .select_for_update()
        .filter(ref=ref, state__in=("reading", "preview"))
    )
    record(actor, purpose, f"import.{state}", ref)
    for current in found:
        ImportRow.objects.for_user(actor, purpose).filter(upload=current).delete()
        current.state, current.message = state, jobs.kept(why)
        current.save(update_fields=["state", "message"])


@write
def back_to_preview(ref: str, why: Text, *, actor: Actor, purpose: str) -> None:
    """A taking over that did not come to its end leaves the preview as it was, with what happened."""
    record(actor, purpose, "import.back", ref)
    Import.objects.for_user(actor, purpose).filter(ref=ref, state="committing").update(
        state="preview", message=jobs.kept(why)
    )


def _open(upload: Import, actor: Actor, purpose: str, lang: Lang) -> Import:
    """The import, locked, while it can still be decided on."""
    current: Import = Import.objects.for_user(actor, purpose).select_for_update().get(pk=upload.pk)
    if current.state != "preview":
        raise Faults(Fault("", OVER.in_(lang), ""))
    return current


OVER = Text("这次导入已不能再改", "this import can no longer be changed")
NO_SUCH = Text("没有这个选项", "there is no such choice")
SAME_NUMBER = Text(
    "两行身份证号相同，不能算作两名儿童", "two rows with the same ID number cannot be two children"
)
MEND_NUMBER = Text("请选“同一名”或“不导入”，或改正表中的号码后重新上传。", "Choose 'the same' or 'leave out', or correct the number in the sheet and upload it again.")  # fmt: skip
NOT_ALL = Text("还有 {} 行有错误或没有作出选择", "{} rows are faulty or not decided yet")
MEND_ALL = Text(
    "请先改正或选择，或改为“只导入没有问题的行”。",
    "Correct or decide them first, or choose 'only valid rows'.",
)
