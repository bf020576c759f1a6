"""控辍保学: children out of school, children about to leave it, and the rate of enrolment."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, lean
from tonghu.law.language.rule import Grounds, duty, indicator, quantity
from tonghu.law.systems.foundations.shorthand import recorded, share


@duty(
    "控辍保学：适龄儿童未在学，核实并劝返",
    "School-age child out of school: find out and bring back",
    seat="教育",
)
def out_of_school(out_of_class: Expr, school_age: Expr, school_stage: Expr, dropout_risk: Expr) -> Grounds:
    """Any child of the age recorded as not attending, or at high risk of leaving.

    gb18-art07-4, sc53-art04-2, nm20-s3a1-3, tj-art07-5.
    """
    preschool = recorded(school_stage, "托育", "学前")
    return Grounds(
        limbs={
            "out": all_of(out_of_class, ~preschool, school_age),
            "at_risk": all_of(recorded(dropout_risk, "高"), school_age),
        }
    )


@quantity("percent", "困境儿童义务教育阶段入学率", "enrolment of children in difficulty in compulsory school")
def enrolment_share(school_age_enrolled: Expr, school_age_children: Expr) -> Expr:
    """In hundredths of a percent. sc53-art04-2."""
    return share(school_age_enrolled, school_age_children)


@indicator(
    "困境儿童义务教育阶段入学率未达目标", "Enrolment of children in difficulty below target", seat="教育"
)
def enrolment_rate(enrolment_share: Expr, param_enrolment_target: Expr) -> Grounds:
    """All school-age children in the register count; exemptions are listed apart, never dropped (A37). sc53-art04-2."""
    return Grounds(
        limbs={"below": lean("A37", enrolment_share < param_enrolment_target)}, value=enrolment_share
    )
