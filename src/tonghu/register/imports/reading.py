"""The job `import.read`: from the sealed file to a preview."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from tonghu.access.actors import Actor, system
from tonghu.access.audit import record
from tonghu.access.fields import seal
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.base.errors import Faults, Unreadable
from tonghu.base.texts import Text
from tonghu.law.engine.law import NoLaw
from tonghu.register.imports import actions, vault
from tonghu.register.imports.changes import changes_of
from tonghu.register.imports.known import Known, add_details, children_of
from tonghu.register.imports.matching import Candidate, Row, marks_of, match
from tonghu.register.imports.saying import Hearing, Saying, Wrong
from tonghu.register.imports.where import Places
from tonghu.register.jobs import actor_behind
from tonghu.register.models import Import, ImportRow
from tonghu.register.standing.determine import place_name
from tonghu.register.task import Task
from tonghu.register.workbook import Ledger, open_ledger

MOST_ROWS = 60_000
SIZE = 500
Remembered = Mapping[str, list[tuple[str, list[Candidate], int | None]]]


def read(task: Task) -> Text:
    """Read the workbook, compare it with the register, keep the preview. Read before: nothing to do."""
    actor, purpose = actor_behind(task.job), task.args["purpose"]
    with transaction.atomic(), scoped(actor):
        upload = Import.objects.for_user(actor, purpose).get(ref=task.args["ref"])
    if upload.state != "reading":
        return READ
    counts: dict[str, Any] = dict(upload.counts)
    said = _said(upload, actor, task, counts)
    with transaction.atomic(), scoped(actor):
        rows, known = compare(said, actor, purpose, task)
        _plan(rows, known, actor, counts)
    _keep(upload, rows, counts, task, actor=actor, purpose=purpose)
    return Text(f"读到 {len(rows):,} 行", f"{len(rows):,} rows read")


def undo(task: Task, why: Text) -> None:
    """Reading failed or was stopped: the file goes, the import says why."""
    state = "cancelled" if task.args.get("stopped") else "failed"
    actions.ended(task.args["ref"], state, why, actor=system("import"), purpose="受理")
    vault.destroy(task.args["ref"])


def _said(upload: Import, actor: Actor, task: Task, counts: dict[str, Any]) -> list[Saying]:
    """Every row of the sheet. Raises Unreadable in words for the clerk."""
    found: list[Saying] = []
    try:
        with vault.opened(upload.ref, counts.get("suffix", ".xlsx")) as path:
            ledger = open_ledger(path, jurisdiction=place_name(actor.region), as_of=timezone.localdate())
            counts |= _about(ledger)
            total = 2 * max(ledger.total_rows, 1)
            for row in Hearing(ledger).rows(lambda _done, _total: None):
                found.append(row)
                if len(found) > MOST_ROWS:
                    raise Unreadable(TOO_MANY, SPLIT)
                if len(found) % 200 == 0:
                    task.step(len(found), total, READING)
    except Faults as faults:
        told = faults.__context__ or faults
        if isinstance(told, Unreadable):
            raise told from None
        raise Unreadable(DAMAGED, AGAIN) from None
    except NoLaw:
        raise Unreadable(NO_PLACE, ASK) from None
    if not any(not row.skipped for row in found):
        raise Unreadable(NO_ROWS, FILL)
    return found


def _about(ledger: Ledger) -> dict[str, Any]:
    """What is to be said of the sheet as a whole: notes, and headers that are not used."""
    return {
        "notes": [[note.zh, note.en] for note in ledger.notes],
        "headers": [[f.address, f.header, f.what.zh, f.what.en, f.mend.zh, f.mend.en] for f in ledger.faults],
    }


def compare(said: Sequence[Saying], actor: Actor, purpose: str, task: Task) -> tuple[list[Row], Known]:
    """The rows with what becomes of each, and what the register knows of the children concerned."""
    places = Places(actor.region)
    rows = [Row(one, marks_of(one)) for one in said]
    for row in rows:
        if not row.said.skipped:
            row.scope, row.found = places.find(row.said.township, row.said.village)
        else:
            row.scope = actor.region
    task.step(task.done, task.total, COMPARING)
    known = children_of(actor, purpose)
    match(rows, known, remembered(rows, actor, purpose))
    details(rows, known, actor, purpose)
    return rows, known


def details(rows: Sequence[Row], known: Known, actor: Actor, purpose: str) -> None:
    """Facts of every compartment (only the program sees them), particulars and parents of matched children."""
    with scoped(system("import")):
        add_details(known, sorted({row.child for row in rows if row.child is not None}), actor, purpose)


def remembered(rows: Sequence[Row], actor: Actor, purpose: str) -> Remembered:
    """What was decided in earlier imports about the same rows, the last first."""
    keys = {row.marks.key for row in rows if row.marks.key}
    earlier = ImportRow.objects.for_user(actor, purpose).exclude(decision="").order_by("-pk")
    found: dict[str, list[tuple[str, list[Candidate], int | None]]] = defaultdict(list)
    for key, decision, candidates, child in earlier.values_list("key", "decision", "candidates", "child_id"):
        if key in keys:
            found[key].append((decision, candidates, child))
    return found


def _plan(rows: Sequence[Row], known: Known, actor: Actor, counts: dict[str, Any]) -> None:
    """Tell updates from rows that say nothing new, put remarks, and count."""
    today, boxes = timezone.localdate(), actor.seat.sees
    for row in rows:
        if row.plan == "update" and row.child is not None:
            changes = changes_of(row, known, today).seen_with(boxes)
            row.said.changes = list(changes.listed())
            if not row.decision:
                row.plan = "update" if changes else "same"
        _remark(row, known)
    shown = Counter("maybe" if row.decision else row.plan for row in rows)
    counts |= {plan: shown.get(plan, 0) for plan, _ in ImportRow.PLANS}
    counts |= {
        "rows": len(rows),
        "decided": sum(1 for row in rows if row.decision),
        "read_at": timezone.now().isoformat(),
    }


def _remark(row: Row, known: Known) -> None:
    """Remarks that stop nothing: a village that is not known, a child that lives elsewhere by the register."""
    if row.said.skipped or row.said.stopped:
        return
    place = f"{row.said.township}{row.said.village}"
    if row.child is not None:
        child = known.children[row.child]
        if row.found and row.scope != child.scope and row.said.village:
            row.said.wrong.append(_note(place, MOVED, MOVE))
        if child.closed_on:
            row.said.wrong.append(_note("", CLOSED, OPEN_AGAIN))
    elif not row.found:
        row.said.wrong.append(_note(place, NO_VILLAGE, ADD_VILLAGE))


def _note(content: str, what: Text, mend: Text) -> Wrong:
    return Wrong("", "", content, (what.zh, what.en), (mend.zh, mend.en), decisive=False)


@write
def _keep(
    upload: Import, rows: Sequence[Row], counts: dict[str, Any], task: Task, *, actor: Actor, purpose: str
) -> None:
    """Write the preview, unless it was given up meanwhile."""
    record(actor, purpose, "import.read", upload.ref, rows=len(rows))
    current = Import.objects.for_user(actor, purpose).select_for_update().get(pk=upload.pk)
    if current.state != "reading":
        return
    for start in range(0, len(rows), SIZE):
        ImportRow.objects.bulk_create(list(_kept(current, rows[start : start + SIZE])))
        task.step(len(rows) + start, 2 * len(rows), KEEPING)
    current.state, current.counts = "preview", counts
    current.save(update_fields=["state", "counts"])


def _kept(upload: Import, rows: Sequence[Row]) -> Iterator[ImportRow]:
    for row in rows:
        made = ImportRow(
            upload=upload, scope=row.scope, number=row.said.number, plan="maybe" if row.decision else row.plan,
            child_id=row.child, candidates=_candidates(row), key=row.marks.key, decision=row.decision,
            faults=[[wrong.address, wrong.decisive] for wrong in row.said.wrong],
        )  # fmt: skip
        seal(made, "said", row.said.told())
        yield made


def _candidates(row: Row) -> list[Candidate]:
    """The candidates; an earlier row with the same number is marked, for it cannot be another child."""
    twins = {wrong.what[0] for wrong in row.said.wrong if "身份证号相同" in wrong.what[0]}
    return [{**one, "number": True} if "row" in one and twins else one for one in row.candidates]


READ = Text("已经读过", "read before")
READING = Text("正在读取", "reading")
COMPARING = Text("正在与登记册比对", "comparing with the register")
KEEPING = Text("正在整理预览", "preparing the preview")
DAMAGED = Text("文件已损坏，读不出来", "the file is damaged and cannot be read")
AGAIN = Text(
    "请用 WPS 或 Excel 打开，另存为 .xlsx 后再上传。",
    "Open it in WPS or Excel, save it as .xlsx and upload that.",
)
TOO_MANY = Text(f"超过 {MOST_ROWS:,} 行", f"more than {MOST_ROWS:,} rows")
SPLIT = Text("请按乡镇分成几个文件。", "Split it, one file for each township.")
NO_PLACE = Text("本岗位所在地区没有可适用的文件", "there are no documents for the region of this seat")
ASK = Text("请系统管理员核对区划设置。", "Ask the system administrator to check the divisions.")
NO_ROWS = Text("表里没有儿童", "there are no children in the sheet")
FILL = Text("请从表头下一行起，一名儿童一行。", "Give one row to each child, below the header.")
NO_VILLAGE = Text("区划里没有这个乡镇或村名", "the divisions know no such township or village")
ADD_VILLAGE = Text("先归到上一级；请核对村名，或请系统管理员补充区划。", "The row goes to the level above; check the name, or have the division added.")  # fmt: skip
MOVED = Text("村名与档案不同，档案仍留在原村", "another village than in the file, which stays where it is")
MOVE = Text("确已迁居的，请在儿童档案中办理。", "If the child has moved, say so in the child's file.")
CLOSED = Text("这名儿童的档案已结束", "the file of this child is closed")
OPEN_AGAIN = Text(
    "事实照样记入；需要恢复的，请在档案中办理。",
    "Facts are still recorded; open the file again there if needed.",
)
