"""义务教育: aid, a place where the child lives, priority for institution children, residence permit, public schools."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, known, lean
from tonghu.law.language.rule import Grounds, duty, entitlement, indicator, quantity
from tonghu.law.systems.foundations.shorthand import not_on_file, share


@entitlement(
    "义务教育阶段助学金、生活补助", "Grant and living subsidy in compulsory school", candidate=("qualifying",)
)
def compulsory_aid(
    orphan: Expr,
    unattended: Expr,
    poor_family: Expr,
    in_difficulty: Expr,
    school_stage: Expr,
    still_enrolled: Expr,
) -> Grounds:
    """Three categories nationally; qualifying children in difficulty where no condition is named (A41).

    gb18-art09-3, sc53-art04-4, tj-art09-1.
    """
    return Grounds(
        when=all_of(school_stage == "义务教育", still_enrolled),
        limbs={
            "orphan": orphan,
            "unattended": unattended,
            "poor_family": poor_family,
            "qualifying": lean("A41", in_difficulty),
        },
    )


@entitlement("义务教育阶段减免相关费用", "Waiver of fees in compulsory school")
def compulsory_fee_waiver(
    orphan: Expr, unattended: Expr, poor_family: Expr, school_stage: Expr, still_enrolled: Expr
) -> Grounds:
    """Named by the national text alone. gb18-art09-3."""
    return Grounds(
        when=all_of(school_stage == "义务教育", still_enrolled),
        limbs={"orphan": orphan, "unattended": unattended, "poor_family": poor_family},
    )


@entitlement("在居住地接受义务教育", "Compulsory schooling where the child lives")
def compulsory_place(migrant: Expr, residence_permit: Expr, of_compulsory: Expr) -> Grounds:
    """Mainly in public schools; in Tianjin with the residence permit as main evidence.

    gb18-art07-3, tj-art07-3.
    """
    return Grounds(
        when=all_of(migrant, of_compulsory), limbs={"migrant": migrant, "permit": residence_permit}
    )


@entitlement("优先就近就便接受义务教育", "Priority for a near place in compulsory school")
def priority_school_place(institution_raised: Expr, of_compulsory: Expr, adult: Expr) -> Grounds:
    """For children raised in institutions. sc53-art04-3."""
    return Grounds(limbs={"institution": all_of(institution_raised, ~adult, of_compulsory)})


@duty("就学以居住证为主要依据，请核对或协助办理居住证", "Schooling rests on the residence permit: check or help to get it",
      seat="儿童主任")  # fmt: skip
def ask_residence_permit(migrant: Expr, of_compulsory: Expr, residence_permit: Expr) -> Grounds:
    """tj-art07-3."""
    return Grounds(limbs={"none": all_of(not_on_file(residence_permit), migrant, of_compulsory)})


@duty("随迁子女未在公办学校，统筹安排公办学位", "Accompanying child outside public school: arrange a public place",
      seat="教育")  # fmt: skip
def place_in_public_school(migrant: Expr, school_stage: Expr, school_ownership: Expr) -> Grounds:
    """tj-art07-4, hz-art04-8."""
    elsewhere = all_of(known(school_ownership), school_ownership != "公办")
    return Grounds(limbs={"not_public": all_of(elsewhere, school_stage == "义务教育", migrant)})


@quantity("percent", "随迁子女公办学校就读比例", "share of accompanying children in public schools")
def public_school_share(migrant_children_public_school: Expr, migrant_children_qualified: Expr) -> Expr:
    """Of those who meet the conditions. hz-art04-8, gb18-art07-3. In hundredths of a percent."""
    return share(migrant_children_public_school, migrant_children_qualified)


@indicator(
    "符合条件的随迁子女未全部入读公办学校",
    "Qualifying accompanying children outside public schools",
    seat="教育",
)
def public_school_rate(public_school_share: Expr, param_public_school_target: Expr) -> Grounds:
    """100 % in Hangzhou, exemptions listed apart and never dropped (A37); elsewhere no target is set.

    hz-art04-8, gb18-art07-3.
    """
    below = public_school_share < param_public_school_target
    return Grounds(limbs={"below": lean("A37", below)}, value=public_school_share)
