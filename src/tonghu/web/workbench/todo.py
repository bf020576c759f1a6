"""To-do rows: who, what, due when, why, and the address where it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone

from tonghu.access.seats import COMPARTMENTS
from tonghu.base.money import format_yuan
from tonghu.base.texts import Text
from tonghu.law.engine.determine import determine
from tonghu.law.engine.evaluate import Options
from tonghu.law.language.words import fact_label
from tonghu.register.facts.cases import case_of
from tonghu.register.models import Child, Fact
from tonghu.register.reads import todos
from tonghu.register.reads.todos import Waiting
from tonghu.register.standing.compartments import box_of_fact
from tonghu.register.standing.determine import county_overrides
from tonghu.web.account.wording import days_left, whom_to_ask
from tonghu.web.site.pages import Request
from tonghu.web.workbench.places import address, file_of

NEAR = 30
SHOWN = 4  # of each kind, so that what is long overdue does not hide what comes up


@dataclass(frozen=True, slots=True)
class Todo:
    """One row; names as `parts/todo.html` reads them. `due` puts rows in order."""

    what: str | Text
    why: Text
    url: str
    when: Text
    status: str
    due: dt.date | None = None
    who: str | Text = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one kind: how many there are, and where all of them are listed."""

    title: Text
    rows: list[Todo]
    count: int = 0
    url: str = ""
    more: bool = field(default=False)

    @property
    def told(self) -> str:
        """How many: 7, or 99+."""
        return str(self.count) if self.count < todos.MOST else f"{todos.MOST - 1}+"


def dated(request: Request) -> Group:
    """What has a day, the latest first past: birthdays and what must be verified again."""
    day = timezone.localdate()
    who = request.actor, request.purpose
    growing, old = todos.growing(*who, day), todos.unverified(*who, day)
    rows = [_birthday(one, day) for one in growing[:SHOWN]] + [_unverified(one, day) for one in old[:SHOWN]]
    rows.sort(key=lambda row: (row.due or day, str(row.what)))
    count = len(growing) + len(old)
    return Group(Text("有期限的", "With a date"), rows, min(count, todos.MOST), more=count > len(rows))


def unserved(request: Request) -> Group:
    """Owed, and not reaching the child."""
    found = todos.unserved(request.actor, request.purpose, timezone.localdate())
    rows = [
        Todo(one.name, Text("应享的待遇有的还没有申请。先帮家里申请，再登记进展。", "Something owed has not been applied for. Help the family apply, then record it."),
             file_of(one.ref), Text(f"每月应享 {format_yuan(one.fen)}", f"{format_yuan(one.fen, 'en')} a month owed") if one.fen else Text("应享未享", "owed, not received"), "gap", who=one.place)
        for one in found[:5]
    ]  # fmt: skip
    return Group(
        Text("应享而未享", "Owed and not receiving"),
        rows,
        len(found),
        _list("undelivered"),
        more=len(found) > 5,
    )


def unsettled(request: Request) -> Group:
    """Open questions: of each child the one fact that decides most, and whom to ask."""
    day = timezone.localdate()
    found = todos.unsettled(request.actor, request.purpose, day)
    rows = [row for child, facts in found.items() if (row := _open(request, child, facts, day))]
    return Group(
        Text("还不能确定的", "Not yet known"),
        rows,
        len(found),
        _list("open"),
        more=len(found) >= todos.OPEN_SHOWN,
    )


def uploads(request: Request) -> Group:
    """Workbooks that wait to be committed."""
    rows = [
        Todo(Text("核对并写入上传的台账", "Check and save the uploaded workbook"), Text("已读完，还没有写入登记册。", "Read, and not yet saved in the register."),
             address("import", one.ref) or address("imports"), _ago(one.uploaded_at), "due", timezone.localdate(one.uploaded_at))
        for one in todos.uploads(request.actor, request.purpose)
    ]  # fmt: skip
    return Group(Text("待写入的台账", "Workbooks to save"), rows[:5], len(rows), address("imports"))


