"""低保, 特困 and remote applications: the bridge to social assistance."""

from __future__ import annotations

from tonghu.law.language.expr import (
    Expr,
    all_of,
    any_of,
    greatest,
    known,
    lean,
    month_end,
    one_of,
    shift,
    unknown,
    when,
)
from tonghu.law.language.rule import Grounds, benefit, condition, duty, entitlement, open_question, quantity


@quantity("money", "单人户低保估算", "estimate of dibao for the child alone")
def single_dibao_amount(param_dibao_standard: Expr, child_own_income: Expr) -> Expr:
    """The local standard less the child's own income, never below zero (A46). In fen per month."""
    return lean("A46", greatest(param_dibao_standard - child_own_income, 0))


@benefit("低保（单人户）", "Dibao for the child alone", unit="元/月", estimate=True)
def single_dibao(
    marginal: Expr, ill_or_severe: Expr, adult: Expr, pays_here: Expr, single_dibao_amount: Expr
) -> Grounds:
    """A severely ill or disabled child of a dibao-marginal household, counted as a household of one.

    gb18-art01-3, hz-art01-4, sc53-art02-1, nm20-s1a1-9; in Tianjin the family may apply (tj-art02-3).
    """
    return Grounds(
        limbs={"ill_or_severe": all_of(marginal, ~adult, pays_here, ill_or_severe)},
        amount=single_dibao_amount,
    )


@open_question(
    "三级四级精神（智力）残疾是否算重残（单人户低保）",
    "Whether grade 3-4 mental disability is severe for dibao alone",
)
def single_dibao_mental(marginal: Expr, mental_3_4: Expr, serious_illness: Expr, adult: Expr) -> Grounds:
    """Named in hz-art01-3 but not in the clauses of dibao for one (A08). Left open, not refused."""
    not_ill = ~all_of(known(serious_illness), serious_illness)
    return Grounds(limbs={"open": all_of(marginal, ~adult, not_ill, lean("A08", mental_3_4))})


@benefit("特困救助供养", "Tekun support", unit="元/月")
def tekun_support(
    tekun: Expr, paid_as_minor: Expr, adult: Expr, studying_to_upper_secondary: Expr, dibao_or_tekun_amount: Expr,
    tekun_until: Expr, exit_tekun: Expr, as_of_date: Expr, pays_here: Expr,
) -> Grounds:  # fmt: skip
    """Held to 18, and on while in upper-secondary school or below (A25). nm20-s1a1-8, nm20-s1a1-x2."""
    last_month = all_of(exit_tekun, as_of_date <= month_end(tekun_until))
    return Grounds(
        when=all_of(tekun, pays_here),
        limbs={
            "minor": paid_as_minor,
            "studying": all_of(adult, lean("A25", studying_to_upper_secondary)),
            "last_month": last_month,
        },
        amount=dibao_or_tekun_amount, until=when(exit_tekun, tekun_until, unknown("date")),
    )  # fmt: skip


@entitlement("特困、低保或临时救助核查", "Check for tekun, dibao or temporary relief", candidate=("check",))
def assistance_check(in_difficulty: Expr, tekun: Expr, on_dibao: Expr, emergency_type: Expr) -> Grounds:
    """Each child in difficulty not yet on one of them is looked at. nm20-s1a1-8."""
    covered = any_of(all_of(known(tekun), tekun), all_of(known(on_dibao), on_dibao))
    return Grounds(limbs={"check": all_of(in_difficulty, ~covered)})


@entitlement("居住地受理异地低保或低保边缘认定申请", "Application for dibao or marginal status where the family lives",
             candidate=("encouraged", "lives_elsewhere"))  # fmt: skip
def remote_dibao(migrant: Expr, crosses_county: Expr, adult: Expr, param_remote_dibao_open: Expr) -> Grounds:
    """Sichuan takes them; elsewhere only where the place has opened it. gb18-art02-3, sc53-art03-3, nm20-s1a1-10.

    A child who lives in another county and of whom it is not known whether the six months are reached may ask.
    """
    asks = all_of(~known(migrant), crosses_county, ~adult)
    return Grounds(
        limbs={
            "taken": migrant,
            "lives_elsewhere": asks,
            "encouraged": all_of(migrant, param_remote_dibao_open == "开放"),
        }
    )


@condition(
    "与本市居民结婚并共同连续居住满一年", "married to a resident and living together for one unbroken year"
)
def married_resident_year(
    spouse_local_hukou: Expr, marriage_date: Expr, joint_residence_since: Expr, as_of_date: Expr,
    param_joint_residence_months: Expr,
) -> Expr:  # fmt: skip
    """The year of living together ends on the day asked; the marriage is in force that day (A33). tj-art02-2."""
    year = shift(joint_residence_since, months=param_joint_residence_months) <= as_of_date
    from_marriage = (
        shift(greatest(marriage_date, joint_residence_since), months=param_joint_residence_months)
        <= as_of_date
    )
    return all_of(
        spouse_local_hukou, marriage_date <= as_of_date, lean("A33", year, from_marriage=from_marriage)
    )


@entitlement("可申请本市低保", "May apply for the city's dibao")
def married_dibao(hukou_elsewhere: Expr, married_resident_year: Expr) -> Grounds:
    """A non-local family member married to a Tianjin resident. tj-art02-2."""
    return Grounds(limbs={"one_year": all_of(hukou_elsewhere, married_resident_year)})


@duty(
    "先办理低保或特困认定，再办成年学生补差",
    "Apply for dibao or tekun first: the adult student's top-up rests on it",
    seat="县级民政",
)
def dibao_first(
    studying_in_sichuan: Expr, adult: Expr, was_orphan: Expr, was_unattended: Expr, household_status: Expr
) -> Grounds:
    """The precondition of the top-up is missing. sc53-art02-3."""
    without = one_of(household_status, ("低保边缘", "刚性支出困难", "低收入帮扶", "一般"))
    return Grounds(
        limbs={"missing": all_of(adult, any_of(was_orphan, was_unattended), studying_in_sichuan, without)}
    )
