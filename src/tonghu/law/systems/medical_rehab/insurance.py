"""参保: migrants where they live, institution children at any time, cover without a waiting period."""

from __future__ import annotations

from tonghu.law.language.expr import TRUE, Expr, all_of, greatest, known, lean, prefix, when
from tonghu.law.language.rule import Grounds, condition, duty, entitlement, quantity
from tonghu.law.systems.foundations.shorthand import on_file, said_no

POOL = 4  # basic insurance is pooled by prefecture: the first four digits of a division code


@condition("已知在居住地参保", "known to be insured where the child lives")
def insured_at_residence(
    insurance_enrolled: Expr, insurance_pool_division: Expr, residence_division: Expr
) -> Expr:
    """Enrolled, and the pool is not known to be another one. Always known: no record counts as not known."""
    both = known(insurance_pool_division) & known(residence_division)
    same = prefix(insurance_pool_division, POOL) == prefix(residence_division, POOL)
    return all_of(known(insurance_enrolled), insurance_enrolled, when(both, same, TRUE))


@entitlement("在居住地参加基本医疗保险", "Basic medical insurance at the place of residence")
def residence_insurance(migrant: Expr, insured_at_residence: Expr) -> Grounds:
    """Migrant children who are not known to be insured there; no test of hukou. gb18-art04-1, nm20-s2a1-1, tj-art04-1."""
    return Grounds(limbs={"migrant": all_of(migrant, ~insured_at_residence)})


@duty("办理异地就医备案（直接结算）", "File for direct settlement across regions", seat="医保")
def settle_across_regions(
    insurance_pool_division: Expr, residence_division: Expr, cross_region_filed: Expr, adult: Expr
) -> Grounds:
    """Insured in one pool, living in another, and no filing on record. gb18-art04-2, tj-art04-2."""
    elsewhere = prefix(insurance_pool_division, POOL) != prefix(residence_division, POOL)
    filed = on_file(cross_region_filed)
    return Grounds(limbs={"unfiled": all_of(~adult, elsewhere, ~filed)})


@entitlement("参保缴费时间放宽", "No payment window for institution children")
def payment_window(institution_raised: Expr, adult: Expr) -> Grounds:
    """A child raised in an institution may enrol and pay outside the ordinary window. gb18-art04-3."""
    return Grounds(limbs={"institution": all_of(institution_raised, ~adult)})


@quantity("date", "医保待遇起始日", "day from which cover runs")
def cover_from(insurance_enrolled_date: Expr, insurance_paid_date: Expr) -> Expr:
    """The later of enrolment and payment (A34); the day of payment where no day of enrolment is on file."""
    later = greatest(insurance_enrolled_date, insurance_paid_date)
    return lean("A34", when(known(insurance_enrolled_date), later, insurance_paid_date))


@entitlement("基本医保待遇已生效", "Cover by basic medical insurance is active")
def insurance_cover(
    institution_raised: Expr, adult: Expr, insurance_enrolled: Expr, cover_from: Expr, as_of_date: Expr
) -> Grounds:
    """Institution children: once enrolled and paid; in Hangzhou at once (随保随享). gb18-art04-4, hz-art02-5."""
    child = institution_raised & ~adult
    refused = said_no(insurance_enrolled)
    return Grounds(
        limbs={
            "paid": all_of(child, insurance_enrolled, cover_from <= as_of_date),
            "at_once": all_of(child, ~refused, cover_from <= as_of_date),
        },
        start=cover_from,
    )


@entitlement("参保不设待遇等待期", "No waiting period", needs=("insurance_enrolled", "insurance_paid_date"))
def no_waiting_period(
    in_difficulty: Expr, medical_rescue_eligible: Expr, cover_from: Expr, as_of_date: Expr
) -> Grounds:
    """Children in difficulty who qualify for medical rescue: cover from the later of the two days (A34). tj-art04-3."""
    not_begun = known(cover_from) & (cover_from > as_of_date)
    return Grounds(
        limbs={"rescue": all_of(in_difficulty, medical_rescue_eligible, ~not_begun)}, start=cover_from
    )


@entitlement("少儿医保健康体检", "Health check of the children's insurance scheme")
def health_check(insurance_type: Expr, adult: Expr, in_difficulty: Expr) -> Grounds:
    """Those in the children's scheme; left out only where known not to be in difficulty (保障对象). hz-art02-8."""
    outside = said_no(in_difficulty)
    return Grounds(limbs={"scheme": all_of(insurance_type == "少儿医保", ~adult, ~outside)})
