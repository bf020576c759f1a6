"""The second factor: asking for a code, setting up an authenticator."""

from __future__ import annotations

import base64
import time

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.models import Device

from tonghu.access import entering, second
from tonghu.access.devices import Authenticator
from tonghu.access.models import User
from tonghu.base.texts import Text
from tonghu.web.login.views import NEXT
from tonghu.web.site.actors import POSTING, actor_of, postings_of
from tonghu.web.site.pages import public
from tonghu.web.site.sessions import BEGAN, SEEN

TRIES, MOST_TRIES = "tries", 5
WRONG = Text(
    "验证码不对，或已用过。请看手机上现在显示的 6 位数字。",
    "The code is not right, or was used already. Enter the six digits that your phone shows now.",
)


@public
@sensitive_post_parameters("code")
def ask(request: HttpRequest) -> HttpResponse:
    """A code from the phone or from paper. After five wrong ones the password is asked for again."""
    user = request.user
    if not user.is_authenticated:
        return redirect("login")
    if user.is_verified():
        return redirect("home")
    if not second.has_second(user):
        return redirect("enrol")
    if request.method != "POST":
        return render(request, "login/second.html", {"wait": second.wait_for(user)})
    device = second.matching(user, request.POST.get("code", ""))
    if device is None:
        return _wrong(request, user)
    _come_in(request, user, device)
    return redirect(_after(request, user))


def _wrong(request: HttpRequest, user: User) -> HttpResponse:
    entering.turn_away(user, "code", actor=entering.doorkeeper(user), purpose=entering.PURPOSE)
    if too_often(request):
        auth.logout(request)
        return redirect("login")
    context = {"error": WRONG, "wait": second.wait_for(user)}
    return render(request, "login/second.html", context, status=400)


def too_often(request: HttpRequest) -> bool:
    """Counts a wrong answer in this session; True when it was one too many."""
    request.session[TRIES] = request.session.get(TRIES, 0) + 1
    return bool(request.session[TRIES] >= MOST_TRIES)


@public
@sensitive_post_parameters("code")
def enrol(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator: at the first login, or a new phone for someone who is in already."""
    user = request.user
    if not user.is_authenticated:
        return redirect("login")
    if not user.is_verified() and second.has_second(user):
        return redirect("second")
    device = second.offered(user)
    if request.method != "POST":
        return _offer(request, device)
    codes = second.confirm(
        user, device, request.POST.get("code", ""), actor=entering.doorkeeper(user), purpose=entering.PURPOSE
    )
    if not codes:
        return _offer(request, device, WRONG)
    _come_in(request, user, device)
    return render(request, "login/codes.html", {"codes": codes, "after": _after(request, user)})


def _offer(request: HttpRequest, device: Authenticator, error: Text | None = None) -> HttpResponse:
    secret = base64.b32encode(device.bin_key).decode()
    context = {
        "groups": [secret[at : at + 4] for at in range(0, len(secret), 4)], "secret": secret,
        "address": device.config_url, "error": error, "wait": second.wait_for(device.user),
    }  # fmt: skip
    return render(request, "login/enrol.html", context, status=400 if error else 200)


def _come_in(request: HttpRequest, user: User, device: Device) -> None:
    held = postings_of(user)
    actor = actor_of(held[0], user) if held else entering.doorkeeper(user)
    entering.come_in(request, device, actor=actor, purpose=actor.seat.purposes[0])
    request.session.pop(TRIES, None)
    request.session[BEGAN] = request.session[SEEN] = time.time()


def _after(request: HttpRequest, user: User) -> str:
    """Someone with several seats chooses one first."""
    if user.must_change_password:
        return "/password"
    if len(postings_of(user)) > 1 and POSTING not in request.session:
        return "/seat"
    return str(request.session.pop(NEXT, "/"))
