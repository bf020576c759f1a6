"""早期筛查: who is due, who waits for a diagnosis, and the three steps of autism screening in Tianjin."""

from __future__ import annotations

from tonghu.law.language.expr import TRUE, Expr, all_of, any_of, first_known, known, lean, scale, shift, when
from tonghu.law.language.rule import Grounds, condition, duty
from tonghu.law.systems.foundations.shorthand import on_file, recorded


@condition("在早期筛查年龄内", "within the age of early screening")
def of_screening_age(birth_date: Expr, age_years: Expr, as_of_date: Expr, param_screening_age: Expr) -> Expr:
    """6岁及以下: through the day before the 7th birthday (A44). sc53-art07-1."""
    past = shift(birth_date, months=scale(param_screening_age + 1, by=12), mode="roll")
    return lean("A44", first_known(as_of_date < past, age_years <= param_screening_age))


@condition("已持证或已诊断", "certified or diagnosed already")
def finding_made(disability_certified: Expr, autistic: Expr, screening_stage: Expr) -> Expr:
    """What screening looks for has been found. Always known."""
    certified = on_file(disability_certified)
    diagnosed = recorded(screening_stage, "诊断")
    return any_of(certified, autistic, diagnosed)


@duty("残疾早期筛查", "Early screening for disability", seat="卫健")
def early_screening(of_screening_age: Expr, screening_date: Expr, finding_made: Expr) -> Grounds:
    """In the age of screening, and none on file. sc53-art07-1, gb18-art06-2, tj-art06-1."""
    return Grounds(limbs={"none": all_of(~known(screening_date), ~finding_made, of_screening_age)})


@duty("筛查阳性，转诊断和干预", "Screened positive: refer for diagnosis and treatment", seat="卫健")
def screening_follow_up(
    screening_result: Expr, screening_date: Expr, finding_made: Expr, as_of_date: Expr, adult: Expr,
    param_screening_followup_months: Expr,
) -> Grounds:  # fmt: skip
    """Positive and not diagnosed; at once, unless the county allows some months. gb18-art06-2, sc53-art07-1."""
    positive = recorded(screening_result, "阳性")
    late = shift(screening_date, months=param_screening_followup_months) <= as_of_date
    due = when(known(param_screening_followup_months) & known(screening_date), late, TRUE)
    return Grounds(limbs={"undiagnosed": all_of(positive, ~finding_made, ~adult, due)})


@duty("确定康复需求，尽早干预", "Find out the need of rehabilitation and start early", seat="残联")
def first_intervention(of_screening_age: Expr, finding_made: Expr, rehab_need: Expr) -> Grounds:
    """Found in the age of screening, and no need of rehabilitation on file. gb18-art06-2, sc53-art07-1."""
    return Grounds(limbs={"no_plan": all_of(finding_made, ~known(rehab_need), of_screening_age)})


@duty("孤独症第一级：基层医疗机构初筛", "Autism, step 1: first screening in primary care", seat="卫健")
def autism_first_step(screening_stage: Expr, autistic: Expr, adult: Expr) -> Grounds:
    """Recorded as not screened. tj-art06-4."""
    waiting = recorded(screening_stage, "未筛")
    return Grounds(limbs={"waiting": all_of(waiting, ~autistic, ~adult)})


@duty("孤独症第二级：转区妇幼保健机构复筛", "Autism, step 2: second screening at the district maternal and child hospital",
      seat="卫健")  # fmt: skip
def autism_second_step(screening_stage: Expr, screening_result: Expr, autistic: Expr, adult: Expr) -> Grounds:
    """Positive in the first screening. tj-art06-4."""
    first = recorded(screening_stage, "初筛")
    return Grounds(limbs={"waiting": all_of(first, ~autistic, ~adult, screening_result == "阳性")})


@duty("孤独症第三级：转市级医疗机构诊断", "Autism, step 3: diagnosis at a city hospital", seat="卫健")
def autism_third_step(screening_stage: Expr, screening_result: Expr, autistic: Expr, adult: Expr) -> Grounds:
    """Positive in the second screening. tj-art06-4."""
    second = recorded(screening_stage, "复筛")
    return Grounds(limbs={"waiting": all_of(second, ~autistic, ~adult, screening_result == "阳性")})
