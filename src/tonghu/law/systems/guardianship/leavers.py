"""成年安置: plan, hukou, work, housing and living for those who leave an institution or care at 18."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, lean, one_of, shift
from tonghu.law.language.rule import Grounds, condition, duty, entitlement
from tonghu.law.systems.foundations.shorthand import recorded


@condition("机构养育的成年人", "raised in an institution and of age")
def institution_leaver(adult: Expr, institution_raised: Expr) -> Expr:
    """gb18-art17-5."""
    return adult & institution_raised


@entitlement("成年安置计划", "Plan for leaving the institution")
def leaver_plan(institution_raised: Expr, adult: Expr) -> Grounds:
    """Every child raised in an institution, before 18 and after. No text says how long before.

    gb18-art17-4, sc53-art14-2, nm20-s1a1-13, tj-art17-4.
    """
    return Grounds(limbs={"before_18": institution_raised & ~adult, "of_age": institution_raised & adult})


@duty("制定成年安置计划", "Write the plan for leaving the institution", seat="机构")
def write_leaver_plan(
    institution_raised: Expr, adult: Expr, adult_day: Expr, as_of_date: Expr, leaver_plan_date: Expr, resettled: Expr,
    param_leaver_plan_months: Expr,
) -> Grounds:  # fmt: skip
    """No plan on file: from the months before 18 that the county sets (unset says nothing), in any case from 18.

    gb18-art17-4, sc53-art14-2, nm20-s1a1-13, tj-art17-4.
    """
    none = ~known(leaver_plan_date)
    near = shift(as_of_date, months=param_leaver_plan_months) >= adult_day
    settled = recorded(resettled, "已社会化安置")
    return Grounds(
        when=all_of(none, institution_raised),
        limbs={"before_18": all_of(~adult, near), "of_age": all_of(adult, ~settled)},
    )


@duty("落实成年后安置", "Settle the care leaver", seat="县级民政")
def settle_leaver(institution_leaver: Expr, resettled: Expr) -> Grounds:
    """Of age and known not to be settled. gb18-art17-5, nm20-s1a1-13, sc53-art14-2, tj-art17-4."""
    return Grounds(limbs={"open": all_of(institution_leaver, resettled == "未安置")})


@entitlement("成年后户籍迁移支持", "Moving the hukou after coming of age")
def leaver_hukou(institution_leaver: Expr) -> Grounds:
    """Those raised in an institution. gb18-art17-5, sc53-art14-2, nm20-s1a1-13; not named in tj-art17-4."""
    return Grounds(limbs={"institution": institution_leaver})


@entitlement("成年后生活保障支持", "Living support after coming of age")
def leaver_living(institution_leaver: Expr) -> Grounds:
    """Sichuan alone names it. sc53-art14-2."""
    return Grounds(limbs={"institution": institution_leaver})


@entitlement(
    "成年后就业帮扶（职业指导、岗位推荐、创业指导）",
    "Help with work after coming of age",
    candidate=("conditions",),
)
def leaver_work(
    institution_leaver: Expr, adult: Expr, adult_care_leaver: Expr, employment_status: Expr
) -> Grounds:
    """Institution leavers everywhere; in Sichuan all former children in difficulty who look for work or start up.

    gb18-art17-5, nm20-s1a1-13, tj-art17-4, sc53-art14-2, sc53-art09-2; hz-art03-5 for those who meet conditions (A41).
    """
    former = adult & adult_care_leaver
    studying = recorded(employment_status, "在校")
    return Grounds(
        limbs={
            "institution": institution_leaver,
            "former": all_of(former, ~studying),
            "conditions": all_of(former, lean("A41", former)),
        }
    )


@entitlement("成年后住房保障（公共租赁住房或租赁补贴）", "Housing after coming of age", candidate=("conditions",),
             needs=("housing_eligible",))  # fmt: skip
def leaver_housing(
    institution_leaver: Expr, adult: Expr, adult_care_leaver: Expr, housing_eligible: Expr
) -> Grounds:
    """Institution leavers everywhere; in Hangzhou all former children in difficulty, first in the queue if eligible.

    gb18-art17-5, nm20-s1a1-13, tj-art17-4, sc53-art14-2; hz-art03-5 (A41), hz-art03-6.
    """
    former = adult & adult_care_leaver
    return Grounds(
        limbs={
            "institution": institution_leaver,
            "conditions": all_of(former, lean("A41", former)),
            "priority": all_of(former, housing_eligible == "符合"),
        }
    )


@condition("求职、失业或即将毕业", "looking for work, or about to graduate")
def looking_for_work(employment_status: Expr, graduation_date: Expr) -> Expr:
    """sc53-art09-3."""
    graduating = known(graduation_date) & (recorded(employment_status, "在校"))
    return any_of(graduating, one_of(employment_status, ("求职", "失业")))


@entitlement("一次性求职补贴", "One-off job-search subsidy", candidate=("looking",))
def job_search_subsidy(adult: Expr, adult_care_leaver: Expr, looking_for_work: Expr) -> Grounds:
    """按规定: the employment office decides (A41). sc53-art09-3."""
    former = adult & adult_care_leaver
    return Grounds(limbs={"looking": all_of(former, looking_for_work, lean("A41", former))})


@entitlement("创业担保贷款及贴息", "Guaranteed start-up loan with interest subsidy", candidate=("starting",))
def startup_loan(adult: Expr, adult_care_leaver: Expr, employment_status: Expr) -> Grounds:
    """按规定: the employment office decides (A41). sc53-art09-3."""
    former = adult & adult_care_leaver
    return Grounds(limbs={"starting": all_of(former, employment_status == "创业", lean("A41", former))})
