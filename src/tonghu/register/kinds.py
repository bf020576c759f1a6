"""The kinds of long work: what each does, and what is put back when it fails or is stopped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from tonghu.access.actors import system
from tonghu.access.anchors import export_heads
from tonghu.access.rls import scoped
from tonghu.base.texts import Text
from tonghu.register.imports import reading, taking, vault
from tonghu.register.models import Child, Import
from tonghu.register.standing.determine import determine_all, determine_some
from tonghu.register.task import Task

LIVING = ("reading", "preview", "committing")  # states of an import that still needs its file
MOST_SINGLY = 5_000  # children beyond which determining all of them is the simpler thing


def _nothing(task: Task, why: Text) -> None:
    """Nothing to put back: the transaction was."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`do` may be begun again from its start; `undo` is called after it failed or was stopped."""

    do: Callable[[Task], Text]
    undo: Callable[[Task, Text], None] = _nothing


def determine_everyone(task: Task) -> Text:
    """Every child, as of today."""
    run = determine_all(progress=task.step)
    return Text(
        f"判定 {run.children:,} 名儿童，{run.changed:,} 名有变化",
        f"{run.children:,} children determined, {run.changed:,} changed",
    )


def determine_changed(task: Task) -> Text:
    """The children whose files changed since they were determined."""
    actor = system("determine")
    with transaction.atomic(), scoped(actor):
        waiting = list(Child.objects.for_user(actor, "认定").filter(dirty=True, closed_on=None).values_list("pk", flat=True))  # fmt: skip
    task.step(0, len(waiting))
    run = determine_all(progress=task.step) if len(waiting) > MOST_SINGLY else determine_some(waiting)
    changed = run.changed if run else 0
    return Text(f"判定 {len(waiting):,} 名儿童，{changed:,} 名有结果变化", f"{len(waiting):,} children determined, {changed:,} changed")  # fmt: skip


def anchor(task: Task) -> Text:
    """The heads of the audit chain into the folder of anchors."""
    task.step(0, 1)
    export_heads()
    return Text("已导出，请把文件另存到别的机器", "exported; keep a copy of the file on another machine")


def sweep(task: Task) -> Text:
    """Uploads that a killed process left behind are destroyed."""
    task.step(0, 1)
    actor = system("import")
    with transaction.atomic(), scoped(actor):
        living = Import.objects.for_user(actor, "受理").filter(state__in=LIVING)
        destroyed = vault.sweep(set(living.values_list("ref", flat=True)))
    return Text(f"清除 {destroyed:,} 个无主文件", f"{destroyed:,} stray files destroyed")


KINDS: Mapping[str, Kind] = {
    "import.read": Kind(reading.read, reading.undo),
    "import.commit": Kind(taking.take_over, taking.undo),
    "determine.all": Kind(determine_everyone),
    "determine.changed": Kind(determine_changed),
    "audit.anchor": Kind(anchor),
    "import.sweep": Kind(sweep),
}
