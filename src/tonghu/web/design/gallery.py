"""`/ui`: every part of the pages in every state, with invented people. Whoever builds a page begins here."""

from __future__ import annotations

import datetime as dt

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from tonghu.web.design import samples
from tonghu.web.design.states import STATES
from tonghu.web.site.pages import Request, page

DAY = dt.date(2026, 6, 15)


@page("")
def gallery(request: Request) -> HttpResponse:
    """All parts. Nothing here is of a real person, nothing is written."""
    bad = samples.Sample({"name": "", "born": "2030-01-01", "sex": ""}, auto_id="bad_%s")
    bad.is_valid()
    context = {
        "states": STATES,
        "todo": samples.TASKS,
        "clauses": samples.CLAUSES,
        "why": samples.WHY,
        "facts": samples.facts(DAY),
        "monies": samples.monies(DAY),
        "events": samples.events(DAY),
        "relatives": samples.RELATIVES,
        "small_family": samples.SMALL_FAMILY,
        "child": "例·云朵",
        "child_state": samples.CHILD_STATE,
        "cards": samples.CARDS,
        "compare": samples.COMPARE,
        "steps": samples.STEPS,
        "pair": samples.PAIR,
        "jobs": samples.JOBS,
        "good": samples.Sample(),
        "bad": bad,
        "filter_form": samples.Question(),
        "active": samples.ACTIVE,
        "list": Paginator(range(1, 1_201), 50).page(4),
        "rows": samples.ROWS,
    }
    return render(request, "design/gallery.html", context)
