"""Ages and stages of schooling, counted once for every rule of education."""

from __future__ import annotations

from tonghu.law.language.expr import (
    TRUE,
    Expr,
    all_of,
    any_of,
    first_known,
    known,
    one_of,
    scale,
    shift,
    when,
)
from tonghu.law.language.rule import condition
from tonghu.law.systems.foundations.shorthand import recorded, said_no

NOT_YET_IN_SCHOOL = ("未入园入学", "托育")


@condition("未到义务教育入学年龄", "below the age of entering school")
def below_school_age(as_of_date: Expr, birth_date: Expr, age_years: Expr, param_compulsory_age: Expr) -> Expr:
    """From the sixth birthday on. The five texts say 义务教育 and leave its age to 义务教育法 11. gb18-art07-3."""
    sixth = shift(birth_date, months=scale(param_compulsory_age, by=12), mode="roll")
    return first_known(as_of_date < sixth, age_years < param_compulsory_age)


@condition("学前教育适龄", "of preschool age")
def preschool_age(toddler: Expr, below_school_age: Expr) -> Expr:
    """No longer of the age of childcare, not yet of school age. hz-art04-5; 义务教育法 11."""
    return all_of(~toddler, below_school_age)


@condition("义务教育适龄", "of school age")
def school_age(under_sixteen: Expr, below_school_age: Expr) -> Expr:
    """From the age of entering school to 16. gb18-art07-4; 义务教育法 11."""
    return all_of(under_sixteen, ~below_school_age)


@condition("学前阶段或适龄未入园", "in kindergarten, or of the age and not in one")
def of_preschool(school_stage: Expr, preschool_age: Expr) -> Expr:
    """By the recorded stage; by age where none is recorded. gb18-art07-2, sc53-art04-1."""
    waiting = all_of(one_of(school_stage, NOT_YET_IN_SCHOOL), preschool_age)
    return when(known(school_stage), any_of(school_stage == "学前", waiting), preschool_age)


@condition("义务教育阶段或适龄未入学", "in compulsory school, or of the age and not in one")
def of_compulsory(school_stage: Expr, school_age: Expr) -> Expr:
    """By the recorded stage; by age where none is recorded. gb18-art07-3, tj-art07-3."""
    waiting = all_of(one_of(school_stage, NOT_YET_IN_SCHOOL), school_age)
    return when(known(school_stage), any_of(school_stage == "义务教育", waiting), school_age)


@condition("未在校（园）", "known not to attend")
def out_of_class(in_school: Expr, school_stage: Expr) -> Expr:
    """Recorded as not attending; where that is not recorded, as not yet entered. Always known."""
    not_entered = all_of(~known(in_school), recorded(school_stage, "未入园入学"))
    return any_of(said_no(in_school), not_entered)


@condition("在读或没有离校记录", "attending, or no record of having left")
def still_enrolled(in_school: Expr, at_school: Expr) -> Expr:
    """A recorded stage stands until somebody records that the child left (A24). gb18-art09-3."""
    return when(known(in_school), at_school, TRUE)
