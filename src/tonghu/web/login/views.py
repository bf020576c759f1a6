"""Pages of logging in."""

from __future__ import annotations

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from tonghu.web.site.actors import POSTING, postings_of
from tonghu.web.site.language import COOKIE, DJANGO
from tonghu.web.site.pages import PURPOSE, Request, page, public

YEAR = 365 * 24 * 3600


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Where to go afterwards: an address of this site, never another's."""
    asked = request.POST.get("next") or request.GET.get("next") or default
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else default


@public
def login(request: HttpRequest) -> HttpResponse:
    """Name and password."""
    return render(request, "login/login.html")


@public
def second(request: HttpRequest) -> HttpResponse:
    """The code of the second factor."""
    return render(request, "login/second.html")


@public
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    auth.logout(request)
    return redirect("login")


@page("")
def password(request: Request) -> HttpResponse:
    """A password of one's own."""
    return render(request, "login/password.html")


@page("")
def seat(request: Request) -> HttpResponse:
    """Which seat and purpose to act in."""
    held = postings_of(request.user)  # type: ignore[arg-type]
    if request.method == "POST":
        chosen = request.POST.get("posting", "")
        if chosen in {str(posting.pk) for posting in held}:
            request.session[POSTING] = int(chosen)
        request.session[PURPOSE] = request.POST.get("purpose", "")
        return redirect("home")
    return render(request, "login/seat.html", {"postings": held})


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English from now on."""
    response = redirect(safe_next(request))
    chosen = request.POST.get("language", "zh")
    response.set_cookie(COOKIE, chosen if chosen in DJANGO else "zh", YEAR, httponly=True, samesite="Lax")
    return response
