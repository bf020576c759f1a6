"""Tokens for partners' programs."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tonghu.access import tokens
from tonghu.access.models import ApiToken
from tonghu.access.refusal import Refused
from tonghu.access.seats import PURPOSES, seats
from tonghu.web.people.forms import TokenForm, put
from tonghu.web.site.pages import Request, found_or_404, page


@page("people")
def listing(request: Request) -> HttpResponse:
    """Tokens of the own region, and a new one."""
    form = TokenForm(request.actor, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made, text = tokens.issue(
                told["partner"], told["seat"], int(told["region"]), told["for_purpose"], told["fields_"], told["days"],
                actor=request.actor, purpose=request.purpose,
            )  # fmt: skip
            return render(request, "people/token.html", {"token": made, "text": text})
        except Refused as refused:
            put(form, refused)
    now = timezone.now()
    rows = [
        {
            "token": one,
            "seat": seats()[one.seat].name,
            "purpose": PURPOSES[one.purpose],
            "holds": one.revoked_at is None and one.expires_at > now,
        }
        for one in _within(request).select_related("region")[:200]
    ]
    return render(
        request, "people/tokens.html", {"rows": rows, "form": form}, status=400 if form.errors else 200
    )


@page("people")
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """End one."""
    tokens.revoke(found_or_404(_within(request), pk=pk), actor=request.actor, purpose=request.purpose)
    return redirect("tokens")


def _within(request: Request):  # type: ignore[no-untyped-def]
    span = request.actor.span
    return ApiToken.objects.filter(region__gte=span.low, region__lte=span.high).order_by("-pk")
