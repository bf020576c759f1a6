"""Coming in and going out: name and password, logging out, the language."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tonghu.access import entering
from tonghu.access.models import User
from tonghu.base.texts import Text
from tonghu.web.site.language import COOKIE, DJANGO
from tonghu.web.site.pages import public

YEAR = 365 * 24 * 3600
NEXT = "next"
LONGEST_NAME, LONGEST_PASSWORD = 60, 200
WRONG = Text("登录名或密码不对。", "The name or the password is not right.")
EMPTY = Text("请填写登录名和密码。", "Enter your name and your password.")
TOO_LATE = Text(
    "一次性密码已过期，请安全管理员重新发一个。",
    "The one-time password has run out; ask the security administrator for another.",
)


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """Where to go afterwards: an address of this site, never another's."""
    asked = request.POST.get(NEXT) or request.GET.get(NEXT) or default
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else default


@public
@sensitive_post_parameters("password")
def login(request: HttpRequest) -> HttpResponse:
    """Name and password; the answer to a wrong name is the answer to a wrong password."""
    if request.user.is_authenticated and request.method != "POST":
        return redirect(safe_next(request))
    if request.method != "POST":
        return _form(request)
    name = request.POST.get("username", "").replace("\0", "").strip().casefold()[:LONGEST_NAME]
    password = request.POST.get("password", "")
    if not name or not password:
        return _form(request, EMPTY, name)
    user = auth.authenticate(request, username=name, password=password[:LONGEST_PASSWORD])
    if user is None:
        _count(request, name)
        return _form(request, WRONG, name)
    if user.must_change_password and user.one_time_until and user.one_time_until < timezone.now():
        _turn_away(user, "expired")
        return _form(request, TOO_LATE, name)
    entering.begin(request, user, actor=entering.doorkeeper(user), purpose=entering.PURPOSE)
    request.session[NEXT] = safe_next(request)
    return redirect("second")


def _form(request: HttpRequest, error: Text | None = None, name: str = "") -> HttpResponse:
    context = {"error": error, "name": name, "next": safe_next(request, "")}
    return render(request, "login/login.html", context, status=400 if error else 200)


def _count(request: HttpRequest, name: str) -> None:
    """A wrong try is recorded, and that it locked the name; what comes while it is locked would only fill the log."""
    tries = getattr(request, "axes_failures_since_start", None) or 0
    if tries <= settings.AXES_FAILURE_LIMIT:
        why = "locked" if tries == settings.AXES_FAILURE_LIMIT else "password"
        _turn_away(User.objects.filter(username__iexact=name).first(), why)


def _turn_away(user: User | None, why: str) -> None:
    entering.turn_away(user, why, actor=entering.doorkeeper(user), purpose=entering.PURPOSE)


@public
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """Ends the session."""
    if request.user.is_authenticated:
        entering.leave(request.user, actor=entering.doorkeeper(request.user), purpose=entering.PURPOSE)
    auth.logout(request)
    return redirect("login")


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Chinese or English from now on."""
    response = redirect(safe_next(request))
    chosen = request.POST.get("language", "zh")
    response.set_cookie(COOKIE, chosen if chosen in DJANGO else "zh", YEAR, httponly=True, samesite="Lax")
    return response