def requests(request: Request) -> Group:
    """Requests for access that wait for this seat."""
    rows = [
        Todo(Text(f"{one.asked_by.name}申请查看：{COMPARTMENTS[one.compartment].zh}", f"{one.asked_by.name} asks to read: {COMPARTMENTS[one.compartment].en}"),
             Text("须由另一人批准，写明期限。", "A second person must approve, with an end."), address("grants"), _ago(one.asked_at), "due",
             timezone.localdate(one.asked_at))
        for one in todos.requests(request.actor)
    ]  # fmt: skip
    return Group(Text("待批准的查看申请", "Requests for access"), rows[:5], len(rows), address("grants"))


def jobs(request: Request) -> Group:
    """Long work that failed or is under way."""
    states = {"failed": ("failed", Text("未成功", "failed")), "running": ("running", Text("进行中", "in progress")),
              "waiting": ("waiting", Text("等待中", "waiting"))}  # fmt: skip
    rows = [
        Todo(Text(f"后台任务：{job.kind}", f"Job: {job.kind}"), Text(f"{job.done} / {job.total}", f"{job.done} / {job.total}"),
             address("jobs"), states[job.state][1], states[job.state][0])
        for job in todos.jobs(request.actor)
    ]  # fmt: skip
    return Group(Text("后台任务", "Jobs"), rows, len(rows), address("jobs"))


def leaving(request: Request) -> Group:
    """Seats that run out soon."""
    day = timezone.localdate()
    rows = [
        Todo(one.user.name, Text("岗位快到期：续期，或让它到期收回。", "The seat runs out soon: prolong it, or let it end."), address("people"),
             days_left(one.until, day), "due", one.until)
        for one in todos.leaving(request.actor, day) if one.until
    ]  # fmt: skip
    return Group(Text("快到期的岗位", "Seats running out"), rows, len(rows), address("people"))


def _birthday(one: Waiting, day: dt.date) -> Todo:
    assert one.due is not None
    near = (one.due - day).days <= NEAR
    return Todo(
        one.name, Text("将满 18 周岁：核对就学和去向，告知家里哪些待遇会变。", "Will be 18: check school and plans, and tell the family what changes."),
        file_of(one.ref), days_left(one.due, day), "due" if near else "waiting", one.due, one.place,
    )  # fmt: skip


def _unverified(one: Waiting, day: dt.date) -> Todo:
    assert one.due is not None
    return Todo(
        one.name, Text("信息超过一年没有核实：走访时重新核实。", "Not verified for more than a year: verify on a visit."), file_of(one.ref),
        days_left(one.due, day), "late", one.due, one.place,
    )  # fmt: skip


def _open(request: Request, child: Child, facts: Iterable[Fact], day: dt.date) -> Todo | None:
    """The visible fact that decides most for a child; None where nothing that this seat may see is missing."""
    case = case_of(facts, ref=child.ref, scope=child.scope, day=day)
    answer = determine(
        case, Options(overrides=county_overrides(), lang=request.lang, next_change=False, proposals=False)
    )
    boxes = request.actor.compartments(child.pk)
    missing: dict[str, Any] | None = next(
        (m for m in answer["missing"] if box_of_fact(m["fact"]) in boxes), None
    )
    if missing is None:
        return None
    fact, decides = missing["fact"], len(missing["decides"])
    why = Text(
        f"缺“{fact_label(fact, 'zh')}”。{whom_to_ask(missing['supplier'], 'zh')}",
        f"Missing: {fact_label(fact, 'en')}. {whom_to_ask(missing['supplier'], 'en')}",
    )
    when = Text(f"关系到 {decides} 项", f"decides {decides}")
    return Todo(
        child.person.name, why, file_of(child.ref), when, "unknown", who=child.village or child.township
    )


def _list(only: str) -> str:
    return f"{reverse('children')}?only={only}"


def _ago(at: dt.datetime) -> Text:
    days = (timezone.localdate() - timezone.localdate(at)).days
    return Text(f"已等 {days} 天", f"waiting {days} days") if days else Text("今天提交", "sent today")
