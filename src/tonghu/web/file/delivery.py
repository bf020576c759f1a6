"""Recording how far a benefit or service has come: applied, receiving, refused with reason, ended."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tonghu.base.errors import Faults
from tonghu.base.texts import Text
from tonghu.law.engine.law import rulebook
from tonghu.law.language.words import plain
from tonghu.register.deliveries import binding, mark
from tonghu.register.models import Delivery
from tonghu.register.standing.compartments import may_see
from tonghu.web.file.answers import DRAFT
from tonghu.web.file.board import Delivered, next_states
from tonghu.web.file.opening import opened
from tonghu.web.file.telling import tell
from tonghu.web.file.tokens import rule_of_token
from tonghu.web.site.pages import Request, page


class DeliveryForm(forms.Form):
    """State, day, reason, clause."""

    state = forms.ChoiceField(label=Text("现在到了哪一步", "How it stands now"), widget=forms.RadioSelect)
    since = forms.DateField(
        label=Text("从哪天起", "Since"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )  # fmt: skip
    reason = forms.CharField(
        label=Text("理由", "Reason"), required=False, max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text=Text("未批准的必须写明，家庭据此可以申请复核。", "Needed for a refusal: the family may ask for a review of it."),
    )  # fmt: skip
    clause = forms.CharField(
        label=Text("依据的条款编号", "Clause"), required=False, max_length=40,
        help_text=Text("可不填，如 gb18-art01-3。", "Optional, such as gb18-art01-3."),
    )  # fmt: skip


@page("deliver")
def delivery(request: Request, ref: str, token: str) -> HttpResponse:
    """The form for one benefit or service."""
    rule = rule_of_token(token)
    made = opened(request, ref, "delivery", facts=False)
    if not may_see(rule, made.boxes):
        raise Http404
    actor, purpose, child = request.actor, request.purpose, made.child
    current = (
        Delivery.objects.for_user(actor, purpose).filter(child=child, rule=rule, retired_at=None).first()
    )
    warning = None if binding(child.scope, timezone.localdate()) else DRAFT
    state = Delivered(current.state, current.since, current.reason) if current else None
    form = DeliveryForm(request.POST or None, initial={"since": timezone.localdate()})
    form.fields["state"].choices = list(next_states(state, warning))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            mark(child, rule, **form.cleaned_data, actor=actor, purpose=purpose, lang=request.lang)
            return redirect("file", ref)
        except Faults as error:
            tell(form, error)
    context = {
        "child": child, "form": form, "name": plain(rulebook().rules[rule].label(request.lang)), "state": state,
        "warning": warning, "here": Text("办理情况", "How it stands"),
    }  # fmt: skip
    return render(request, "file/delivery.html", context, status=400 if form.errors else 200)
