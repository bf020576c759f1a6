"""What is asked of an administrator, and of someone who wants to see more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tonghu.access.actors import Actor
from tonghu.access.grants import LONGEST
from tonghu.access.postings import Place
from tonghu.access.refusal import Refused
from tonghu.access.seats import COMPARTMENTS, seats
from tonghu.base.texts import Text
from tonghu.register.reveal import FIELDS as REVEALED
from tonghu.web.api.children import FIELDS
from tonghu.web.people.choices import (
    CHOOSE,
    organisation_choices,
    purpose_choices,
    region_choices,
    seat_choices,
)

DAY = {"type": "date"}


class PlaceForm(forms.Form):
    """A seat for a region."""

    seat = forms.ChoiceField(label=Text("岗位", "Seat"))
    region = forms.ChoiceField(label=Text("地区", "Region"), help_text=Text("岗位只管这个地区以内。", "The seat covers this region and what lies in it."))  # fmt: skip
    organisation = forms.ChoiceField(label=Text("所在机构（只有机构岗位要选）", "Institution (for the institution's seat only)"), required=False)  # fmt: skip
    until = forms.DateField(
        label=Text("最后一天（空着就是长期）", "Last day (empty: open)"),
        required=False,
        widget=forms.DateInput(DAY),
    )

    def __init__(self, actor: Actor, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["seat"].choices = seat_choices()
        self.fields["region"].choices = region_choices(actor)
        self.fields["organisation"].choices = organisation_choices(actor)

    def place(self) -> Place:
        """What was chosen."""
        told = self.cleaned_data
        organisation = int(told["organisation"]) if told["organisation"] else None
        return Place(told["seat"], int(told["region"]), organisation, until=told["until"])


class AccountForm(PlaceForm):
    """A new account."""

    name = forms.CharField(label=Text("姓名", "Name"), max_length=60)
    username = forms.CharField(
        label=Text("登录名", "Login name"), max_length=40,
        help_text=Text("小写字母开头，可以用姓名拼音；不要用身份证号或手机号。", "Begins with a letter, such as the name in pinyin; no ID or phone number."),
    )  # fmt: skip
    field_order = ("name", "username", "seat", "region", "organisation", "until")


class AskForm(forms.Form):
    """A request to see a compartment of one child."""

    compartment = forms.ChoiceField(label=Text("要看哪一部分", "Which part"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=Text("为什么需要看", "Why you need it"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}),
        help_text=Text("审批人靠这段话决定。不要写证件号码。", "The decision rests on this. No ID numbers, please."),
    )  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        open_to = [box for box in COMPARTMENTS if box in actor.seat.on_grant]
        self.fields["compartment"].choices = [(box, COMPARTMENTS[box]) for box in open_to]


class RevealForm(forms.Form):
    """Which number of whom, and why."""

    whom = forms.ChoiceField(label=Text("谁的", "Whose"), widget=forms.RadioSelect)
    field = forms.ChoiceField(
        label=Text("哪一项", "Which"),
        widget=forms.RadioSelect,
        choices=list(REVEALED.items()),
        initial="id_number",
    )
    reason = forms.CharField(label=Text("为什么需要看", "Why you need it"), max_length=200, help_text=Text("例如：核对低保名单、联系监护人约走访。会记入审计日志。", "For example: check against the dibao list; call the guardian to arrange a visit. It goes into the audit log."))  # fmt: skip


class TokenForm(forms.Form):
    """A token for a partner."""

    partner = forms.CharField(label=Text("使用单位", "Partner"), max_length=120)
    seat = forms.ChoiceField(label=Text("按哪个岗位的权限", "With the rights of which seat"))
    region = forms.ChoiceField(label=Text("地区", "Region"))
    for_purpose = forms.ChoiceField(label=Text("用途", "Purpose"))
    fields_ = forms.MultipleChoiceField(
        label=Text("可以读的字段", "Fields it may read"), widget=forms.CheckboxSelectMultiple,
        choices=[(name, Text(*told)) for name, told in {
            "name": ("姓名", "name"), "sex": ("性别", "sex"), "birth_date": ("出生日期", "date of birth"),
            "id_number_masked": ("身份证号（打码）", "ID number (masked)"), "township": ("乡镇", "township"),
            "village": ("村（社区）", "village"), "categories": ("困境类别", "categories"), "benefits": ("待遇", "benefits"),
            "binding": ("是否有约束力", "whether binding"), "as_of": ("判定日期", "as of"),
        }.items() if name in FIELDS],
    )  # fmt: skip
    days = forms.IntegerField(label=Text("有效几天（最多 365）", "Days it holds (at most 365)"), min_value=1, max_value=365, initial=90)  # fmt: skip

    def __init__(self, actor: Actor, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["seat"].choices = [CHOOSE, *((key, seat.name) for key, seat in seats().items() if "list" in seat.powers and not seat.own_children_only)]  # fmt: skip
        self.fields["region"].choices = region_choices(actor)
        self.fields["for_purpose"].choices = purpose_choices()


class LogForm(forms.Form):
    """Which rows of the audit log."""

    day = forms.DateField(label=Text("日期", "Day"), required=False, widget=forms.DateInput(DAY))
    seat = forms.ChoiceField(label=Text("岗位", "Seat"), required=False)
    action = forms.ChoiceField(label=Text("做了什么", "What was done"), required=False)
    about = forms.CharField(
        label=Text("关于（档案编号）", "About (token of a file)"), required=False, max_length=40
    )
    user = forms.IntegerField(label=Text("账户编号", "Number of the account"), required=False, min_value=1)

    def __init__(
        self, chains: list[tuple[str, Any]], actions: list[tuple[str, Any]], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        every = ("", Text("全部", "All"))
        self.fields["seat"].choices = [every, *((key, seat.name) for key, seat in seats().items()), ("system", Text("程序", "the program"))]  # fmt: skip
        self.fields["action"].choices = [every, *actions]
        if len(chains) > 1:
            self.fields["chain"] = forms.ChoiceField(label=Text("哪个县的日志", "Log of which county"), required=False, choices=chains)  # fmt: skip


def put(form: forms.Form, refused: Refused) -> None:
    """Show beside its field why something may not be done."""
    field = "fields_" if refused.field == "fields" else refused.field
    form.add_error(field if field in form.fields else None, ValidationError(refused.told))
