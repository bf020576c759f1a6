"""流动儿童: with a guardian, across counties, six months or more, under 16."""

from __future__ import annotations

from tonghu.law.language.expr import (
    FALSE,
    TRUE,
    Expr,
    all_of,
    first_known,
    has,
    known,
    lean,
    one_of,
    prefix,
    shift,
    when,
)
from tonghu.law.language.rule import Grounds, category, condition, duty

COUNTY = 6


@condition("跨县域", "across counties")
def crosses_county(hukou_division: Expr, residence_division: Expr) -> Expr:
    """The counties of hukou and of residence differ. hz-o5-1."""
    return prefix(hukou_division, COUNTY) != prefix(residence_division, COUNTY)


@condition("中心城区之间", "between core districts of one city")
def within_city_core(hukou_division: Expr, residence_division: Expr, param_city_core_districts: Expr) -> Expr:
    """Both districts on the city's dated list; with no list it is not decided (A16). hz-o5-2."""
    same_city = prefix(hukou_division, 4) == prefix(residence_division, 4)
    both = all_of(
        has(param_city_core_districts, prefix(hukou_division, COUNTY)),
        has(param_city_core_districts, prefix(residence_division, COUNTY)),
    )
    return all_of(same_city, lean("A16", both))


@condition("按定义属于流动儿童", "a migrant child by definition")
def migrant_by_facts(
    crosses_county: Expr, within_city_core: Expr, residence_since: Expr, moved_with_guardian: Expr, as_of_date: Expr,
    under_sixteen: Expr, param_migrant_months: Expr, migrant_child: Expr,
) -> Expr:  # fmt: skip
    """Six months on the same day number (A15). hz-o5-1, hz-o5-2; a stated status counts where the facts are silent."""
    six_months = lean("A15", shift(residence_since, months=param_migrant_months) <= as_of_date)
    derived = all_of(crosses_county, ~within_city_core, six_months, moved_with_guardian)
    return all_of(under_sixteen, first_known(derived, migrant_child))


@category("流动儿童", "Migrant child")
def migrant(migrant_by_facts: Expr) -> Grounds:
    """By the text's definition, or by the same one as a marked fallback (A04)."""
    return Grounds(limbs={"definition": migrant_by_facts, "fallback": lean("A04", migrant_by_facts)})


@condition("困境流动儿童", "a migrant child in difficulty")
def migrant_in_difficulty(migrant: Expr, migrant_difficulty: Expr) -> Expr:
    """Only after a recorded difficulty in living, medical care, schooling or the like. hz-o5-3."""
    return all_of(migrant, one_of(migrant_difficulty, ("生活", "就医", "就学", "其他")))


@condition("非本地户籍", "hukou elsewhere")
def hukou_elsewhere(hukou_here: Expr) -> Expr:
    """The hukou lies outside the place asked."""
    return ~hukou_here


@condition("本地负责发放生活费", "this place pays living allowances")
def pays_here(hukou_here: Expr) -> Expr:
    """Living allowances follow the hukou; with no hukou on file the place asked is taken (A35)."""
    return when(known(hukou_here), when(hukou_here, TRUE, lean("A35", FALSE)), TRUE)


@duty(
    "评估流动儿童的生活、就医、就学困难",
    "Find out what the migrant child lacks in living, medical care and schooling",
    seat="儿童主任",
)
def migrant_difficulty_due(migrant: Expr, migrant_difficulty: Expr) -> Grounds:
    """A migrant child with no difficulty assessed yet. hz-o5-3."""
    return Grounds(limbs={"not_assessed": all_of(migrant, ~known(migrant_difficulty))})
