"""孤儿基本生活费, 事实无人抚养儿童基本生活补贴 and the price supplement."""

from __future__ import annotations

from tonghu.law.language.expr import (
    FALSE,
    TRUE,
    Expr,
    all_of,
    any_of,
    first_known,
    greatest,
    known,
    lean,
    month_end,
    month_start,
    scale,
    unknown,
    when,
)
from tonghu.law.language.rule import Grounds, benefit, condition, open_question, quantity


@condition("未被收养，或仍在收养当月", "not adopted, or still in the month of adoption")
def not_yet_adopted(
    adopted_now: Expr, adoption_date: Expr, adopted_disabled_orphan: Expr, as_of_date: Expr
) -> Expr:
    """A healthy child's allowance ends with the month of adoption; the disabled orphan's goes on elsewhere (A27)."""
    this_month = all_of(
        known(adoption_date), as_of_date <= month_end(adoption_date), ~adopted_disabled_orphan
    )
    return any_of(~adopted_now, this_month)


@quantity("date", "计发起始日", "day from which it is paid")
def paid_from(application_date: Expr) -> Expr:
    """The first of the month of application, once approved (A45)."""
    return lean("A45", month_start(application_date), to_the_day=application_date)


@condition("成年后继续保障", "support that goes on after 18")
def carried_on(adult: Expr, covered_before_18: Expr, studying_to_bachelor: Expr, taper_running: Expr) -> Expr:
    """Studying in a listed stage, or within the taper; with both open it goes on either way. nm20-s1a1-7, -x1."""
    return all_of(adult, covered_before_18, when(studying_to_bachelor, TRUE, taper_running))


@condition("在本地且未退出", "paid by this place, and no exit has taken effect")
def still_paid_here(exited: Expr, pays_here: Expr) -> Expr:
    """What every ground of a living allowance needs besides."""
    return all_of(~exited, pays_here)


def living_limbs(
    child: Expr, was: Expr, placed: Expr, paid_as_minor: Expr, not_yet_adopted: Expr, carried_on: Expr, in_transition: Expr,
    still_paid_here: Expr,
) -> dict[str, Expr]:  # fmt: skip
    """The grounds that both living allowances have: as a minor, after 18, in the transition."""
    minor = all_of(any_of(child, was), paid_as_minor, not_yet_adopted, still_paid_here)
    institution = first_known(placed, FALSE)
    return {
        "standard": minor,
        "scattered": all_of(minor, ~institution),
        "institution": all_of(minor, institution),
        "after_18": all_of(was, not_yet_adopted, carried_on, still_paid_here),
        "transition": all_of(was, in_transition, still_paid_here),
    }


@benefit("孤儿基本生活费", "Orphan living allowance", unit="元/月", group="living")
def orphan_allowance(
    orphan: Expr, was_orphan: Expr, institution_raised: Expr, not_yet_adopted: Expr, paid_as_minor: Expr,
    carried_on: Expr, in_transition: Expr, still_paid_here: Expr, orphan_standard: Expr, living_until: Expr,
    paid_from: Expr,
) -> Grounds:  # fmt: skip
    """Certified or defined orphans; by scattered or institution standard. nm20-s1a1-1, -2, -7; gb18-art01-1."""
    limbs = living_limbs(
        orphan, was_orphan, institution_raised, paid_as_minor, not_yet_adopted, carried_on, in_transition,
        still_paid_here,
    )  # fmt: skip
    return Grounds(limbs, amount=orphan_standard, until=living_until, start=paid_from)


@condition("认定不依赖未定月数", "the finding does not hang on an unset number of months")
def months_settled(
    unattended_held: Expr, param_custody_min_months: Expr, father__parent_in_custody: Expr,
    mother__parent_in_custody: Expr, father__parent_out_of_contact: Expr, mother__parent_out_of_contact: Expr,
) -> Expr:  # fmt: skip
    """Where custody or lost contact decides and no cited rule sets the months, payment waits (A07)."""
    timed = any_of(
        father__parent_in_custody,
        mother__parent_in_custody,
        father__parent_out_of_contact,
        mother__parent_out_of_contact,
    )
    # any number will do here, what counts is that one is set: an unset one stays unknown and is asked for
    is_set = param_custody_min_months >= 0
    return any_of(unattended_held, lean("A07", any_of(~timed, is_set)))


