"""What must I do today, what is late, what changed since yesterday."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tonghu.base.texts import Text
from tonghu.register.reads import todos
from tonghu.register.reads.changes import TURNS, turn_of
from tonghu.register.reads.results import results
from tonghu.register.standing.compartments import RESTRICTED
from tonghu.web.site.pages import Request, page
from tonghu.web.workbench import todo
from tonghu.web.workbench.places import address

K = 10  # fewer children than this are not counted out to an analyst
FEW = Text("少于 10", "fewer than 10")
SECTIONS = (
    ("grant", todo.requests), ("import", todo.uploads), ("list", todo.dated), ("list", todo.unserved), ("list", todo.unsettled),
    ("jobs", todo.jobs), ("people", todo.leaving),
)  # fmt: skip


@page("home")
def home(request: Request) -> HttpResponse:
    """The first page of a seat."""
    actor = request.actor
    groups = [made(request) for power, made in SECTIONS if actor.may(power)]
    context: dict[str, Any] = {
        "groups": [group for group in groups if group.rows], "today": timezone.localdate(),
        "first": _first(request) if not any(group.rows for group in groups) else None,
    }  # fmt: skip
    if actor.may("list"):
        context |= {
            "changes": _changes(request),
            "changes_url": address("changes") if actor.may("changes") else "",
        }
    if actor.may("counts"):
        context["counts"] = _counts(request)
    if actor.may("log"):
        context["events"] = todos.written(actor, context["today"])
        context["log_url"] = address("log")
    return render(request, "workbench/home.html", context)


def _changes(request: Request) -> list[dict[str, Any]]:
    """Since yesterday: by result, how many children gained, lost or became unknown; what a seat may not see counts together."""
    yesterday = timezone.localdate() - dt.timedelta(1)
    counted: dict[tuple[Text, str, str], int] = defaultdict(int)
    for row in todos.changed(request.actor, request.purpose, yesterday):
        result = results()[row["rule"]]
        if result.unspoken and not result.open_to(request.actor):
            continue
        seen = result.open_to(request.actor)
        told = (result.name, result.id, turn_of(row["was"], row["now"]))
        key = told if seen else (RESTRICTED, "", "other")
        counted[key] += row["n"]
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0][1]))
    return [
        {"name": name, "rule": rule, "turn": TURNS[turn], "count": n} for (name, rule, turn), n in ranked[:8]
    ]


def _counts(request: Request) -> list[tuple[Text, Text]]:
    """Children by category; small numbers and small remainders are not told, so that nobody is counted out."""
    total = todos.file_count(request.actor, request.purpose)
    categories = [r for r in results().values() if r.kind == "category"]
    counted = todos.counted(request.actor, request.purpose, (r.id for r in categories))
    rows = [(Text("在册儿童", "Children registered"), _told(total, total))]
    return rows + [(r.name, _told(counted.get(r.id, 0), total)) for r in categories]


def _told(count: int, total: int) -> Text:
    if count < K:
        return FEW if total >= K or count else Text("0", "0")
    if 0 < total - count < K:
        return Text(f"{K} 以上", f"{K} or more")
    return Text(f"{count:,}", f"{count:,}")


def _first(request: Request) -> dict[str, Any]:
    """What to do first where nothing waits."""
    actor = request.actor
    if actor.may("list") and not todos.file_count(actor, request.purpose):
        if actor.may("import"):
            return {
                "title": Text("从导入台账开始", "Start with the workbook"), "url": address("imports"),
                "text": Text("登记册还是空的。把手里的台账导进来，系统会逐个算出每名儿童应享什么。", "The register is empty. Import your workbook; what each child is owed is worked out at once."),
                "action": Text("导入台账", "Import a workbook"),
            }  # fmt: skip
        return {
            "title": Text("您的范围内还没有儿童", "No children of your region yet"),
            "text": Text("县级经办导入台账后，这里会列出要办的事。", "Once the county handler has imported the workbook, your work is listed here."),
        }  # fmt: skip
    if actor.may("list"):
        return {"title": Text("今天没有到期的事", "Nothing is due today"), "url": reverse("children"),
                "text": Text("可以翻看名单，或查一条政策。", "Look through the list, or look up a policy."), "action": Text("看儿童名单", "See the children")}  # fmt: skip
    return {"title": Text("没有等您办的事", "Nothing waits for you"), "url": address("library"),
            "text": Text("有事时会列在这里。", "What waits for you will be listed here."), "action": Text("查政策", "Look up a policy")}  # fmt: skip
