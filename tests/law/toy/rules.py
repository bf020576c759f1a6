"""A toy law (魔法镇): tests of the engine rest on it, so they do not break when a province changes its law."""

from __future__ import annotations

from tonghu.law.language.expr import (
    Expr,
    all_of,
    any_of,
    constant,
    fact,
    greatest,
    known,
    lean,
    one_of,
    scale,
    shift,
    when,
)
from tonghu.law.language.rule import (
    Grounds,
    benefit,
    block,
    category,
    condition,
    duty,
    entitlement,
    exit_ground,
    indicator,
    open_question,
    quantity,
)


@quantity("date", "十八岁生日", "eighteenth birthday")
def toy_adult_day(birth_date: Expr, param_adult_age: Expr) -> Expr:
    months = scale(param_adult_age, by=12)
    return lean(
        "A14",
        shift(birth_date, months=months, mode="roll"),
        day_after=shift(birth_date, months=months, days=1, mode="roll"),
    )


@condition("成年", "of age")
def toy_adult(toy_adult_day: Expr, as_of_date: Expr) -> Expr:
    return as_of_date >= toy_adult_day


@condition("父母死亡", "dead", per_parent=True)
def toy_dead(parent_life_status: Expr) -> Expr:
    return parent_life_status == "死亡"


@category("孤儿", "Toy orphan")
def toy_orphan(
    father__toy_dead: Expr, mother__toy_dead: Expr, toy_adult: Expr, orphan_certified: Expr
) -> Grounds:
    return Grounds(
        when=~toy_adult,
        limbs={
            "both": all_of(father__toy_dead, mother__toy_dead),
            "certified": lean("A04", all_of(known(orphan_certified), orphan_certified)),
        },
    )


@category("流动儿童", "Toy migrant", public="migrant_child")
def toy_migrant(residence_since: Expr, as_of_date: Expr) -> Grounds:
    return Grounds(limbs={"six_months": shift(residence_since, months=6) <= as_of_date})


@quantity("money", "标准", "standard")
def toy_standard(
    param_standard_scattered: Expr, param_standard_institution: Expr, institution_placed: Expr
) -> Expr:
    return when(institution_placed, param_standard_institution, param_standard_scattered)


@benefit("孤儿津贴", "Toy orphan benefit", unit="元/月", group="toy")
def toy_allowance(toy_orphan: Expr, toy_standard: Expr, toy_adult_day: Expr) -> Grounds:
    return Grounds(limbs={"orphan": toy_orphan}, amount=toy_standard, until=toy_adult_day)


@benefit("比例津贴", "Toy share", unit="元/月", group="toy", needs=("premium_amount",), settles_adoption=True)
def toy_share(
    household_status: Expr, param_severe_disability_ratio: Expr, param_standard_scattered: Expr
) -> Grounds:
    share = scale(param_standard_scattered, by=param_severe_disability_ratio, over=10_000, unit=100)
    return Grounds(limbs={"poor": household_status == "低保"}, amount=share)


@benefit("困境儿童基本生活补贴", "Toy top-up", unit="元/月", choice="benefit_choice")
def toy_top_up(
    param_dibao_standard: Expr,
    child_own_income: Expr,
    household_status: Expr,
    as_of_date: Expr,
    next_stage_admission_date: Expr,
) -> Grounds:
    gap = greatest(param_dibao_standard - child_own_income, 0)
    near = one_of(household_status, ["低保边缘", "刚性支出困难"])
    start, until = lean("A08", as_of_date), lean("A07", next_stage_admission_date)
    return Grounds(limbs={"near": near}, amount=gap, start=start, until=until)


@benefit("困难残疾人生活补贴", "Toy gift", unit="元", choice="benefit_choice", estimate=True)
def toy_gift(in_school: Expr, temporary_guardianship: Expr) -> Grounds:
    """A gift for pupils."""
    premium = lean("A05", fact("premium_amount"))
    amount = when(temporary_guardianship, constant(0, premium), premium)
    return Grounds(limbs={"fable": in_school, "rumour": ~in_school}, amount=amount)


@quantity("money", "比例津贴的两倍", "twice the share")
def toy_double(toy_share__amount: Expr) -> Expr:
    return when(known(toy_share__amount), toy_share__amount + toy_share__amount, toy_share__amount)


@entitlement("茶点", "Toy tea", candidate=("guess",), needs=("school_stage",))
def toy_tea(toy_orphan: Expr, in_school: Expr) -> Grounds:
    return Grounds(limbs={"orphan": toy_orphan, "guess": in_school})


@entitlement("蛋糕 {hukou_division}", "Toy cake {hukou_division}")
def toy_cake(birth_date: Expr) -> Grounds:
    return Grounds(limbs={"everyone": known(birth_date)})


@duty("拜访", "Toy visit", seat="儿童主任")
def toy_visit(toy_orphan: Expr, visit_date: Expr) -> Grounds:
    return Grounds(limbs={"never": all_of(toy_orphan, ~known(visit_date))})


@duty("电话", "Toy call", seat="教师")
def toy_call(in_school: Expr) -> Grounds:
    return Grounds(limbs={"pupil": in_school, "at_home": ~in_school})


@indicator("持证比例", "Toy certified directors", seat="镇政府")
def toy_certified(
    directors_certified: Expr,
    directors_total: Expr,
    param_director_certified_target: Expr,
    param_director_certified_day: Expr,
) -> Grounds:
    rate = scale(directors_certified, by=10_000, over=directors_total, mode="down", as_="percent")
    limbs = {"below": rate < param_director_certified_target}
    return Grounds(limbs=limbs, value=rate, until=param_director_certified_day)


@exit_ground("长大", "Toy coming of age", ends="toy_allowance")
def toy_exit(toy_adult: Expr, toy_adult_day: Expr, orphan_certified: Expr) -> Grounds:
    return Grounds(limbs={"of_age": all_of(toy_adult, orphan_certified)}, until=toy_adult_day)


@block("送回", "Toy return", needs=("guardianship_assessment_date",))
def toy_block(temporary_guardianship: Expr, guardianship_assessment_date: Expr) -> Grounds:
    return Grounds(limbs={"unassessed": all_of(temporary_guardianship, ~known(guardianship_assessment_date))})


@open_question("条文没说", "Toy silence", needs=("param_taper_months",))
def toy_question(toy_adult: Expr, param_taper_months: Expr) -> Grounds:
    """The text is silent on what comes after.

    What stands here further down is for those who read the rules.
    """
    return Grounds(limbs={"silent": all_of(toy_adult, any_of(~known(param_taper_months)))})
