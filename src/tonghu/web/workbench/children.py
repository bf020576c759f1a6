"""The list of children: a question, its answer, and how it is kept, printed and taken along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tonghu.access.models import Region
from tonghu.access.seats import PURPOSES
from tonghu.register.lists import drop_list, note_export, save_list, saved_lists
from tonghu.register.models import Child
from tonghu.register.reads.children import PAGE, Row, Totals, asked, ordered, rows, settled, totals
from tonghu.register.reads.finding import Find
from tonghu.register.reads.query import Query
from tonghu.web.site.pages import Request, page
from tonghu.web.workbench.columns import COLUMNS, cells, foot
from tonghu.web.workbench.filters import Asking, Leaving, active, regions_of
from tonghu.web.workbench.keeping import asked_in, keep
from tonghu.web.workbench.places import address

MOST_PRINTED, SLICE = 2_000, 1_000


@dataclass
class Listing:
    """A question with its answer, read no more than once each."""

    request: Request
    query: Query
    address: str

    @cached_property
    def found(self) -> QuerySet[Child]:
        """The children, in order."""
        actor, purpose = self.request.actor, self.request.purpose
        kept = settled(asked(self.query, actor, purpose, timezone.localdate()), self.query, actor, purpose)
        return ordered(kept, self.query)

    @cached_property
    def totals(self) -> Totals:
        """Its sums."""
        return totals(self.found.order_by(), self.query, self.request.actor, self.request.purpose)

    @cached_property
    def regions(self) -> list[Region]:
        """The places to choose from."""
        return regions_of(self.request.actor)

    def rows(self, first: int, last: int) -> list[Row]:
        """Some of its rows."""
        return rows(self.found[first:last], self.request.actor, self.request.purpose, timezone.localdate())

    def every_row(self, most: int) -> Iterator[Row]:
        """All of them, in order, a part at a time: the keys first, so that nobody is skipped or told twice."""
        actor, purpose, day = self.request.actor, self.request.purpose, timezone.localdate()
        keys = list(self.found.values_list("pk", flat=True)[:most])
        for start in range(0, len(keys), SLICE):
            part = keys[start : start + SLICE]
            found = rows(Child.objects.for_user(actor, purpose).filter(pk__in=part), actor, purpose, day)
            by_key = {row.pk: row for row in found}
            yield from (by_key[pk] for pk in part)

    def table(self, shown: list[Row]) -> dict[str, Any]:
        """What the table's template needs."""
        chosen, lang = self.query.columns, self.request.lang
        heads = [(COLUMNS[name], self._sorted_by(name)) for name in chosen]
        labels = [
            head.head.in_(lang) for head, _ in heads
        ]  # on a phone each row is a card, and each cell says what it is
        return {
            "heads": heads, "foot": foot(self.totals, chosen, lang), "totals": self.totals,
            "rows": [(row, list(zip(cells(row, chosen, lang), labels, strict=True))) for row in shown],
            "active": active(self.query, self.regions),
        }  # fmt: skip

    def _sorted_by(self, name: str) -> dict[str, str]:
        """How a heading says that the list is in its order, and the address that turns it round."""
        order = COLUMNS[name].order
        if not order:
            return {}
        now = order == self.query.order
        address = QueryDict(self.address, mutable=True)
        address["order"], address["falling"] = order, "1" if now and not self.query.falling else ""
        state = ("descending" if self.query.falling else "ascending") if now else "none"
        return {"url": address.urlencode(), "state": state}


class Counted(Paginator):
    """Pages of something counted already."""

    def __init__(self, count: int) -> None:
        super().__init__(range(count), PAGE)


@page("list")
def listing(request: Request) -> HttpResponse:
    """Children of the seat's region; a question that was sent is kept and asked again under its token."""
    if request.method == "POST":
        return redirect(_asked(request))
    return shown(request, Listing(request, *asked_in(request, request.GET)))


def shown(request: Request, found: Listing, leaving: Leaving | None = None) -> HttpResponse:
    """The page of a list."""
    pages = Counted(found.totals.children).get_page(request.GET.get("page"))
    start = (pages.number - 1) * PAGE
    saved = list(saved_lists(request.actor))
    context = found.table(found.rows(start, start + PAGE)) | {
        "page": pages, "address": found.address, "asking": Asking(found.query, request.actor, found.regions),
        "saved": saved, "mine": [one for one in saved if one.user_id == request.actor.user],
        "current": request.GET.get("saved", ""), "may_export": request.actor.may("export"),
        "may_print": request.actor.may("print"), "may_import": request.actor.may("import"),
        "may_record": request.actor.may("record"),
        "import_url": address("imports"),
        "leaving": leaving or Leaving(auto_id="out-%s"), "bad": leaving is not None,
        "gone": bool(request.GET.get("list")) and "list=" not in found.address,
        "nothing": not found.totals.children and not found.query.in_use(),
    }  # fmt: skip
    return render(request, "workbench/children.html", context, status=400 if leaving else 200)


@page("list")
@require_POST
def saving(request: Request) -> HttpResponse:
    """Keep the list on screen under a name, or forget one."""
    who = {"actor": request.actor, "purpose": request.purpose}
    if request.POST.get("drop"):
        drop_list(request.POST["drop"], **who)  # type: ignore[arg-type]
        return redirect("children")
    query, address = asked_in(request, QueryDict(request.POST.get("address", "")))
    name = request.POST.get("name", "").strip()
    if not name:
        return redirect(f"{reverse('children')}?{address}")
    saved = save_list(name, query, shared=bool(request.POST.get("shared")), **who)  # type: ignore[arg-type]
    return redirect(f"{reverse('children')}?saved={saved.ref}")


@page("print")
@require_POST
def printed(request: Request) -> HttpResponse:
    """The whole list for paper, with who printed it when and for what."""
    found = Listing(request, *asked_in(request, QueryDict(request.POST.get("address", ""))))
    leaving = Leaving(request.POST, auto_id="out-%s")
    if not leaving.is_valid():
        return shown(request, found, leaving)
    shown_rows = found.rows(0, MOST_PRINTED)
    note_export(
        "list", rows=len(shown_rows), filters=found.query.in_use(), columns=found.query.columns,
        reason=reason_of(leaving), power="print", actor=request.actor, purpose=request.purpose,
    )  # fmt: skip
    context = found.table(shown_rows) | {
        "stamp": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "purpose_told": PURPOSES[request.purpose].in_(request.lang), "reason": reason_of(leaving), "most": MOST_PRINTED,
        "cut": found.totals.children > len(shown_rows), "address": found.address,
    }  # fmt: skip
    return render(request, "workbench/children_print.html", context)


def reason_of(leaving: Leaving) -> str:
    """Why a list leaves the screen, as it is recorded."""
    return " ".join(filter(None, (leaving.cleaned_data["why"], leaving.cleaned_data["note"])))


def _asked(request: Request) -> str:
    """The address of the list that a sent form asks for."""
    said = request.POST
    if said.get("clear"):
        return reverse("children")
    told: dict[str, Any] = {**said.dict(), "columns": said.getlist("columns"), "find": None}
    query = Query.read(told, Find.typed(said.get("find", "")))
    return f"{reverse('children')}?list={keep(request, query)}"
