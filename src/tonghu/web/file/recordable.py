"""Which facts of the vocabulary stand in a child's file, of whom, and under which theme."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from tonghu.base.texts import Text
from tonghu.law.language.facts import vocabulary

OF = {"child": ("child",), "parent": ("father", "mother"), "household": ("household",)}
WHOM = {
    "child": Text("儿童", "The child"), "father": Text("父亲", "The father"), "mother": Text("母亲", "The mother"),
    "household": Text("家庭", "The household"),
}  # fmt: skip
# the first fact of each theme in the vocabulary's own order; facts added later name their theme here
THEMES = (
    ("birth_date", Text("身份与居住", "Identity and residence")),
    ("parent_life_status", Text("父母与监护", "Parents and guardianship")),
    ("household_status", Text("家庭经济", "Means of the household")),
    ("disability_certified", Text("残疾与健康", "Disability and health")),
    ("insurance_enrolled", Text("医保与救助", "Medical insurance and aid")),
    ("school_stage", Text("教育", "Education")),
    ("mh_tool", Text("心理", "Mental health")),
    ("victimised", Text("安全", "Safety")),
    ("adopted", Text("收养与成年", "Adoption and coming of age")),
    ("current_benefits", Text("待遇与退出", "Benefits and exits")),
    ("discovery_channel", Text("工作过程", "Work")),
    ("temporary_guardianship_since", Text("其他", "Other")),
)
LATER = {
    "temporary_guardianship_since": 1, "stepparent_support_relation": 1, "one_legal_parent": 1,
    "application_date": 10, "next_stage_admission_date": 5, "study_unbroken": 5, "national_plan_student": 5,
    "mh_tool_age_min": 6, "mh_tool_age_max": 6, "cross_region_filed": 4, "insurance_enrolled_date": 4,
    "medical_rescue_sent_date": 4, "commercial_insurance_until": 4, "device_refit_due_date": 3, "leaver_plan_date": 8,
}  # fmt: skip
NOT_HERE = ("category_list",)


@cache
def recordable(name: str) -> Sequence[str]:
    """Of whom a fact can be recorded in a child's file; nothing for values of places and for what is worked out."""
    entry = vocabulary().get(name)
    if entry is None or entry.derived or name in NOT_HERE:
        return ()
    return OF.get(entry.about, ())


@cache
def theme_of(name: str) -> int:
    """The place of a fact's theme in THEMES."""
    if name in LATER:
        return LATER[name]
    order = list(vocabulary())
    starts = [order.index(first) for first, _ in THEMES]
    at = order.index(name)
    return max((place for place, start in enumerate(starts) if start <= at), default=0)


@cache
def offered() -> tuple[tuple[str, str], ...]:
    """Every (whom, fact) that a file can hold, by theme."""
    pairs = [(whom, name) for name in vocabulary() for whom in recordable(name)]
    return tuple(sorted(pairs, key=lambda pair: (theme_of(pair[1]), list(vocabulary()).index(pair[1]))))
