"""学前教育与托育: fee relief, a place in an inclusive kindergarten, childcare for migrant toddlers."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, lean
from tonghu.law.language.rule import Grounds, duty, entitlement


@entitlement("减免保教费等，接受普惠性学前教育", "Preschool fee relief", candidate=("qualifying",))
def preschool_aid(
    orphan: Expr,
    unattended: Expr,
    poor_family: Expr,
    in_difficulty: Expr,
    school_stage: Expr,
    still_enrolled: Expr,
) -> Grounds:
    """Three categories nationally; in Tianjin qualifying children in difficulty, conditions not named (A41).

    gb18-art09-2, tj-art09-1.
    """
    return Grounds(
        when=all_of(school_stage == "学前", still_enrolled),
        limbs={
            "orphan": orphan,
            "unattended": unattended,
            "poor_family": poor_family,
            "qualifying": lean("A41", in_difficulty),
        },
    )


@entitlement("就近就便接受普惠性学前教育", "A place in a near inclusive kindergarten")
def preschool_place(migrant: Expr, in_difficulty: Expr, of_preschool: Expr) -> Grounds:
    """Migrant children at their residence; in Sichuan every child in difficulty of the age.

    gb18-art07-2, nm20-s3a1-2, tj-art07-2, sc53-art04-1.
    """
    return Grounds(
        limbs={"migrant": all_of(migrant, of_preschool), "in_difficulty": all_of(in_difficulty, of_preschool)}
    )


@duty("适龄未入园，落实普惠性幼儿园学位", "Of age and in no kindergarten: find a place", seat="教育")
def preschool_gap(migrant: Expr, in_difficulty: Expr, out_of_class: Expr, of_preschool: Expr) -> Grounds:
    """gb18-art07-2, nm20-s3a1-2, tj-art07-2, sc53-art04-1."""
    return Grounds(
        when=all_of(out_of_class, of_preschool), limbs={"migrant": migrant, "in_difficulty": in_difficulty}
    )


@entitlement("普惠托育服务", "Childcare for toddlers", candidate=("migrant",))
def childcare(migrant: Expr, toddler: Expr) -> Grounds:
    """Offered by local supply to migrant families. hz-art04-5, nm20-s3a1-4, tj-art07-1."""
    return Grounds(limbs={"migrant": all_of(toddler, migrant)})
