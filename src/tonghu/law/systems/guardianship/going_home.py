"""送回监护人: from temporary guardianship only after an assessment dated in that period (A42)."""

from __future__ import annotations

from tonghu.law.language.expr import FALSE, TRUE, Expr, all_of, known, lean, when
from tonghu.law.language.rule import Grounds, block, condition, duty
from tonghu.law.systems.foundations.shorthand import recorded


@condition("临时监护期间已做监护评估", "assessed while in temporary guardianship")
def assessed_before_return(
    guardianship_assessment_date: Expr, temporary_guardianship_since: Expr, as_of_date: Expr
) -> Expr:
    """Dated not after the day asked about and, where its beginning is on file, not before the guardianship began.

    Always known.
    """
    within = when(
        known(temporary_guardianship_since),
        guardianship_assessment_date >= temporary_guardianship_since,
        TRUE,
    )
    return all_of(known(guardianship_assessment_date), guardianship_assessment_date <= as_of_date, within)


@condition("临时监护期间拟送回", "a return from temporary guardianship is planned")
def return_planned(in_temporary_guardianship: Expr, return_date: Expr) -> Expr:
    """Always known."""
    return all_of(in_temporary_guardianship, known(return_date))


@block("送回监护人", "Return to the guardian", needs=("guardianship_assessment_date",))
def return_without_assessment(
    return_planned: Expr, assessed_before_return: Expr, guardianship_state: Expr
) -> Grounds:
    """Written in nm20-s6a1-3; asked for everywhere else by default (A42: gb18-art17-1, sc53-art15-5, tj-art17-1).

    未成年人保护法 93 also asks that the assessment finds the guardian fit again.
    """
    unassessed = all_of(return_planned, ~assessed_before_return)
    unfit = recorded(guardianship_state, "缺失", "不当", "侵害")
    return Grounds(
        limbs={
            "unassessed": unassessed,
            "elsewhere": all_of(return_planned, lean("A42", unassessed, only_where_written=FALSE)),
            "unfit": all_of(return_planned, assessed_before_return, unfit),
        }
    )


@duty("送回前开展家庭监护评估", "Assess the family before the return", seat="县级民政")
def assess_before_return(return_planned: Expr, assessed_before_return: Expr) -> Grounds:
    """nm20-s6a1-3; elsewhere as for the block (A42)."""
    unassessed = all_of(return_planned, ~assessed_before_return)
    return Grounds(
        limbs={
            "unassessed": unassessed,
            "elsewhere": all_of(return_planned, lean("A42", unassessed, only_where_written=FALSE)),
        }
    )
