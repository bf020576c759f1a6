"""Small things that the frame asks for: how long the session lasts, to stay, the size of letters."""

from __future__ import annotations

import time

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from tonghu.web.site.pages import public
from tonghu.web.site.sessions import BEGAN, SEEN
from tonghu.web.site.sessions import left as seconds_left

LARGE = "large"
MOST = 3
YEAR = 365 * 24 * 3600


def size_of(request: HttpRequest) -> int:
    """0: letters of 16 px; 1 to 3: 18, 24 and 30 px."""
    chosen = request.COOKIES.get(LARGE, "0")
    return int(chosen) if chosen in {"1", "2", "3"} else 0


@public
@require_GET
def left(request: HttpRequest) -> JsonResponse:
    """Seconds until the session ends; asking does not lengthen it."""
    now = time.time()
    began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
    return JsonResponse({"left": int(seconds_left(now, began, seen)) if request.user.is_authenticated else 0})


@public
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Activity from now on: the session counts anew (never beyond its absolute end)."""
    if request.user.is_authenticated:
        request.session[SEEN] = time.time()
    return HttpResponse(status=204) if _by_script(request) else redirect("home")


@public
@require_POST
def large(request: HttpRequest) -> HttpResponse:
    """Larger letters from now on, on this machine."""
    response = HttpResponse(status=204) if _by_script(request) else redirect(_back(request))
    chosen = request.POST.get("large", "0")
    response.set_cookie(
        LARGE, chosen if chosen in {"0", "1", "2", "3"} else "0", YEAR, httponly=True, samesite="Lax"
    )
    return response


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("next", "/")
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else "/"
