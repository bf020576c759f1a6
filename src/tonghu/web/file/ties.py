"""Relatives, guardianship and residence: what holds now, and simple forms to add, correct and end."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from tonghu.base.errors import Faults
from tonghu.base.texts import Text
from tonghu.law.language.words import SUPPLIERS
from tonghu.register.models import Guardianship, Relationship, Residence
from tonghu.register.people import Who
from tonghu.register.reading import relatives, tied
from tonghu.register.standing.determine import later
from tonghu.register.ties import Kin, add_relative, correct_relative, end_tie, guard, move
from tonghu.web.design.family import WORDS
from tonghu.web.file.opening import opened
from tonghu.web.file.people import id_of, phone_of
from tonghu.web.file.telling import tell
from tonghu.web.file.who import GUARDED
from tonghu.web.site.pages import Request, found_or_404, page

HERE = Text("亲属、监护、居住地", "Relatives, guardianship, residence")
KINDS = [("", Text("请选", "choose")), *WORDS.items()]
MAYBE = [("", Text("不清楚", "not known")), ("yes", Text("是", "yes")), ("no", Text("否", "no"))]
TRUTH = {"": None, "yes": True, "no": False}
PLACES = {"hukou": Text("户籍地", "registered (hukou)"), "living": Text("居住地", "living")}


def _day(label: Text, required: bool = False) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )


class KinForm(forms.Form):
    """What a tie says of a relative."""

    kind = forms.ChoiceField(label=Text("关系", "Relation"), choices=KINDS, required=False)
    lives_with = forms.ChoiceField(
        label=Text("和孩子同住", "Lives with the child"), choices=MAYBE, required=False
    )
    has_custody = forms.ChoiceField(label=Text("有监护权", "Has custody"), choices=MAYBE, required=False)
    since = _day(Text("从哪天起", "Since"))

    def kin(self) -> Kin:
        """As a write takes it."""
        given = self.cleaned_data
        return Kin(given["kind"], TRUTH[given["lives_with"]], TRUTH[given["has_custody"]], given["since"])


class RelativeForm(KinForm):
    """A new relative."""

    name = forms.CharField(label=Text("姓名", "Name"), max_length=100, required=False)
    id_number = forms.CharField(label=Text("身份证号", "ID number"), max_length=30, required=False,
                                help_text=Text("可不填。填了，兄弟姐妹的档案会连到同一位父母。", "Optional: by it, siblings share the same parent."))  # fmt: skip
    phone = forms.CharField(label=Text("电话", "Phone"), max_length=30, required=False)
    field_order = ("kind", "name", "id_number", "phone", "lives_with", "has_custody", "since")

    def clean_id_number(self) -> str:
        """A number that passes its checks, or none."""
        return id_of(self.cleaned_data["id_number"])

    def clean_phone(self) -> str:
        """Digits."""
        return phone_of(self.cleaned_data["phone"])

    def who(self) -> Who:
        """As a write takes it."""
        given = self.cleaned_data
        return Who(given["name"].strip(), id_number=given["id_number"], phone=given["phone"])


class GuardForm(forms.Form):
    """How the child is guarded from a day on."""

    kind = forms.ChoiceField(label=Text("监护方式", "Guardianship"))
    guardian = forms.ChoiceField(label=Text("监护人", "Guardian"), required=False)
    since = _day(Text("从哪天起", "Since"), required=True)


class PlaceForm(forms.Form):
    """Where the child is registered or lives from a day on."""

    kind = forms.ChoiceField(label=Text("哪一种", "Which"), choices=list(PLACES.items()))
    code = forms.CharField(label=Text("行政区划代码", "Division code"), max_length=12, required=False,
                           help_text=Text("6、9 或 12 位数字。", "6, 9 or 12 digits."), widget=forms.TextInput({"inputmode": "numeric"}))  # fmt: skip
    since = _day(Text("从哪天起", "Since"))
    source = forms.ChoiceField(
        label=Text("从哪里知道的", "Learnt from"),
        choices=[(s, SUPPLIERS[s]) for s in ("公安", "evidence", "visit")],
    )


@page("record")
def ties(request: Request, ref: str) -> HttpResponse:
    """What holds now; each form is sent by its own button (`act`)."""
    made = opened(request, ref, "ties", facts=False)
    actor, purpose, child, today = request.actor, request.purpose, made.child, timezone.localdate()
    kin = relatives(child, actor, purpose, today)
    act = request.POST.get("act", "")
    bound = {name: request.POST if act == name else None for name in ("relative", "guard", "place")}
    shown: dict[str, Any] = {
        "relative": RelativeForm(bound["relative"], prefix="r"),
        "guard": GuardForm(bound["guard"], prefix="g", initial={"since": today}),
        "place": PlaceForm(bound["place"], prefix="p"),
    }
    kinds = [(k, GUARDED[k]) for k in ("family", "delegated")]
    kinds += [(k, v) for k, v in GUARDED.items() if k not in ("family", "delegated") and "harm" in made.boxes]
    shown["guard"].fields["kind"].choices = kinds
    shown["guard"].fields["guardian"].choices = [
        ("", Text("没有", "none")),
        *((str(t.relative_id), t.relative.name) for t in kin),
    ]
    if act in shown and shown[act].is_valid():
        try:
            later(_do(act, request, child, shown[act], kin))
            return redirect("ties", ref)
        except Faults as faults:
            tell(shown[act], faults)
    guards = tied(Guardianship.objects.for_user(actor, purpose).filter(child=child), today).select_related(
        "guardian"
    )
    places = tied(Residence.objects.for_user(actor, purpose).filter(child=child), today)
    context = {
        "child": child, "kin": [(tie, WORDS[tie.kind]) for tie in kin], "here": HERE, "forms": shown, "act": act,
        "guards": [(row, GUARDED[row.kind]) for row in guards],
        "places": [(row, PLACES.get(row.kind, Text(row.kind, row.kind))) for row in places],
    }  # fmt: skip
    return render(request, "file/ties.html", context, status=400 if act and shown[act].errors else 200)


def _do(act: str, request: Request, child: Any, form: Any, kin: list[Relationship]) -> set[int]:
    """The write behind a button; which files are to be determined again."""
    how: dict[str, Any] = {"actor": request.actor, "purpose": request.purpose, "lang": request.lang}
    given = form.cleaned_data
    if act == "relative":
        add_relative(child, form.who(), form.kin(), **how)
        return {child.pk}
    if act == "guard":
        chosen = next((tie.relative for tie in kin if str(tie.relative_id) == given["guardian"]), None)
        guard(child, given["kind"], chosen, given["since"], **how)
        return set()
    return {
        fact.child_id
        for fact in move(
            child, given["kind"], given["code"].strip(), given["since"], source=given["source"], **how
        )
    }


@page("record")
def relative(request: Request, ref: str, key: int) -> HttpResponse:
    """Correct one relative, or end the tie on a day."""
    made = opened(request, ref, "relative", facts=False)
    rows = Relationship.objects.for_user(request.actor, request.purpose).select_related("relative", "child")
    tie = found_or_404(rows, child=made.child, pk=key, retired_at=None)
    word = {value: name for name, value in TRUTH.items()}
    form = KinForm(request.POST or None, initial={
        "kind": tie.kind, "lives_with": word[tie.lives_with], "has_custody": word[tie.has_custody], "since": tie.since,
    })  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            correct_relative(tie, form.kin(), actor=request.actor, purpose=request.purpose, lang=request.lang)
            return redirect("ties", ref)
        except Faults as faults:
            tell(form, faults)
    context = {"child": made.child, "form": form, "tie": tie, "here": HERE, "today": timezone.localdate()}
    return render(request, "file/relative.html", context, status=400 if form.errors else 200)


@page("record")
@require_POST
def end(request: Request, ref: str, key: int) -> HttpResponse:
    """End a relative's tie on a day."""
    made = opened(request, ref, "relative", facts=False)
    rows = Relationship.objects.for_user(request.actor, request.purpose).select_related("child")
    tie = found_or_404(rows, child=made.child, pk=key, retired_at=None)
    day = _day(Text("哪天结束", "Ended on"), required=True).clean(request.POST.get("until", ""))
    end_tie(tie, day, actor=request.actor, purpose=request.purpose, lang=request.lang)
    return redirect("ties", ref)
