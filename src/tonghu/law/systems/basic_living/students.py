"""成年学生补差: Sichuan's top-up for former orphans and unattended children who study on."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, greatest, lean, one_of
from tonghu.law.language.rule import Grounds, benefit, condition, quantity


@quantity("money", "成年学生补差金额", "amount of the adult student's top-up")
def student_topup_amount(param_standard_scattered: Expr, dibao_or_tekun_amount: Expr) -> Expr:
    """The scattered minimum standard less dibao or tekun, never below zero. sc53-art02-5. In fen."""
    return greatest(param_standard_scattered - dibao_or_tekun_amount, 0)


@condition("已纳入低保或特困", "on dibao or tekun")
def assisted_first(household_status: Expr) -> Expr:
    """Social assistance comes first. sc53-art02-3."""
    return one_of(household_status, ("低保", "特困供养"))


@benefit("成年学生补差", "Adult student top-up", unit="元/月", settles_adoption=True)
def student_topup(
    adult: Expr, was_orphan: Expr, was_unattended: Expr, studying_in_sichuan: Expr, assisted_first: Expr,
    param_student_topup_adopted: Expr, pays_here: Expr, student_topup_amount: Expr,
) -> Grounds:  # fmt: skip
    """Only where the prefecture has adopted it; unset is undetermined (A31). sc53-art02-2 to sc53-art02-5."""
    former = all_of(adult, any_of(was_orphan, was_unattended))
    adopted = lean("A31", param_student_topup_adopted == "已采用")
    return Grounds(
        limbs={"studying": all_of(former, pays_here, studying_in_sichuan, assisted_first, adopted)},
        amount=student_topup_amount,
    )
