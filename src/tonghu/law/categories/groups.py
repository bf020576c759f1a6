"""Groups that follow from the categories, and the union of all: the child in difficulty (困境儿童)."""

from __future__ import annotations

from tonghu.law.language.expr import TRUE, Expr, all_of, any_of, has, known, lean, one_of, unknown, when
from tonghu.law.language.rule import Grounds, category, condition

SIX = ("orphan", "unattended", "disabled", "poor_family", "migrant", "left_behind")


@category("机构养育儿童", "Child raised in an institution")
def institution_raised(institution_placed: Expr, living_arrangement: Expr) -> Grounds:
    """Taken in by a child-welfare institution; also one who has come of age there. hz-o1-2, gb18-art04-3."""
    arranged = all_of(known(living_arrangement), living_arrangement == "机构集中养育")
    return Grounds(
        limbs={
            "placed": when(
                known(institution_placed), institution_placed, any_of(arranged, institution_placed)
            )
        }
    )


@category("打拐解救儿童", "Child rescued from trafficking", public="rescued_trafficked")
def rescued_child(rescued_trafficked: Expr) -> Grounds:
    """gb18-art17-3."""
    return Grounds(limbs={"rescued": rescued_trafficked})


@category("遭受侵害儿童", "Child victim of harm")
def victim(victimised: Expr) -> Grounds:
    """gb18-art14-3."""
    return Grounds(limbs={"harmed": victimised})


@category("被收养的残疾孤儿（病残孤弃儿童）", "Adopted disabled orphan")
def adopted_disabled_orphan(adopted_now: Expr, pre_adoption_status: Expr, adoption_domestic: Expr) -> Grounds:
    """National and Tianjin: disabled orphans; Inner Mongolia: sick, disabled, orphaned or abandoned (A27).

    After a foreign adoption it is left open.
    """
    abroad = all_of(known(adoption_domestic), ~adoption_domestic)
    at_home = when(abroad, lean("A27", unknown("bool")), TRUE)
    disabled_orphan = pre_adoption_status == "残疾孤儿"
    wide = one_of(pre_adoption_status, ("残疾孤儿", "病残孤弃儿童"))
    return Grounds(
        when=adopted_now,
        limbs={
            "disabled_orphan": all_of(at_home, lean("A27", disabled_orphan)),
            "sick_or_abandoned": all_of(at_home, lean("A27", wide)),
        },
    )


@category("成年离开保障的青年", "Care leaver of age")
def adult_care_leaver(
    adult: Expr, was_orphan: Expr, was_unattended: Expr, enrolled_before_18: Expr, category_before_18: Expr,
    institution_placed: Expr,
) -> Grounds:  # fmt: skip
    """Of age, and cared for as one of the categories or in an institution before. gb18-art17-5, nm20-s1a1-x1."""
    recorded = all_of(known(category_before_18), has(category_before_18, *SIX))
    before = any_of(was_orphan, was_unattended, enrolled_before_18, recorded, institution_placed)
    return Grounds(when=adult, limbs={"before": before})


@condition("困境儿童", "a child in difficulty")
def in_difficulty(
    orphan: Expr, unattended: Expr, disabled: Expr, poor_family: Expr, migrant_in_difficulty: Expr,
    left_behind_in_difficulty: Expr, institution_raised: Expr, victim: Expr, adult: Expr,
) -> Expr:  # fmt: skip
    """In any of the six categories, migrants and left-behind children only with their difficulty. hz-o0-1."""
    return all_of(
        ~adult,
        any_of(
            orphan, unattended, poor_family, disabled, institution_raised, migrant_in_difficulty,
            left_behind_in_difficulty, victim,
        ),
    )  # fmt: skip
