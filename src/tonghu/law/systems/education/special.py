"""特殊教育: assessment and placement, ordinary school first, home teaching, school roll, funding by pupil."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, scale
from tonghu.law.language.rule import Grounds, condition, duty, entitlement, indicator, quantity
from tonghu.law.systems.foundations.shorthand import on_file, recorded

PLACED = ("随班就读", "特教学校", "特教班", "送教上门")


@condition("已有特教安置", "has a special-education placement")
def placed_in_school(special_ed_placement: Expr) -> Expr:
    """Always known: no record counts as none. gb18-art08-1."""
    return recorded(special_ed_placement, *PLACED)


@entitlement(
    "融合教育（优先普通学校就读）", "Inclusive education, an ordinary school first", candidate=("disabled",)
)
def inclusive_education(disabled: Expr, of_compulsory: Expr) -> Grounds:
    """Where the child is placed follows from the assessment. gb18-art08-1, tj-art08-1."""
    return Grounds(limbs={"disabled": all_of(disabled, of_compulsory)})


@duty("残疾儿童入学评估、教育安置", "School-entry assessment and placement of a disabled child", seat="教育")
def placement_assessment(
    disabled: Expr, of_compulsory: Expr, placed_in_school: Expr, placement_assessment_date: Expr, school_roll_number: Expr
) -> Grounds:  # fmt: skip
    """No placement, no assessment, or not on the school roll. gb18-art08-1, sc53-art05-1, tj-art08-1."""
    return Grounds(
        when=all_of(disabled, of_compulsory),
        limbs={
            "unplaced": ~placed_in_school,
            "not_assessed": ~known(placement_assessment_date),
            "not_on_roll": ~known(school_roll_number),
        },
    )


@duty(
    "残疾学生高中阶段无学位，落实特殊教育安置",
    "No upper-secondary place for a disabled pupil: find one",
    seat="教育",
)
def special_upper_secondary(
    disabled: Expr, under_sixteen: Expr, placed_in_school: Expr, in_school: Expr
) -> Grounds:
    """From 16 to 18. hz-art05-3."""
    nowhere = all_of(~placed_in_school, ~on_file(in_school))
    return Grounds(limbs={"no_place": all_of(disabled, ~under_sixteen, nowhere)})


@duty("送教上门次数不足", "Too few home-teaching sessions", seat="教育")
def home_teaching_short(
    special_ed_placement: Expr, home_teaching_sessions: Expr, param_home_teaching_sessions: Expr
) -> Grounds:
    """None logged, or fewer than the local standard, which no text sets. gb18-art08-2, sc53-art05-2."""
    at_home = recorded(special_ed_placement, "送教上门")
    return Grounds(
        limbs={
            "none": all_of(at_home, any_of(~known(home_teaching_sessions), home_teaching_sessions == 0)),
            "short": all_of(at_home, home_teaching_sessions < param_home_teaching_sessions),
        }
    )


@duty(
    "特教学校（班）学生无学籍，纳入当地学籍管理",
    "Special-school pupil without a roll number: enter on the roll",
    seat="教育",
)
def roll_number(special_ed_placement: Expr, school_roll_number: Expr) -> Grounds:
    """sc53-art05-4."""
    special = recorded(special_ed_placement, "特教学校", "特教班")
    return Grounds(limbs={"none": all_of(special, ~known(school_roll_number))})


@quantity("money", "特殊教育生均经费", "special-education funding by pupil")
def special_ed_amount(param_special_ed_per_pupil: Expr, special_ed_pupils: Expr) -> Expr:
    """Pupils times the local standard, which no text sets. sc53-art05-5. In fen per year."""
    return scale(param_special_ed_per_pupil, by=special_ed_pupils)


@indicator("按生均模式保障的特教经费", "Special-education funding by pupil", seat="教育", unit="元/年")
def special_ed_funding(special_ed_pupils: Expr, special_ed_amount: Expr) -> Grounds:
    """A figure for the budget of a school with special-education pupils. sc53-art05-5."""
    return Grounds(limbs={"pupils": special_ed_pupils > 0}, value=special_ed_amount)
