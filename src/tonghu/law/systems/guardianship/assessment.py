"""监护评估: when it is due, and the list of children who need the closest care."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, lean, one_of, shift
from tonghu.law.language.rule import Grounds, duty


@duty("开展家庭监护评估", "Assess the family's guardianship", seat="儿童督导员")
def guardianship_assessment(
    in_difficulty: Expr, left_behind: Expr, guardianship_signs: Expr, guardianship_assessment_date: Expr, adult: Expr,
    as_of_date: Expr, param_guardianship_review_months: Expr,
) -> Grounds:  # fmt: skip
    """None on file, signs of risk, or older than the county allows (unset says nothing) (A18).

    sc53-art15-1, hz-art08-3, nm20-s6a1-2 (根据需要).
    """
    none = lean("A18", ~known(guardianship_assessment_date))
    old = shift(guardianship_assessment_date, months=param_guardianship_review_months) <= as_of_date
    return Grounds(
        limbs={
            "in_difficulty": all_of(none, in_difficulty),
            "left_behind": all_of(none, left_behind),
            "signs": all_of(guardianship_signs, none, ~adult),
            "old": all_of(known(guardianship_assessment_date), any_of(in_difficulty, left_behind), old),
        }
    )


@duty(
    "列入困境儿童重点帮扶对象清单", "Enter on the list of children who need the closest care", seat="县级民政"
)
def priority_list(guardianship_state: Expr, risk_signals: Expr, in_difficulty: Expr, adult: Expr) -> Grounds:
    """Guardianship missing, improper or harmful; or signals of risk on file. sc53-art15-2."""
    found = lean("A18", one_of(guardianship_state, ("缺失", "不当", "侵害")))
    return Grounds(
        limbs={"state": all_of(~adult, found), "signals": all_of(known(risk_signals), in_difficulty)}
    )
