"""The job `import.commit`: the rows of a preview into the register, in one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from tonghu.access.actors import Actor, system
from tonghu.access.audit import Entry, record, record_all
from tonghu.access.fields import blind, opened
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register import jobs
from tonghu.register.imports import actions, bulk, vault
from tonghu.register.imports.changes import Changes, changes_of
from tonghu.register.imports.known import Known, children_of, parents_by_id
from tonghu.register.imports.matching import Row, marks_of, match
from tonghu.register.imports.reading import details
from tonghu.register.imports.saying import heard
from tonghu.register.imports.spread import benefits_drawn, to_siblings
from tonghu.register.imports.writing import Writer
from tonghu.register.models import Import, ImportRow
from tonghu.register.people import ID_PURPOSE
from tonghu.register.task import Task

Kept = dict[int, ImportRow]


def take_over(task: Task) -> Text:
    """Write the rows. Written before (a worker died behind the commit): only the file is still destroyed."""
    actor = jobs.actor_behind(task.job)
    actor.require("import")
    counts = commit(task.args["ref"], task.args["mode"], task, actor=actor, purpose=task.args["purpose"])
    vault.destroy(task.args["ref"])
    told = counts.get("written", {})
    return Text(
        f"新建 {told.get('new', 0):,}，更新 {told.get('update', 0):,}，未导入 {told.get('left', 0):,}",
        f"{told.get('new', 0):,} new, {told.get('update', 0):,} updated, {told.get('left', 0):,} left out",
    )


def undo(task: Task, why: Text) -> None:
    """Nothing was written: the preview stands again, and says why."""
    actions.back_to_preview(task.args["ref"], why, actor=system("import"), purpose="受理")


@write
def commit(ref: str, mode: str, task: Task, *, actor: Actor, purpose: str) -> dict[str, Any]:
    """All rows that are to be written, or none. Raises Unreadable when all were asked for and one cannot be."""
    upload = Import.objects.for_user(actor, purpose).select_for_update().get(ref=ref)
    if upload.state == "done":
        record(actor, purpose, "import.again", ref)
        return dict(upload.counts)
    if upload.state != "committing":
        raise Unreadable(actions.OVER, Text("请重新打开这次导入。", "Open the import again."))
    kept: Kept = {row.number: row for row in ImportRow.objects.for_user(actor, purpose).filter(upload=upload)}
    task.step(0, 100, OPENING)
    rows, known, overtaken = _again(kept, actor, purpose)
    step = _Steps(task, sum(len(row.said.facts) for row in rows if row.plan == "new"))
    read_at = dt.datetime.fromisoformat(upload.counts["read_at"])
    with scoped(system("import")):
        new, changed, late = _sorted(rows, known, read_at)
        overtaken |= late
        _refuse_parts(mode, kept, overtaken)
        new = [row for row in new if row.said.number not in overtaken]
        changed = [(row, changes) for row, changes in changed if row.said.number not in overtaken]
        writer = Writer(
            actor, timezone.now(), timezone.localdate(), step.facts, _parents(rows, actor, purpose)
        )
        writer.open_files(new)
        writer.update_files(changed, known)
        to_siblings(writer, system("import"), purpose)
        taken = [*new, *(row for row, _ in changed)]
        benefits = benefits_drawn(taken, actor, purpose, writer.now)
        written = {"new": len(new), "update": len(changed), "benefits": benefits, "overtaken": sorted(overtaken)[:200],
                   "left": sum(1 for row in rows if row.plan in {"fault", "maybe"}) + len(overtaken)}  # fmt: skip
        task.step(95, 100, FINISHING)
        _close(upload, rows, kept, written, actor, purpose)
    record_all(actor, purpose, [Entry("import.commit", ref, {**written, "mode": mode}), *writer.entries])
    if writer.touched:
        jobs.start("determine.changed", {}, actor=actor, purpose=purpose)
    task.step(99, 100, FINISHING)
    return dict(upload.counts)


def _again(kept: Kept, actor: Actor, purpose: str) -> tuple[list[Row], Known, set[int]]:
    """The rows compared with the register as it is now; those whose match moved since the preview."""
    rows = []
    for number in sorted(kept):
        said = heard(opened(kept[number], "said"))
        row = Row(said, marks_of(said), kept[number].scope, decision=kept[number].decision)
        row.shown = kept[number].candidates if row.decision else None
        rows.append(row)
    known = children_of(actor, purpose)
    match(rows, known, {})
    moved = {row.said.number for row in rows if _moved(row, kept[row.said.number])}
    _merge(rows)
    details(rows, known, actor, purpose)
    return rows, known, moved


def _moved(row: Row, then: ImportRow) -> bool:
    """Whether somebody opened or renamed a file meanwhile, so that the row would now meet another child."""
    if then.plan in {"fault", "skip"} or (then.plan == "maybe" and not then.decision):
        return False
    if then.decision:
        seen = {one.get("child") for one in then.candidates}
        return any(one.get("child") not in seen for one in row.candidates)
    return row.plan == "maybe" or (row.child != then.child_id)


def _merge(rows: Sequence[Row]) -> None:
    """A row that is the same child as an earlier one adds what it says to that row; of two answers the later holds."""
    by_number = {row.said.number: row for row in rows}
    for row in rows:
        target = by_number.get(row.same_as_row or -1)
        while target is not None and target.same_as_row:
            target = by_number.get(target.same_as_row)
        if (
            target is None
            or target.plan in {"fault", "skip"}
            or (target.plan == "maybe" and not target.decision)
        ):
            continue
        facts = {(whom, name): value for whom, name, value in [*target.said.facts, *row.said.facts]}
        target.said.facts = [[whom, name, value] for (whom, name), value in facts.items()]
        for name in ("sex", "birth", "id", "phone"):
            if not getattr(target.said, name):
                setattr(target.said, name, getattr(row.said, name))
        target.said.parents = {**row.said.parents, **target.said.parents}
        target.marks = marks_of(target.said)
        row.plan, row.merged_into = "same", target


def _sorted(
    rows: Sequence[Row], known: Known, read_at: dt.datetime
) -> tuple[list[Row], list[tuple[Row, Changes]], set[int]]:
    """New files, files that change, and the numbers of rows whose facts somebody else wrote since the preview."""
    new, changed, late = [], [], set[int]()
    today = timezone.localdate()
    for row in rows:
        if row.plan == "new" or (row.plan == "update" and row.child is None):
            new.append(row)
        elif row.plan == "update":
            changes = changes_of(row, known, today)
            if any(held.recorded_at > read_at for one in changes.facts for held in one.replaced):
                late.add(row.said.number)
            elif changes:
                changed.append((row, changes))
    return new, changed, late


def _refuse_parts(mode: str, kept: Kept, overtaken: set[int]) -> None:
    """All or nothing: raises Unreadable when a row cannot be written."""
    bad = sum(1 for row in kept.values() if row.plan == "fault" or (row.plan == "maybe" and not row.decision))
    if mode == actions.ALL and (bad or overtaken):
        raise Unreadable(NOT_ALL, LOOK)


def _parents(rows: Sequence[Row], actor: Actor, purpose: str) -> dict[str, Any]:
    """Persons known before, by the numbers that rows give for parents."""
    numbers = {said["id"].upper() for row in rows for said in row.said.parents.values() if said.get("id")}
    return dict(parents_by_id([blind(ID_PURPOSE, number) for number in numbers], actor, purpose))


def _close(
    upload: Import, rows: Sequence[Row], kept: Kept, written: dict[str, Any], actor: Actor, purpose: str
) -> None:
    """The import is done: its rows keep what became of them, not what they said."""
    mine = ImportRow.objects.for_user(actor, purpose).filter(upload=upload)
    mine.update(said="")
    for row in rows:
        if row.merged_into is not None:
            row.child = row.merged_into.child
    children = [(kept[row.said.number].pk, row.child) for row in rows
                if row.child is not None and kept[row.said.number].child_id != row.child]  # fmt: skip
    bulk.set_by_key(ImportRow, "child", children)
    upload.state, upload.message, upload.committed_at = "done", "", timezone.now()
    upload.counts = {**upload.counts, "written": written}
    upload.save(update_fields=["state", "message", "committed_at", "counts"])


class _Steps:
    """Turns facts written into hundredths, between opening and finishing."""

    def __init__(self, task: Task, facts: int) -> None:
        self._task, self._facts = task, max(facts, 1)

    def facts(self, done: int) -> None:
        """So many facts are in."""
        self._task.step(10 + min(84, 84 * done // self._facts), 100, WRITING)


OPENING = Text("正在核对", "checking again")
WRITING = Text("正在写入", "writing")
FINISHING = Text("正在收尾", "finishing")
NOT_ALL = Text(
    "有的行不能写入，按“全部或全不”一行也没有写", "some rows cannot be written; as asked, none was"
)
LOOK = Text(
    "可能有人在此期间改过档案。请回到预览核对。",
    "Somebody may have changed files meanwhile. Look at the preview again.",
)