@quantity("money", "事实无人抚养儿童适用标准", "standard that applies to an unattended child")
def unattended_standard(
    institution_raised: Expr, param_consumption_ratio_scattered: Expr, orphan_standard: Expr,
    param_unattended_amount: Expr, months_settled: Expr, param_unattended_topup: Expr, dibao_or_tekun_amount: Expr,
    assisted_first: Expr,
) -> Expr:  # fmt: skip
    """Tied to the orphan standards only where a text says so; elsewhere its own figure, else unset. In fen.

    Where a notice says 补差, dibao or tekun already received is taken off.
    """
    tied = when(known(param_consumption_ratio_scattered), orphan_standard, param_unattended_amount)
    tops_up = all_of(known(param_unattended_topup), param_unattended_topup == "补差")
    topped = when(assisted_first, greatest(tied - dibao_or_tekun_amount, 0), tied)
    return when(months_settled, when(tops_up, topped, tied), unknown("money"))


@benefit("事实无人抚养儿童基本生活补贴", "Unattended child living allowance", unit="元/月", group="living")
def unattended_allowance(
    unattended: Expr, was_unattended: Expr, institution_raised: Expr, not_yet_adopted: Expr, paid_as_minor: Expr,
    carried_on: Expr, in_transition: Expr, still_paid_here: Expr, unattended_standard: Expr, living_until: Expr,
    paid_from: Expr,
) -> Grounds:  # fmt: skip
    """nm20-s1a1-1, -2, -7; elsewhere no text ties it to a number. gb18-art01-1, hz-art01-2."""
    limbs = living_limbs(
        unattended, was_unattended, institution_raised, paid_as_minor, not_yet_adopted, carried_on, in_transition,
        still_paid_here,
    )  # fmt: skip
    return Grounds(limbs, amount=unattended_standard, until=living_until, start=paid_from)


@condition("物价联动已触发", "the price linkage is triggered")
def price_linkage_on(
    param_cpi_rise: Expr, param_food_cpi_rise: Expr, param_cpi_trigger: Expr, param_food_cpi_trigger: Expr
) -> Expr:
    """Either index of the month at its threshold. 发改价格〔2021〕1553号."""
    return any_of(param_cpi_rise >= param_cpi_trigger, param_food_cpi_rise >= param_food_cpi_trigger)


@quantity("money", "物价联动金额", "amount of the price linkage")
def price_linkage_amount(
    param_dibao_standard: Expr, param_cpi_rise: Expr, param_food_cpi_rise: Expr, param_cpi_trigger: Expr,
    param_food_cpi_trigger: Expr,
) -> Expr:  # fmt: skip
    """Dibao standard × the index that triggered, to the yuan, the higher of two. 发改价格〔2021〕1553号. In fen."""

    def part(rise: Expr, trigger: Expr) -> Expr:
        return when(rise >= trigger, scale(param_dibao_standard, by=rise, over=10_000, unit=100), 0)

    return greatest(
        part(param_cpi_rise, param_cpi_trigger), part(param_food_cpi_rise, param_food_cpi_trigger)
    )


@benefit("物价联动补贴", "Price supplement", unit="元/月")
def price_supplement(
    orphan_allowance: Expr, unattended_allowance: Expr, infected_allowance: Expr, param_price_supplement: Expr,
    price_linkage_on: Expr, price_linkage_amount: Expr,
) -> Grounds:  # fmt: skip
    """Only while a notice has switched the linkage on, or an index has. nm20-s1a1-5. In fen."""
    on_allowance = any_of(orphan_allowance, unattended_allowance, infected_allowance)
    return Grounds(
        limbs={
            "switched_on": all_of(known(param_price_supplement), on_allowance),
            "triggered": all_of(known(price_linkage_on), price_linkage_on, on_allowance),
        },
        amount=first_known(param_price_supplement, price_linkage_amount),
    )


@benefit(
    "基本生活费（参照社会散居孤儿）",
    "Living allowance by the scattered-orphan standard",
    unit="元/月",
    group="living",
)
def infected_allowance(
    hiv_infected: Expr, orphan: Expr, paid_as_minor: Expr, pays_here: Expr, standard_scattered: Expr
) -> Grounds:
    """Named neutrally: why is at the highest secrecy. Where a notice says so; elsewhere open (A10). In fen."""
    infected = all_of(known(hiv_infected), hiv_infected, paid_as_minor, ~all_of(known(orphan), orphan))
    return Grounds(limbs={"by_notice": all_of(infected, pays_here)}, amount=standard_scattered)


@open_question(
    "艾滋病病毒感染儿童是否按散居孤儿发放",
    "Whether an infected child with living parents is paid as an orphan",
)
def hiv_with_parents(hiv_infected: Expr, orphan: Expr, adult: Expr) -> Grounds:
    """The bracket may or may not include a child whose parents live; never shown on lists (A10). hz-o1-2."""
    return Grounds(limbs={"open": all_of(~adult, ~orphan, lean("A10", hiv_infected))})
