"""福彩圆梦·孤儿助学工程 and 浙里护苗·圆梦助学: study grants from the lottery fund."""

from __future__ import annotations

from tonghu.law.language.expr import TRUE, Expr, all_of, any_of, has, known, lean, one_of, when
from tonghu.law.language.rule import Grounds, benefit, condition, entitlement
from tonghu.law.systems.foundations.shorthand import on_file

UPWARDS = ("普通高中", "中职(含技工)", "高职", "大专", "本科", "硕士研究生")


@condition("认定过孤儿", "certified as an orphan, now or before 18")
def certified_orphan(orphan_certified: Expr, category_before_18: Expr) -> Expr:
    """By the certificate or the record of the category held before 18; facts alone do not do."""
    return any_of(all_of(known(category_before_18), has(category_before_18, "orphan")), orphan_certified)


@entitlement("“福彩圆梦·孤儿助学工程”", "Lottery-fund study grant for orphans", candidate=("orphan",))
def lottery_study(certified_orphan: Expr, school_stage: Expr, still_enrolled: Expr) -> Grounds:
    """The documents name the project and not its conditions; the project's body decides.

    hz-art03-3, nm20-s3a2-4, tj-art09-3.
    """
    return Grounds(limbs={"orphan": all_of(one_of(school_stage, UPWARDS), still_enrolled, certified_orphan)})


@entitlement("“浙里护苗·圆梦助学”行动", "Zhejiang's study aid 浙里护苗·圆梦助学", candidate=("qualifying",))
def zheli_study(
    was_orphan: Expr, unattended: Expr, was_unattended: Expr, in_difficulty: Expr, school_stage: Expr,
    still_enrolled: Expr,
) -> Grounds:  # fmt: skip
    """Named without conditions (A41). hz-art03-3."""
    who = any_of(was_orphan, unattended, was_unattended, in_difficulty)
    return Grounds(
        limbs={"qualifying": all_of(one_of(school_stage, UPWARDS), still_enrolled, lean("A41", who))}
    )


@condition("符合圆梦项目就读条件", "studies as the project asks")
def lottery_studies(
    adult: Expr,
    school_stage: Expr,
    full_time: Expr,
    at_school: Expr,
    study_unbroken: Expr,
    national_plan_student: Expr,
) -> Expr:
    """Of age, full-time and without a break, up to a master's degree within the national plan. bg-2025-yuanmeng-grant."""
    planned = when(school_stage == "硕士研究生", national_plan_student, TRUE)
    return all_of(adult, one_of(school_stage, UPWARDS), at_school, full_time, study_unbroken, planned)


@benefit("福彩圆梦·孤儿助学金", "Lottery-fund study grant for orphans", unit="元/学年")
def lottery_grant(
    lottery_studies: Expr, certified_orphan: Expr, adopted_now: Expr, pre_adoption_status: Expr,
    param_lottery_study_grant: Expr,
) -> Grounds:  # fmt: skip
    """Orphan before 18 and not adopted; an adopted disabled orphan needs the studies only. In fen per school year.

    bg-2025-yuanmeng-grant, bg-2025-yuanmeng-adopted.
    """
    adopted = all_of(on_file(adopted_now), pre_adoption_status == "残疾孤儿")
    return Grounds(
        when=lottery_studies,
        limbs={"orphan": all_of(certified_orphan, ~adopted_now), "adopted": adopted},
        amount=param_lottery_study_grant,
    )
