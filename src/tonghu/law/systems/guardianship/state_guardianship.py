"""国家监护: temporary and long-term guardianship by civil affairs, and placement."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, shift, when
from tonghu.law.language.rule import Grounds, condition, duty, entitlement
from tonghu.law.systems.foundations.shorthand import on_file, recorded


@condition("打拐解救或流浪儿童", "rescued from trafficking, or a street child")
def rescued_or_vagrant(rescued_trafficked: Expr, vagrant: Expr, adult: Expr) -> Expr:
    """On file, and a minor."""
    return any_of(on_file(rescued_trafficked), on_file(vagrant)) & ~adult


@condition("尚未查明父母", "parents not yet traced")
def parents_untraced(parents_traceable: Expr) -> Expr:
    """Being searched for, or no result on file. Always known."""
    return any_of(~known(parents_traceable), recorded(parents_traceable, "查找中"))


@duty("启动临时监护", "Begin temporary guardianship", seat="县级民政")
def temporary_guardianship_step(
    in_state_guardianship: Expr, adult: Expr, guardian_missing: Expr, guardian_relation: Expr, harm_type: Expr,
    guardianship_state: Expr, rescued_or_vagrant: Expr, parents_untraced: Expr,
) -> Grounds:  # fmt: skip
    """Guardianship missing, no guardian at all, harm by the guardian, or a found child without parents.

    nm20-s6a1-2 (missing), hz-art08-6 (no guardian), tj-art16-2 (harm), gb18-art17-3 and tj-art17-3 (found);
    未成年人保护法 92.
    """
    harmed = any_of(
        recorded(harm_type, "虐待", "遗弃"),
        recorded(guardianship_state, "侵害"),
    )
    return Grounds(
        when=all_of(~in_state_guardianship, ~adult),
        limbs={
            "missing": guardian_missing,
            "no_guardian": recorded(guardian_relation, "无"),
            "harmed": harmed,
            "found": all_of(rescued_or_vagrant, parents_untraced),
        },
    )


@duty("补登临时监护起始日", "Enter the day on which temporary guardianship began", seat="县级民政")
def date_temporary_guardianship(
    in_temporary_guardianship: Expr, temporary_guardianship_since: Expr
) -> Grounds:
    """Without it neither the limit nor the assessment before a return can be checked. gb18-art17-1, tj-art17-1."""
    return Grounds(limbs={"undated": all_of(in_temporary_guardianship, ~known(temporary_guardianship_since))})


@duty(
    "临时监护将满期限，复核去向",
    "Temporary guardianship nears its limit: decide what follows",
    seat="县级民政",
)
def review_temporary_guardianship(
    in_temporary_guardianship: Expr, temporary_guardianship_since: Expr, as_of_date: Expr,
    param_temporary_guardianship_months: Expr, param_guardianship_notice_months: Expr,
) -> Grounds:  # fmt: skip
    """From the county's notice before the limit, else on the limit itself; no text of the five sets either.

    gb18-art17-1, tj-art17-1; 法发〔2014〕24号.
    """
    limit = param_temporary_guardianship_months
    months = when(known(param_guardianship_notice_months), limit - param_guardianship_notice_months, limit)
    due = shift(temporary_guardianship_since, months=months) <= as_of_date
    return Grounds(
        limbs={"near": all_of(in_temporary_guardianship, known(temporary_guardianship_since), due)}
    )


@duty("转为长期监护", "Turn temporary into long-term guardianship", seat="县级民政")
def long_term_guardianship_step(
    in_temporary_guardianship: Expr, long_term_guardianship: Expr, parents_traceable: Expr, no_relative_guardian: Expr,
    father__parent_dead: Expr, mother__parent_dead: Expr, father__parent_revoked: Expr, mother__parent_revoked: Expr,
) -> Grounds:  # fmt: skip
    """A child in temporary guardianship whom nobody can take: parents untraceable, dead or revoked, and no relative.

    gb18-art17-1, sc53-art15-5, tj-art17-1; 未成年人保护法 94.
    """
    long_term = on_file(long_term_guardianship)
    father_out = any_of(father__parent_dead, father__parent_revoked)
    mother_out = any_of(mother__parent_dead, mother__parent_revoked)
    return Grounds(
        when=in_temporary_guardianship & ~long_term,
        limbs={
            "untraceable": recorded(parents_traceable, "查找不到"),
            "no_parent": all_of(no_relative_guardian, father_out, mother_out),
        },
    )


@entitlement("由民政部门妥善安置", "Placed by civil affairs", candidate=("missing",))
def civil_affairs_placement(
    in_state_guardianship: Expr,
    guardian_missing: Expr,
    guardian_relation: Expr,
    no_relative_guardian: Expr,
    adult: Expr,
) -> Grounds:
    """In temporary or long-term guardianship, or without guardian and relative; a candidate while that is not known.

    sc53-art15-5, gb18-art17-1, tj-art17-1, hz-art08-6.
    """
    return Grounds(
        when=~adult,
        limbs={
            "in_guardianship": in_state_guardianship,
            "no_relative": all_of(no_relative_guardian, guardian_missing),
            "missing": all_of(~known(guardian_relation), guardian_missing),
        },
    )


@entitlement("突发事件监护缺失救助保护", "Care after an event that left the child without guardian")
def emergency_guardianship(emergency_type: Expr, guardian_missing: Expr, adult: Expr) -> Grounds:
    """gb18-art17-2, tj-art17-2; 民法典 34."""
    return Grounds(limbs={"missing": all_of(known(emergency_type), ~adult, guardian_missing)})


@entitlement("打拐解救、流浪儿童救助保护和安置", "Care and placement of rescued and street children")
def rescue_placement(rescued_trafficked: Expr, vagrant: Expr, adult: Expr) -> Grounds:
    """Trafficked, abducted, or living on the street, also when controlled by others. gb18-art17-3, tj-art17-3."""
    return Grounds(
        when=~adult,
        limbs={
            "rescued": on_file(rescued_trafficked),
            "vagrant": on_file(vagrant),
        },
    )


@duty("核查身份、查找父母", "Find out who the child is and trace the parents", seat="公安")
def family_search(rescued_or_vagrant: Expr, parents_untraced: Expr) -> Grounds:
    """gb18-art17-3, tj-art17-3."""
    return Grounds(limbs={"untraced": all_of(rescued_or_vagrant, parents_untraced)})
