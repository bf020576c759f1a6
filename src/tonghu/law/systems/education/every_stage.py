"""各教育阶段资助 (Inner Mongolia) and 应助尽助 (Hangzhou): aid whatever the stage."""

from __future__ import annotations

from tonghu.law.language.expr import TRUE, Expr, all_of, has, known, lean, one_of, when
from tonghu.law.language.rule import Grounds, condition, duty, entitlement

STAGES = ("学前", "义务教育", "普通高中", "中职(含技工)", "高职", "大专", "本科", "硕士研究生", "博士研究生")
AID = ("助学金", "教育资助", "学费减免", "生活补助")


@condition("处于某一教育阶段", "at some stage of schooling")
def at_a_stage(school_stage: Expr, still_enrolled: Expr) -> Expr:
    """A stage not yet recorded is asked for, and refuses nothing. nm20-s3a2-2, hz-art02-9."""
    return all_of(when(known(school_stage), one_of(school_stage, STAGES), TRUE), still_enrolled)


@entitlement("各教育阶段资助（生活补贴、助学金、减免相关费用）", "Aid at every stage of schooling", needs=("school_stage",),
             candidate=("after_18",))  # fmt: skip
def stage_aid(in_difficulty: Expr, at_a_stage: Expr, adult: Expr, studying_to_bachelor: Expr) -> Grounds:
    """Every child in difficulty; those who study on after 18 keep what 相关政策 covers, which is not listed (A24).

    nm20-s3a2-2, nm20-s1a1-x1.
    """
    return Grounds(
        limbs={
            "every_stage": all_of(in_difficulty, at_a_stage),
            "after_18": all_of(adult, studying_to_bachelor),
        }
    )


@entitlement(
    "教育资助应助尽助",
    "School aid for all who qualify",
    needs=("school_stage",),
    candidate=("qualifying", "migrant"),
)
def aid_for_all(
    orphan: Expr, unattended: Expr, in_difficulty: Expr, migrant: Expr, at_a_stage: Expr
) -> Grounds:
    """Orphans and unattended children; 符合条件 stands before other children in difficulty and migrants (A41).

    hz-art02-9.
    """
    return Grounds(
        when=at_a_stage,
        limbs={
            "orphan": orphan,
            "unattended": unattended,
            "qualifying": lean("A41", in_difficulty),
            "migrant": lean("A41", migrant),
        },
    )


@duty("应助未助，核对教育资助", "Qualifies for school aid and has none: check", seat="教育")
def aid_not_received(aid_for_all: Expr, current_benefits: Expr) -> Grounds:
    """Benefits are on file and none of them is school aid. hz-art02-9."""
    none = all_of(known(current_benefits), ~has(current_benefits, *AID))
    return Grounds(limbs={"none": all_of(none, aid_for_all)})
