"""Accounts: who has one, in which seats, and what an administrator can do about it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from tonghu.access import people, postings
from tonghu.access.actors import Actor
from tonghu.access.devices import Authenticator
from tonghu.access.models import Posting, User
from tonghu.access.refusal import Refused
from tonghu.access.seats import seats
from tonghu.base.texts import Text
from tonghu.web.people.forms import AccountForm, PlaceForm, put
from tonghu.web.site.pages import Request, found_or_404, page
from tonghu.web.site.remembering import sealed, unsealed

ROWS = 50
ASKED, DONE = "people.asked", "people.done"
STATES = {
    "closed": ("unknown", Text("已停用", "closed")), "locked": ("late", Text("已锁定", "locked")),
    "first": ("due", Text("待首次登录", "not logged in yet")), "bare": ("due", Text("未设第二因子", "no second factor")),
    "open": ("done", Text("在用", "in use")),
}  # fmt: skip


@page("people")
def listing(request: Request) -> HttpResponse:
    """Accounts of the own region; what was searched for stays sealed in the session, never in an address."""
    asked = unsealed(ASKED, request.session.get(ASKED)) or {}
    found = Paginator(_found(request.actor, asked), ROWS).get_page(request.GET.get("page"))
    names = people.locked(user.username for user in found)
    rows = [{"user": user, "state": STATES[_state(user, names)], "seats": _seats(user)} for user in found]
    context = {"rows": rows, "page": found, "asked": asked, "all_seats": seats().items()}
    return render(request, "people/list.html", context)


@page("people")
@require_POST
def search(request: Request) -> HttpResponse:
    """Keep what is looked for, show the list."""
    asked = {name: request.POST.get(name, "").strip()[:60] for name in ("text", "seat")}
    request.session[ASKED] = sealed(ASKED, asked)
    return redirect("people")


@page("people")
def new(request: Request) -> HttpResponse:
    """Open an account."""
    form = AccountForm(request.actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            user, password = people.create_user(
                told["username"], told["name"], form.place(), actor=request.actor, purpose=request.purpose
            )
            return _password(request, user, password)
        except Refused as refused:
            put(form, refused)
    return render(request, "people/new.html", {"form": form}, status=400 if form.errors else 200)


@page("people")
def person(request: Request, pk: int) -> HttpResponse:
    """One account."""
    return _shown(request, found_or_404(_with_all(postings.visible(request.actor)), pk=pk))


@page("people")
@require_POST
def act(request: Request, pk: int, what: str) -> HttpResponse:
    """One of the things that can be done about an account."""
    user = found_or_404(_with_all(postings.visible(request.actor)), pk=pk)
    who: dict[str, Any] = {"actor": request.actor, "purpose": request.purpose}
    try:
        if what == "password":
            return _password(request, user, people.reset_password(user, **who))
        if what == "seat":
            form = PlaceForm(request.actor, request.POST)
            if not form.is_valid():
                return _shown(request, user, form=form)
            postings.add_posting(user, form.place(), **who)
        elif what == "end":
            posting = found_or_404(user.postings.select_related("user"), pk=request.POST.get("posting") or 0)
            postings.end_posting(posting, parse_date(request.POST.get("last", "")), **who)
        else:
            _simple(request, user, what, who)
    except Refused as refused:
        return _shown(request, user, refused=refused)
    request.session[DONE] = what
    return redirect("person", pk=pk)


def _simple(request: Request, user: User, what: str, who: dict[str, Any]) -> None:
    match what:
        case "name":
            people.rename(user, request.POST.get("name", ""), **who)
        case "second":
            people.reset_second_factor(user, **who)
        case "disable":
            people.disable(user, request.POST.get("why", ""), **who)
        case "enable":
            people.enable(user, **who)
        case "unlock":
            people.unlock(user, **who)
        case _:
            raise Http404


def _shown(
    request: Request, user: User, *, form: PlaceForm | None = None, refused: Refused | None = None
) -> HttpResponse:
    held = _seats(user)
    here = [row["posting"].region_id for row in held if not row["over"]]
    names = people.locked([user.username])
    context = {
        "person": user, "state": STATES[_state(user, names)], "seats": held, "lacking": postings.out_of_reach(request.actor, user, here),
        "locked": user.username in names, "form": form or PlaceForm(request.actor), "refused": refused,
        "done": DONES.get(request.session.pop(DONE, "")), "has_second": user.has_second,  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(
        request, "people/person.html", context, status=400 if refused or (form and form.errors) else 200
    )


def _password(request: Request, user: User, password: str) -> HttpResponse:
    return render(request, "people/password.html", {"person": user, "password": password})


def _found(actor: Actor, asked: dict[str, str]) -> QuerySet[User]:
    rows = _with_all(postings.visible(actor)).order_by("-is_active", "name", "pk")
    if asked.get("text"):
        text = asked["text"]
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(postings__region__name__icontains=text)).distinct()  # fmt: skip
    if asked.get("seat"):
        held = Posting.objects.filter(postings.live(), seat=asked["seat"], region__gte=actor.span.low)
        rows = rows.filter(pk__in=held.filter(region__lte=actor.span.high).values("user"))
    return rows


def _with_all(rows: QuerySet[User]) -> QuerySet[User]:
    held = Posting.objects.select_related("region", "organisation").order_by("-until", "pk")
    factor = Authenticator.objects.filter(user=OuterRef("pk"), confirmed=True)
    return rows.annotate(has_second=Exists(factor)).prefetch_related(Prefetch("postings", held))


def _seats(user: User) -> list[dict[str, Any]]:
    today = timezone.localdate()
    rows = [
        {"posting": one, "name": seats()[one.seat].name, "over": one.until is not None and one.until < today}
        for one in user.postings.all()
    ]
    return sorted(rows, key=lambda row: row["over"])


def _state(user: User, locked: set[str]) -> str:
    if not user.is_active:
        return "closed"
    if user.username in locked:
        return "locked"
    if user.must_change_password:
        return "first"
    return "open" if user.has_second else "bare"  # type: ignore[attr-defined]


DONES = {
    "seat": Text("已加岗位。", "The seat is added."), "end": Text("岗位已结束。", "The seat has ended."),
    "name": Text("姓名已改。", "The name is changed."),
    "second": Text("第二因子已清除，下次登录时重新设置。", "The second factor is gone; the next login sets up another."),
    "disable": Text("账户已停用，登录已全部退出。", "The account is closed and logged out everywhere."),
    "enable": Text("账户已恢复。", "The account is open again."), "unlock": Text("已解锁。", "Unlocked."),
}  # fmt: skip
