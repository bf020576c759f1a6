"""Invented things for the living page of the parts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tonghu.base.texts import Text
from tonghu.web.design.family import Relative

CLAUSES = ("gb18-art01-1", "gb18-art01-3", "hz-art01-3")
CHILD_STATE = Text("女，11 岁", "girl, 11")
RELATIVES = (
    Relative("father", "例·远山", Text("服刑中，至 2028 年", "in prison until 2028"), gone=False),
    Relative("mother", "例·溪水", Text("失联 14 个月", "out of touch for 14 months"), gone=True),
    Relative("grandfather", "例·老松", Text("已去世", "dead"), gone=True),
    Relative("grandmother", "例·秋禾", Text("68 岁", "68"), custody=True, lives_with=True),
    Relative("grandmother_m", "例·白杨", Text("外县", "another county")),
    Relative("brother", "例·石头", Text("8 岁", "8"), lives_with=True),
)
SMALL_FAMILY = (Relative("mother", "例·溪水", "", custody=True, lives_with=True),)
TASKS = (
    {"what": Text("例·云朵：补母亲的失联时间", "例·云朵: when the mother was last heard of"), "url": "#", "status": "late",
     "when": Text("已过 2 个工作日", "2 working days late"),
     "why": Text("缺这一项，还不能确定是否属于事实无人抚养。", "Without it nobody can say whether the child is unattended.")},
    {"what": Text("例·松果：入户走访", "例·松果: home visit"), "who": Text("儿童主任", "village child director"), "url": "#",
     "status": "due", "when": Text("还有 3 个工作日", "3 working days left"),
     "why": Text("上次走访在 3 个月前。", "The last visit was three months ago.")},
    {"what": Text("例·萤火：高中生活补助", "例·萤火: living grant for senior school"), "url": "#", "status": "waiting",
     "when": Text("等教育部门答复", "waits for the education department")},
)  # fmt: skip
WHY = (
    {"text": Text("事实无人抚养儿童：是", "Unattended: yes"), "clauses": ("gb18-gen-2",), "below": (
        {"text": Text("父亲属于八种情形之一：是", "The father is in one of the eight circumstances: yes"), "below": (
            {"text": Text("父亲服刑：是（判决书，2025年3月2日）", "Father in prison: yes (judgment of 2 March 2025)")},
            {"text": Text("刑期还有 6 个月以上：是", "Six months or more remain: yes")},
        )},
        {"text": Text("母亲属于八种情形之一：是", "The mother is in one of the eight circumstances: yes"), "below": (
            {"text": Text("母亲失联满 6 个月：是（走访，2026年5月20日）", "Out of touch for six months: yes (visit of 20 May 2026)")},
        )},
    )},
    {"text": Text("残疾儿童：还不能确定。可向残联查询，或看家里的材料。", "Disabled: not yet known. Ask the disabled persons' federation, or look at the family's papers.")},
)  # fmt: skip
CARDS: dict[str, dict[str, Any]] = {
    "basic_living": {"owed": 2, "receiving": 1, "missing": 1, "url": "#",
                     "next": Text("申请低保中的单人户", "apply for dibao as a one-person household")},
    "medical_rehab": {"owed": 3, "receiving": 3, "url": "#"},
    "education": {"owed": 1, "receiving": 0, "url": "#", "next": Text("请学校核对在读年级", "ask the school for the grade")},
    "mental_health": {"owed": 0, "receiving": 0, "missing": 2, "url": "#"},
    "safety": {"url": "#"},
    "guardianship": {"owed": 1, "receiving": 1, "url": "#"},
}  # fmt: skip
COMPARE = {
    "caption": Text("同一条款在各地", "The same provision in each place"),
    "heads": (Text("地方", "Place"), Text("基本生活标准", "Living standard"), Text("渐退期", "Taper")),
    "rows": (
        {"label": Text("全国", "The country"), "cells": (Text("由各地定", "set by each place"), {"status": "unknown", "text": Text("文件未写", "not in this copy")})},
        {"label": Text("四川", "Sichuan"), "cells": (Text("不低于省定标准", "at least the province's"), {"status": "yes", "text": Text("12 个月", "12 months")})},
        {"label": Text("杭州", "Hangzhou"), "cells": (Text("低保标准的 1.8 倍", "1.8 times dibao"), {"status": "draft"})},
    ),
}  # fmt: skip
STEPS = (
    Text("下载模板", "Template"),
    Text("上传台账", "Upload"),
    Text("核对", "Check"),
    Text("写入", "Save"),
)
PAIR = {
    "caption": Text("可能是同一个孩子", "Perhaps the same child"),
    "left": Text("登记册里的", "In the register"), "right": Text("台账第 12 行", "Row 12 of the workbook"),
    "rows": (
        {"label": Text("姓名", "Name"), "left": "例·云朵", "right": "例云朵", "differs": True},
        {"label": Text("出生日期", "Born"), "left": Text("2015年3月1日", "1 March 2015"), "right": Text("2015年3月1日", "1 March 2015")},
        {"label": Text("证件号码", "ID number"), "left": "120101********0048", "right": "", "differs": True},
    ),
}  # fmt: skip
JOBS = (
    {"doing": Text("正在重新判定", "Determining anew"), "done": 640, "total": 1200, "status": "running"},
    {"doing": Text("导入台账", "Import of a workbook"), "done": 0, "total": 300, "status": "waiting"},
    {"doing": Text("导出名单", "Export of a list"), "done": 52, "total": 52, "status": "done"},
    {"doing": Text("导入台账", "Import of a workbook"), "done": 12, "total": 300, "status": "failed",
     "more": Text("第 13 行读不了，前 12 行也没有写入。", "Row 13 could not be read; the first 12 were not saved either.")},
)  # fmt: skip
ACTIVE = (Text("云朵村", "Yunduo village"), Text("应享未享", "owed, not received"))
ROWS = (
    ("例·云朵", "云朵村", "receiving", 132_000), ("例·松果", "松果村", "gap", 98_000), ("例·萤火", "云朵村", "unknown", None),
)  # fmt: skip


def facts(day: dt.date) -> tuple[dict[str, Any], ...]:
    """A fact in each state."""
    visit = Text("入户走访", "home visit")
    return (
        {"label": Text("居住地", "Residence"), "value": Text("示例一镇云朵村", "Yunduo village"), "source": visit, "since": day, "known": day, "url": "#"},
        {"label": Text("母亲最后一次联系", "Mother last heard of"), "value": "", "ask": Text("走访时询问。", "Ask on a home visit."), "url": "#"},
        {"label": Text("残疾等级", "Grade of disability"), "value": Text("二级", "second"), "source": Text("残联", "disabled persons' federation"),
         "since": day, "disputed": Text("两个来源不一致", "two sources differ"), "url": "#"},
        {"label": Text("心理评估", "Mental-health assessment"), "restricted": True},
    )  # fmt: skip


def monies(day: dt.date) -> tuple[dict[str, Any], ...]:
    """Money owed, with and without an amount."""
    return (
        {"name": Text("事实无人抚养儿童基本生活补贴", "Living allowance for unattended children"), "sum": Text("1,320 元/月", "1,320 yuan a month"),
         "status": "yes", "arithmetic": Text("标准 1,800 − 已发低保 480 = 1,320", "standard 1,800 − dibao paid 480 = 1,320"), "clauses": CLAUSES[:1],
         "until": day.replace(year=2033)},
        {"name": Text("高中生活补助", "Living grant for senior school"), "sum": Text("金额未定", "amount not settled"), "status": "unknown"},
        {"name": Text("每月合计", "A month in all"), "fen": 132_000, "total": True},
    )  # fmt: skip


def events(day: dt.date) -> tuple[dict[str, Any], ...]:
    """What happened and what will."""
    return (
        {"day": day + dt.timedelta(days=3), "text": Text("走访到期", "visit due"), "tone": "late"},
        {"day": day, "text": Text("重新判定：新增 1 项应享", "determined anew: one more owed"), "tone": "now", "by": Text("系统", "the program")},
        {"day": day - dt.timedelta(days=90), "text": Text("入户走访", "home visit"), "more": Text("与祖母同住，身体好。", "Lives with the grandmother, in good health."),
         "by": Text("儿童主任 例·大树", "例·大树, village child director"), "url": "#"},
    )  # fmt: skip


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=Text("姓名", "Name"), help_text=Text("与证件上一致", "As on the ID card"))
    born = forms.DateField(label=Text("出生日期", "Born"), widget=forms.DateInput(attrs={"type": "date"}))
    sex = forms.ChoiceField(label=Text("性别", "Sex"), widget=forms.RadioSelect,
                            choices=[("男", Text("男", "boy")), ("女", Text("女", "girl"))])  # fmt: skip
    school = forms.ChoiceField(label=Text("在读", "School"), required=False,
                               choices=[("", Text("不知道", "not known")), ("小学", Text("小学", "primary"))])  # fmt: skip
    note = forms.CharField(
        label=Text("备注", "Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    consent = forms.BooleanField(label=Text("监护人已知情", "The guardian knows"), required=False)

    def clean_born(self) -> dt.date:
        """A day that can be."""
        born: dt.date = self.cleaned_data["born"]
        if born.year > 2026:
            raise ValidationError(Text("在将来，请核对", "is in the future: please check"))
        return born


class Question(forms.Form):
    """A question to a list."""

    words = forms.CharField(
        label=Text("姓名、拼音首字母或证件后四位", "Name, initials, or last four digits"), required=False
    )
    village = forms.ChoiceField(label=Text("村", "Village"), required=False,
                                choices=[("", Text("全部", "all")), ("1", Text("云朵村", "Yunduo"))])  # fmt: skip
