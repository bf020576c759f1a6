"""高中阶段: grant and fee waiver in 普通高中 and 中等职业学校 (技工学校 included)."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, lean, one_of
from tonghu.law.language.rule import Grounds, entitlement

UPPER_SECONDARY = ("普通高中", "中职(含技工)")


@entitlement("高中阶段助学金、免除（减免）学杂费", "Grant and fee waiver in upper secondary school",
             candidate=("qualifying",))  # fmt: skip
def upper_secondary_aid(in_difficulty: Expr, school_stage: Expr, still_enrolled: Expr) -> Grounds:
    """Every child in difficulty in Sichuan and Tianjin; nationally those who meet conditions not named (A41).

    gb18-art09-4, sc53-art04-5, tj-art09-2.
    """
    return Grounds(
        when=all_of(one_of(school_stage, UPPER_SECONDARY), still_enrolled),
        limbs={"in_difficulty": in_difficulty, "qualifying": lean("A41", in_difficulty)},
    )
