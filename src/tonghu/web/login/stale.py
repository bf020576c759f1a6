"""A form that was opened before the last login: it is shown once more instead of being lost."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tonghu.web.site.mishaps import expired_form


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form with an old token.

    Logging in again changes the token, so a form that waited in another window would fail although the right person
    sends it. Where the browser says that the form came from this site, and someone is logged in, the page asks to
    send it once more; it needs a click of that person. Anything else gets the plain refusal.
    """
    if request.method == "POST" and request.user.is_authenticated and _from_here(request):
        return render(request, "login/resend.html", status=403)
    return expired_form(request, reason)


def _from_here(request: HttpRequest) -> bool:
    told = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(told).netloc == request.get_host()
