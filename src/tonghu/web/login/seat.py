"""Which seat and purpose to act in, and a password of one's own."""

from __future__ import annotations

from django.contrib import auth
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from tonghu.access import entering
from tonghu.access.models import Posting
from tonghu.access.refusal import Refused
from tonghu.access.seats import PURPOSES, seats
from tonghu.base.texts import Text
from tonghu.web.login.second import too_often
from tonghu.web.login.views import LONGEST_PASSWORD, NEXT
from tonghu.web.site.actors import POSTING, actor_of, postings_of
from tonghu.web.site.pages import PURPOSE, Request, page

NOT_CHOSEN = Text("请选择一个岗位和用途。", "Choose a seat and a purpose.")
NOT_YOURS = Text("现在的密码不对。", "The present password is not right.")
NOT_SAME = Text("两次输入的新密码不一样。", "The two new passwords differ.")


@page("")
def choose(request: Request) -> HttpResponse:
    """Which of one's seats, and for what."""
    held = postings_of(request.user)  # type: ignore[arg-type]
    if request.method != "POST":
        return _choices(request, held)
    posting_id, _, purpose = request.POST.get("choice", "").partition("|")
    posting = next((one for one in held if str(one.pk) == posting_id), None)
    if posting is None or purpose not in seats()[posting.seat].purposes:
        return _choices(request, held, NOT_CHOSEN)
    actor = actor_of(posting, request.user)  # type: ignore[arg-type]
    entering.take_seat(request, posting, purpose, actor=actor, purpose=purpose)
    request.session[POSTING], request.session[PURPOSE] = posting.pk, purpose
    return redirect(request.session.pop(NEXT, "/"))


def _choices(request: Request, held: list[Posting], error: Text | None = None) -> HttpResponse:
    now = request.session.get(POSTING, held[0].pk if held else None)
    rows = [
        {
            "seat": seats()[one.seat].name, "region": one.region, "until": one.until,
            "choices": [
                {"value": f"{one.pk}|{purpose}", "text": PURPOSES[purpose],
                 "chosen": one.pk == now and purpose == request.purpose}
                for purpose in seats()[one.seat].purposes
            ],
        }
        for one in held
    ]  # fmt: skip
    return render(request, "login/seat.html", {"rows": rows, "error": error}, status=400 if error else 200)


@page("")
@sensitive_post_parameters("now", "new", "again")
def password(request: Request) -> HttpResponse:
    """A password of one's own. Who came in with a one-time password is not asked for it again."""
    user = request.user
    if request.method != "POST":
        return render(request, "login/password.html", {"first": user.must_change_password})
    given = {name: request.POST.get(name, "")[:LONGEST_PASSWORD] for name in ("now", "new", "again")}
    first = user.must_change_password
    errors: dict[str, Text] = {}
    if not first and not user.check_password(given["now"]):
        entering.turn_away(user, "password", actor=request.actor, purpose=request.purpose)
        if too_often(request):
            auth.logout(request)
            return redirect("login")
        errors["now"] = NOT_YOURS
    if given["new"] != given["again"]:
        errors["again"] = NOT_SAME
    if not errors:
        try:
            entering.own_password(user, given["new"], actor=request.actor, purpose=request.purpose)
        except Refused as refused:
            errors[refused.field] = refused.told
    if errors:
        return render(request, "login/password.html", {"first": first, "errors": errors}, status=400)
    auth.update_session_auth_hash(request, user)
    return redirect(request.session.pop(NEXT, "/"))
