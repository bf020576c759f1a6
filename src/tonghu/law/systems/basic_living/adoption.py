"""After adoption: the disabled orphan's support goes on, paid by the new hukou place."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, known, lean
from tonghu.law.language.rule import Grounds, benefit, entitlement, open_question


@benefit(
    "孤儿基本生活费（收养后延续）",
    "Orphan living allowance, going on after adoption",
    unit="元/月",
    group="living",
)
def adopted_allowance(
    adopted_disabled_orphan: Expr,
    paid_as_minor: Expr,
    pays_here: Expr,
    standard_scattered: Expr,
    paid_from: Expr,
) -> Grounds:
    """By the scattered standard; the adopted child's hukou place pays (A35). nm20-s1a1-12, tj-art18-3. In fen."""
    return Grounds(
        limbs={"goes_on": all_of(adopted_disabled_orphan, paid_as_minor, pays_here)},
        amount=standard_scattered, start=paid_from,
    )  # fmt: skip


@entitlement(
    "收养后延续医疗、康复、教育等保障政策",
    "Medical, rehabilitation and school support going on after adoption",
)
def adopted_support(adopted_disabled_orphan: Expr, adult: Expr) -> Grounds:
    """nm20-s1a1-12, tj-art18-3, gb18-art18-7."""
    return Grounds(limbs={"goes_on": all_of(adopted_disabled_orphan, ~adult)})


@open_question("收养后延续保障的金额", "Amount of what goes on after adoption")
def adopted_amount_open(adopted_disabled_orphan: Expr, adult: Expr) -> Grounds:
    """Only the national clause speaks and names no amount; the place's own copy is silent (A03, A27). gb18-art18-7."""
    return Grounds(
        limbs={"silent": all_of(adopted_disabled_orphan, ~adult, lean("A03", adopted_disabled_orphan))}
    )


@open_question("涉外收养后是否延续保障", "Whether support goes on after a foreign adoption")
def foreign_adoption_open(adopted_now: Expr, adoption_domestic: Expr, adult: Expr) -> Grounds:
    """Only the national text says 国内 (A27). gb18-art18-6."""
    return Grounds(
        limbs={
            "foreign": all_of(adopted_now, ~adult, known(adoption_domestic), lean("A27", ~adoption_domestic))
        }
    )


@entitlement("国内家庭收养残疾孤儿支持", "Support of domestic adoption of disabled orphans")
def adoption_support(orphan: Expr, disabled: Expr, adopted_disabled_orphan: Expr) -> Grounds:
    """A supported path for disabled orphans, and for the family once it has adopted. gb18-art18-6."""
    return Grounds(limbs={"orphan": all_of(orphan, disabled), "adopted": adopted_disabled_orphan})
