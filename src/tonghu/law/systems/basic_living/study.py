"""Still studying after 18: which studies carry support on. nm20-s1a1-x1, nm20-s1a1-x2, sc53-art02-2."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, lean, one_of
from tonghu.law.language.rule import condition

TO_BACHELOR = ("义务教育", "普通高中", "中职(含技工)", "高职", "大专", "本科")
TO_UPPER_SECONDARY = ("义务教育", "普通高中", "中职(含技工)")
SICHUAN_FULL_TIME = ("中职(含技工)", "高职", "大专", "本科", "硕士研究生")


@condition("在读或已被下一学段录取", "at school, or admitted to the next stage")
def at_school(in_school: Expr, next_stage_admission_date: Expr, as_of_date: Expr) -> Expr:
    """An admission letter bridges the gap to the start of term (A24)."""
    admitted = all_of(known(next_stage_admission_date), as_of_date <= next_stage_admission_date)
    return any_of(lean("A24", admitted), in_school)


@condition("18周岁前已纳入保障", "covered before 18")
def covered_before_18(enrolled_before_18: Expr, was_orphan: Expr, was_unattended: Expr) -> Expr:
    """nm20-s1a1-x1."""
    return any_of(was_orphan, was_unattended, enrolled_before_18)


@condition("仍在所列学段就读（至本科）", "still in a listed stage (up to a bachelor's degree)")
def studying_to_bachelor(covered_before_18: Expr, at_school: Expr, school_stage: Expr) -> Expr:
    """Compulsory to 本科; a master's degree is not listed (A24). nm20-s1a1-x1."""
    return all_of(covered_before_18, at_school, lean("A24", one_of(school_stage, TO_BACHELOR)))


@condition("仍在所列学段就读（至高中阶段）", "still in a listed stage (up to upper secondary)")
def studying_to_upper_secondary(enrolled_before_18: Expr, at_school: Expr, school_stage: Expr) -> Expr:
    """Compulsory, ordinary upper-secondary or secondary vocational. nm20-s1a1-x2."""
    return all_of(enrolled_before_18, at_school, one_of(school_stage, TO_UPPER_SECONDARY))


@condition("四川所列在读学段", "in a stage that Sichuan lists")
def studying_in_sichuan(school_stage: Expr, full_time: Expr, at_school: Expr) -> Expr:
    """普高, or full-time 中职 to 硕士; 大专 is read as 高职 (A31). sc53-art02-2."""
    full = all_of(one_of(school_stage, SICHUAN_FULL_TIME), full_time)
    return all_of(lean("A31", any_of(school_stage == "普通高中", full)), at_school)
