"""Asking for a fact, and answering: the writes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tonghu.access.actors import Actor, NotAllowed, system
from tonghu.access.audit import record
from tonghu.access.models import Organisation
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register.facts.recording import Said, record_facts
from tonghu.register.facts.values import entry_of
from tonghu.register.models import Child, Inquiry
from tonghu.register.standing.determine import later

DAYS = 10  # until an answer is wanted, unless the one who asks says otherwise; ours, no clause sets it
OWN = ("visit", "evidence")  # answered by those who look after the child, not by a department
ASKED_TWICE = Text("这一项已经问过，还没有答复", "this was asked already and is not answered yet")
SEE_OPEN = Text("在待答复的查询里可以看到", "it stands among the open inquiries")
NOT_THEIRS = Text("这一项不由该部门提供", "this department does not supply it")


@write
def ask(
    child: Child, whom: str, name: str, supplier: str, *, actor: Actor, purpose: str, due: dt.date | None = None,
    note: str = "",
) -> Inquiry:  # fmt: skip
    """Ask a supplier for a fact. Raises Unreadable when it is not theirs or was asked already; NotAllowed."""
    actor.require("inquire")
    entry = entry_of(name)
    if supplier not in entry.suppliers:
        raise Unreadable(
            NOT_THEIRS, Text("可问：" + "、".join(entry.suppliers), "ask: " + ", ".join(entry.suppliers))
        )
    wanted = due or timezone.localdate() + dt.timedelta(days=DAYS)
    try:
        with transaction.atomic():
            made = Inquiry.objects.create(
                scope=child.scope, child=child, whom=whom, name=name, box=entry.sensitivity, supplier=supplier,
                note=note, asked_by_id=actor.user, asked_at=timezone.now(), due=wanted,
            )  # fmt: skip
    except IntegrityError:
        raise Unreadable(ASKED_TWICE, SEE_OPEN) from None
    record(actor, purpose, "inquiry.ask", child.ref, fact=f"{whom}.{name}", supplier=supplier)
    return made


@write
def answer(
    inquiry: Inquiry, value: Any, *, actor: Actor, purpose: str, since: dt.date | None = None, reply: str = ""
) -> None:
    """Answer with a value as a case holds it; None: it cannot be found out. The fact goes into the child's file.

    Raises NotAllowed for another department's, Faults for a value that the law cannot read.
    """
    current = _open(inquiry, actor, purpose)
    if value is not None:
        by = replace(system("inquiry"), name=actor.name, region=actor.region)
        said = Said(current.whom, current.name, value, since=since, source=current.supplier, note=reply)
        with scoped(by):
            child = Child.objects.for_user(by, "受理").get(pk=current.child_id)
            record_facts(child, [said], actor=by, purpose="受理", source=current.supplier)
        later([current.child_id])
    current.state = "unknown" if value is None else "answered"
    current.answered_by_id, current.answered_at, current.reply = actor.user, timezone.now(), reply
    current.save()
    record(actor, purpose, "inquiry.answer", current.ref, state=current.state)


@write
def withdraw(inquiry: Inquiry, *, actor: Actor, purpose: str) -> None:
    """Take a question back; whoever may ask may do so."""
    actor.require("inquire")
    rows = Inquiry.objects.for_user(actor, purpose).select_for_update().filter(pk=inquiry.pk, state="open")
    if rows.update(state="withdrawn", answered_by_id=actor.user, answered_at=timezone.now()):
        record(actor, purpose, "inquiry.withdraw", inquiry.ref)
    else:
        raise Unreadable(Text("已经有人答复或撤回", "it was answered or withdrawn already"), SEE_OPEN)


def waiting(actor: Actor, purpose: str) -> QuerySet[Inquiry]:
    """Open questions that this seat may see: a department's own, or those of the region; the most urgent first."""
    rows = Inquiry.objects.for_user(actor, purpose).filter(state="open").select_related("child__person")
    if actor.may("requests"):
        rows = rows.filter(supplier=department_of(actor))
    else:
        rows = rows.filter(box__in=sorted(actor.seat.sees))
    return rows.order_by("due", "pk")


def department_of(actor: Actor) -> str:
    """The department that a liaison sits in, by the word of the vocabulary; empty without one."""
    found = Organisation.objects.filter(pk=actor.organisation).values_list("name", flat=True).first()
    return found or ""


def _open(inquiry: Inquiry, actor: Actor, purpose: str) -> Inquiry:
    """The question locked and still open. Raises NotAllowed for one that is not the seat's to answer."""
    current = (
        Inquiry.objects.for_user(actor, purpose)
        .select_for_update()
        .filter(pk=inquiry.pk, state="open")
        .first()
    )
    if current is None:
        raise Unreadable(Text("已经有人答复或撤回", "it was answered or withdrawn already"), SEE_OPEN)
    theirs = actor.may("requests") and current.supplier == department_of(actor)
    own = (
        current.supplier in OWN
        and actor.may("record")
        and current.box in actor.compartments(current.child_id)
    )
    if not (theirs or own):
        raise NotAllowed("requests")
    return current
