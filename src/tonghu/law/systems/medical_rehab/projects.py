"""康复资助项目: 明天计划, 添翼计划, 光明工程."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, has, known, lean
from tonghu.law.language.rule import Grounds, entitlement
from tonghu.law.systems.medical_rehab.cover import in_scope


@entitlement(
    "“明天计划”医疗康复", "明天计划: medical rehabilitation", candidate=("orphan", "student", "as_orphan")
)
def tomorrow_plan(
    orphan: Expr, adult: Expr, was_orphan: Expr, at_school: Expr, in_difficulty: Expr, rehab_in_sight: Expr,
    needs_rehab: Expr,
) -> Grounds:  # fmt: skip
    """Orphans in need, also those over 18 at school; in Inner Mongolia others treated like orphans (A41).

    hz-art05-4, nm20-s2a2-1; project rules of 2019. The project office decides.
    """
    need = rehab_in_sight & needs_rehab
    return Grounds(
        limbs={
            "orphan": all_of(rehab_in_sight, orphan, need),
            "student": all_of(adult, known(was_orphan), was_orphan, at_school, need),
            "as_orphan": all_of(rehab_in_sight, in_difficulty, need, lean("A41", in_difficulty)),
        }
    )


@entitlement("困境流动儿童与居住地户籍儿童同等享受康复项目", "The same projects as children with local hukou")
def resident_rights(migrant_in_difficulty: Expr) -> Grounds:
    """nm20-s2a2-2."""
    return Grounds(limbs={"migrant": migrant_in_difficulty})


@entitlement("“添翼计划”康复资助", "添翼计划: rehabilitation aid", candidate=("named", "widened"),
             needs=("param_wing_plan_amount",))  # fmt: skip
def wing_plan(
    in_difficulty: Expr, orphan: Expr, unattended: Expr, disabled: Expr, poor_family: Expr, rehab_in_sight: Expr,
    needs_rehab: Expr, param_wing_plan_scope: Expr,
) -> Grounds:  # fmt: skip
    """Children in difficulty in need; scope and amounts are the project's and dated (A41). hz-art05-4, nm20-s2a2-3."""
    need = rehab_in_sight & needs_rehab
    groups = {
        "困境儿童": in_difficulty,
        "孤儿 orphan": orphan,
        "事实无人抚养儿童 unattended": unattended,
        "残疾儿童 disabled": disabled,
        "家庭经济困难儿童 poor_family": poor_family,
    }
    return Grounds(
        limbs={
            "named": all_of(rehab_in_sight, in_difficulty, need, lean("A41", in_difficulty)),
            "widened": all_of(rehab_in_sight, need, in_scope(param_wing_plan_scope, groups)),
        }
    )


@entitlement("“光明工程”康复资助", "光明工程: aid for sight", candidate=("sight",))
def light_project(disabled: Expr, disability_types: Expr, rehab_in_sight: Expr, needs_rehab: Expr) -> Grounds:
    """The text names the project and no conditions; read as aid for impaired sight (A41). hz-art05-4."""
    sight = all_of(known(disability_types), has(disability_types, "视力"))
    return Grounds(limbs={"sight": all_of(rehab_in_sight, sight, disabled, needs_rehab, lean("A41", sight))})
