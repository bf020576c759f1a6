"""The form by which a list of children is asked for, and the words that say what is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from tonghu.access.actors import Actor
from tonghu.access.models import Region
from tonghu.base.texts import Text
from tonghu.law.language.words import STATUS
from tonghu.register.reads.children import CHOSEN
from tonghu.register.reads.query import AGES, DELIVERY, ONLY, STATUSES, Query
from tonghu.register.reads.results import KINDS, Result, choices, name_of
from tonghu.web.workbench.columns import COLUMNS

ANY = ("", Text("不限", "any"))
MOST_REGIONS = 1_000
EXPORT_WHY = (
    Text("上报汇总", "report to a higher level"), Text("安排走访", "plan visits"),
    Text("核对落实", "check what has been delivered"), Text("会议研究", "a meeting"), Text("其他", "another reason"),
)  # fmt: skip


def regions_of(actor: Actor) -> list[Region]:
    """The divisions below a seat's own."""
    low, high = actor.span.low, actor.span.high
    return list(Region.objects.filter(code__gte=low, code__lte=high)[:MOST_REGIONS])


def age_told(band: str) -> Text:
    """0–2 岁."""
    first, last = band.split("-")
    span = f"{first}–{last}"
    return Text(f"{span} 岁", f"{span} years") if last else Text(f"{first} 岁及以上", f"{first} and over")


class Asking(forms.Form):
    """Search box, filters, columns."""

    find = forms.CharField(
        label=Text("查找", "Find"), required=False, max_length=60, strip=True,  # type: ignore[arg-type]
        help_text=Text("姓名、拼音首字母、证件号或后四位、村名", "name, pinyin initials, ID number or its last four, village"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search", "data-no-draft": ""}),
    )  # fmt: skip
    region = forms.ChoiceField(label=Text("乡镇、村", "Place"), required=False)  # type: ignore[arg-type]
    category = forms.ChoiceField(label=Text("类别", "Category"), required=False)  # type: ignore[arg-type]
    rule = forms.ChoiceField(label=Text("待遇或服务", "Benefit or service"), required=False)  # type: ignore[arg-type]
    status = forms.ChoiceField(label=Text("结果", "Result"), required=False)  # type: ignore[arg-type]
    delivery = forms.ChoiceField(label=Text("落实", "Delivery"), required=False)  # type: ignore[arg-type]
    age = forms.ChoiceField(label=Text("年龄", "Age"), required=False)  # type: ignore[arg-type]
    sex = forms.ChoiceField(label=Text("性别", "Sex"), required=False)  # type: ignore[arg-type]
    only = forms.ChoiceField(label=Text("只看", "Only"), required=False)  # type: ignore[arg-type]
    columns = forms.MultipleChoiceField(
        label=Text("显示的列", "Columns"), required=False, widget=forms.CheckboxSelectMultiple  # type: ignore[arg-type]
    )  # fmt: skip

    def __init__(self, query: Query, actor: Actor, regions: Iterable[Region]) -> None:
        first: dict[str, Any] = {
            **query.kept(),
            "find": query.find.shown if query.find else "",
            "region": str(query.region or ""),
        }
        super().__init__(initial=first, auto_id="ask-%s")
        told = {
            "region": [(str(r.code), _indented(r)) for r in regions],
            "category": _named(choices(actor, "category")),
            "rule": [(KINDS[kind], _named(choices(actor, kind))) for kind in CHOSEN if kind != "category"],
            "status": [(name, STATUS[name]) for name in STATUSES],
            "delivery": list(DELIVERY.items()),
            "age": [(band, age_told(band)) for band in AGES],
            "sex": [("男", Text("男", "boy")), ("女", Text("女", "girl"))],
            "only": list(ONLY.items()),
        }
        for name, options in told.items():
            self.fields[name].choices = [ANY, *list(options)]  # type: ignore[attr-defined, misc, call-overload]
        self.fields["columns"].choices = [(c.id, c.head) for c in COLUMNS.values() if c.id != "name"]  # type: ignore[attr-defined]


class Leaving(forms.Form):
    """Why a list leaves the screen."""

    why = forms.ChoiceField(
        label=Text("用于什么", "What for"), choices=[("", Text("请选择", "please choose")), *((t.zh, t) for t in EXPORT_WHY)],  # type: ignore[arg-type]
    )  # fmt: skip
    note = forms.RegexField(
        r"\A\D*(\d{1,5}\D+)*\d{0,5}\Z", label=Text("说明", "Remarks"), required=False, max_length=100,  # type: ignore[arg-type]
        help_text=Text("会记入日志，请不要写姓名和号码。", "It goes into the log: write no names and no numbers."),
        error_messages={"invalid": Text("请不要写证件号、电话等号码", "please write no ID or phone numbers")},  # type: ignore[dict-item]
    )  # fmt: skip


def active(query: Query, regions: Iterable[Region]) -> list[Text]:
    """What a list is narrowed by, in words."""
    told: list[Text] = []
    if query.find:
        told.append(Text(f"“{query.find.shown}”", f"“{query.find.shown}”"))
    if query.region:
        told += [Text(r.name, r.name) for r in regions if r.code == query.region]
    told += [name_of(rule) for rule in (query.category, query.rule) if rule]
    if query.status and query.rule:
        told.append(STATUS[query.status])
    if query.age:
        told.append(age_told(query.age))
    if query.sex:
        told.append(Text(query.sex, {"男": "boys", "女": "girls"}[query.sex]))
    if query.only:
        told.append(ONLY[query.only])
    if query.rule and query.delivery:
        told.append(DELIVERY[query.delivery])
    return told


def _indented(region: Region) -> str:
    return ("　" if region.level == "village" else "") + region.name


def _named(found: Iterable[Result]) -> list[tuple[str, Text]]:
    return [(result.id, result.name) for result in found]
