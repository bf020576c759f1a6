"""A new child by form: who, where, parents; whoever looks the same is shown beside before anything is written."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from tonghu.access.models import Region
from tonghu.access.regions import township_of
from tonghu.base.errors import Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import SUPPLIERS
from tonghu.register.admitting import Alike, admit, alike
from tonghu.register.facts.recording import Said
from tonghu.register.masks import masked_id
from tonghu.register.people import NewChild, Who
from tonghu.register.standing.determine import later
from tonghu.web.account.wording import day_told
from tonghu.web.file.people import phone_of, read_id
from tonghu.web.file.telling import tell
from tonghu.web.site.pages import Request, page

SEXES = [("", Text("未知", "not known")), ("男", Text("男", "boy")), ("女", Text("女", "girl"))]
NO_MATCH = Text("出生日期和身份证号不一致", "the day of birth and the ID number differ")
NO_BIRTH = Text("没有填出生日期，身份证号也没有", "neither a day of birth nor an ID number is given")
AHEAD = Text("出生日期在今天之后", "the day of birth lies ahead")


class NewForm(forms.Form):
    """Who, where, parents."""

    name = forms.CharField(label=Text("孩子的姓名", "The child's name"), max_length=100)
    sex = forms.ChoiceField(label=Text("性别", "Sex"), choices=SEXES, required=False)
    birth_date = forms.DateField(
        label=Text("出生日期", "Born"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )  # fmt: skip
    id_number = forms.CharField(label=Text("身份证号", "ID number"), required=False, max_length=30,
                                help_text=Text("没有的可不填。", "Leave it out where there is none."))  # fmt: skip
    scope = forms.ChoiceField(label=Text("哪个村（社区）负责", "Which village answers for the child"))
    father = forms.CharField(label=Text("父亲姓名", "The father's name"), required=False, max_length=100)
    father_id = forms.CharField(
        label=Text("父亲身份证号", "The father's ID number"), required=False, max_length=30
    )
    mother = forms.CharField(label=Text("母亲姓名", "The mother's name"), required=False, max_length=100)
    mother_id = forms.CharField(
        label=Text("母亲身份证号", "The mother's ID number"), required=False, max_length=30
    )
    carer = forms.CharField(
        label=Text("照护人姓名", "Who looks after the child"), required=False, max_length=100
    )
    carer_phone = forms.CharField(
        label=Text("照护人电话", "Phone of the carer"), required=False, max_length=30
    )
    source = forms.ChoiceField(
        label=Text("从哪里知道的", "Learnt from"),
        choices=[(s, SUPPLIERS[s]) for s in ("visit", "evidence", "民政", "公安", "教育")],
    )

    def clean_carer_phone(self) -> str:
        """Digits."""
        return phone_of(self.cleaned_data["carer_phone"])

    def _number(self, field: str) -> str:
        found = read_id(self.cleaned_data[field])
        return found.text if found else ""

    def clean_father_id(self) -> str:
        """A number that holds."""
        return self._number("father_id")

    def clean_mother_id(self) -> str:
        """A number that holds."""
        return self._number("mother_id")

    def clean(self) -> dict[str, Any]:
        """Number, sex and day of birth fit; the number supplies what is left out."""
        given: dict[str, Any] = super().clean() or {}
        try:
            number = read_id(given.get("id_number") or "")
        except forms.ValidationError as error:
            self.add_error("id_number", error)
            return given
        if number is not None:
            given["id_number"] = number.text
            if given.get("birth_date") not in (None, number.birth):
                self.add_error("birth_date", NO_MATCH)  # type: ignore[arg-type]
            given["birth_date"] = given.get("birth_date") or number.birth
            given["sex"] = given.get("sex") or number.sex
        elif not given.get("birth_date") and "birth_date" not in self.errors:
            self.add_error("birth_date", NO_BIRTH)  # type: ignore[arg-type]
        if given.get("birth_date") and given["birth_date"] > timezone.localdate():
            self.add_error("birth_date", AHEAD)  # type: ignore[arg-type]
        return given

    def who(self) -> Who:
        """The child."""
        given = self.cleaned_data
        return Who(given["name"].strip(), given["sex"], given["birth_date"], given["id_number"])

    def relatives(self) -> dict[str, Who]:
        """Whoever is named."""
        given = self.cleaned_data
        people = {
            "father": Who(given["father"].strip(), "男", id_number=given["father_id"]),
            "mother": Who(given["mother"].strip(), "女", id_number=given["mother_id"]),
            "carer": Who(given["carer"].strip(), phone=given["carer_phone"]),
        }
        return {kind: who for kind, who in people.items() if who.name}


@page("record")
def new(request: Request) -> HttpResponse:
    """The form; then those who look the same; then the file."""
    places = _places(request)
    form = NewForm(request.POST or None, initial={"scope": next(iter(places), "")})
    form.fields["scope"].choices = [(str(code), name) for code, name in places.items()]  # type: ignore[attr-defined]
    if request.method != "POST" or not form.is_valid():
        return _shown(request, form)
    found = alike(form.who(), request.actor, request.purpose)
    if (found.here or found.elsewhere) and request.POST.get("sure") != "yes":
        return _beside(request, form, found)
    code = int(form.cleaned_data["scope"])
    villages = places[code].split(" · ")
    made = NewChild(
        form.who(), code, villages[0] if len(villages) > 1 else "", villages[-1], form.relatives(),
        [Said("child", "birth_date", form.cleaned_data["birth_date"].isoformat())],
    )  # fmt: skip
    try:
        child = admit(
            made,
            actor=request.actor,
            purpose=request.purpose,
            source=form.cleaned_data["source"],
            lang=request.lang,
        )
    except Faults as faults:
        tell(form, faults)
        return _shown(request, form)
    later([child.pk])
    return redirect("file", child.ref)


def _shown(request: Request, form: NewForm) -> HttpResponse:
    return render(request, "file/new.html", {"form": form}, status=400 if form.errors else 200)


def _places(request: Request) -> dict[int, str]:
    """The divisions that a file may stand under, those of a village by the names of township and village."""
    span = request.actor.span
    rows = list(Region.objects.filter(code__gte=span.low, code__lte=span.high))
    names = {row.code: row.name for row in rows}
    villages = [row for row in rows if row.level == "village"] or rows
    told = {}
    for row in villages:
        above = names.get(township_of(row.code), "") if row.level == "village" else ""
        told[row.code] = f"{above} · {row.name}" if above else row.name
    return told


def _beside(request: Request, form: NewForm, found: Alike) -> HttpResponse:
    """The new one beside each that looks the same."""
    who, lang = form.who(), request.lang
    pairs = [(child, _rows(who, child.person, lang)) for child in found.here]
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken"
    ]
    context = {
        "pairs": pairs, "elsewhere": found.elsewhere, "carried": carried,
        "left": Text("要新建的", "The new one"), "right": Text("已有的", "On file"),
        "caption": Text("并排看", "Side by side"),
    }  # fmt: skip
    return render(request, "file/beside.html", context, status=409)


def _rows(who: Who, person: Any, lang: Lang) -> list[dict[str, Any]]:
    pairs = (
        (Text("姓名", "Name"), who.name, person.name),
        (Text("性别", "Sex"), who.sex, person.sex),
        (Text("出生日期", "Born"), _day(who.birth_date, lang), _day(person.birth_date, lang)),
        (Text("身份证号", "ID number"), masked_id(who.id_number), person.id_shown),
    )
    return [{"label": label, "left": a or "—", "right": b or "—", "differs": a != b} for label, a, b in pairs]


def _day(value: Any, lang: Lang) -> str:
    return day_told(value, lang) if value else ""
