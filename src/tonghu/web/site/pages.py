"""What makes a function a page: who may open it, for which purpose, under the database's own guard."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from tonghu.access.actors import Actor, NotAllowed
from tonghu.access.rls import scoped
from tonghu.base.texts import Lang

PURPOSE = "purpose"
View = Callable[..., HttpResponseBase]


class Request(HttpRequest):
    """A request as views see it: `actor`, `purpose` and `lang` are always there behind `page`."""

    actor: Actor
    purpose: str
    lang: Lang
    htmx: Any


@dataclass(frozen=True, slots=True)
class Page:
    """Who may open an address: nobody asked (`public`), anyone logged in (""), or a seat with the power."""

    power: str
    public: bool = False


def public(view: View) -> View:
    """A page that anyone may open without login; it must hold nothing personal."""
    view.page = Page("", public=True)  # type: ignore[attr-defined]
    return view


def page(power: str) -> Callable[[View], View]:
    """A page for seats with a power (seats.toml). Others get 403; nobody learns from it whether a row exists."""

    def made(view: View) -> View:
        @functools.wraps(view)
        def shown(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            stop = _stopped(request)
            if stop is not None:
                return stop
            request.purpose = _purpose(request)
            if power and not request.actor.may(power):
                raise NotAllowed(power)
            if connection.vendor != "postgresql":
                return view(request, *args, **kwargs)
            with transaction.atomic(), scoped(request.actor):
                response = view(request, *args, **kwargs)
                render_now = getattr(response, "render", None)
                return cast(HttpResponseBase, render_now()) if render_now else response

        shown.page = Page(power)  # type: ignore[attr-defined]
        return shown

    return made


def _stopped(request: Request) -> HttpResponse | None:
    """Where someone is sent who may not go on yet: login, second factor, a password of one's own, no seat."""
    user = request.user
    if not user.is_authenticated:
        return _to_login(request)
    if not user.is_verified():  # type: ignore[attr-defined]
        return redirect("second")
    if user.must_change_password and request.resolver_match.url_name != "password":  # type: ignore[union-attr]
        return redirect("password")
    if not request.actor:  # type: ignore[truthy-bool]  # lazy: stands for None without a seat
        return render(request, "noseat.html", status=403)
    return None


def _to_login(request: Request) -> HttpResponse:
    """A login page; a form that was sent meanwhile is not lost: the page says to log in in another window."""
    if request.method == "POST" or request.headers.get("HX-Request"):
        return render(request, "login/again.html", status=401)
    back = request.path if request.path != "/" else ""
    return redirect(f"/login?next={back}" if back else "/login")


def _purpose(request: Request) -> str:
    chosen = request.session.get(PURPOSE, "")
    purposes = request.actor.seat.purposes
    return chosen if chosen in purposes else purposes[0]


def found_or_404(rows: Any, **asked: Any) -> Any:
    """The one row asked for; 404 where there is none within the scope, the same as where there is none at all."""
    row = rows.filter(**asked).first()
    if row is None:
        raise Http404
    return row
