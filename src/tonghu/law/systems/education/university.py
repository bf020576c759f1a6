"""普通高校困难学生入学资助: Inner Mongolia's aid on entering university."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, one_of
from tonghu.law.language.rule import Grounds, entitlement

UNIVERSITY = ("高职", "大专", "本科")


@entitlement("普通高校困难学生入学资助", "Aid on entering university")
def university_entry_aid(
    was_orphan: Expr,
    unattended: Expr,
    was_unattended: Expr,
    on_dibao: Expr,
    school_stage: Expr,
    still_enrolled: Expr,
) -> Grounds:
    """Orphans, unattended children and children of dibao families, now or before coming of age. nm20-s3a2-3."""
    return Grounds(
        when=all_of(one_of(school_stage, UNIVERSITY), still_enrolled),
        limbs={"orphan": was_orphan, "unattended": any_of(unattended, was_unattended), "dibao": on_dibao},
    )
