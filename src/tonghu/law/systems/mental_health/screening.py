"""心理健康监测: who is due, how many are covered, which scale may be used, and feedback of the result."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, first_known, known, scale, shift, when
from tonghu.law.language.rule import Grounds, block, condition, duty, indicator, quantity
from tonghu.law.systems.foundations.shorthand import overdue, share


@duty("困境儿童心理健康监测到期", "Mental-health screening of a child in difficulty is due", seat="县级民政")
def mh_screening_due(
    in_difficulty: Expr, institution_raised: Expr, adult: Expr, mh_screen_date: Expr, param_mh_screen_months: Expr,
    as_of_date: Expr,
) -> Grounds:  # fmt: skip
    """Never screened; or the period has run out, which no text sets.

    gb18-art11-3, sc53-art08-2, nm20-s4a1-2, tj-art11-1; in institutions bg-2023-61-file.
    """
    never = ~known(mh_screen_date)
    return Grounds(
        limbs={
            "never": all_of(never, in_difficulty),
            "overdue": all_of(in_difficulty, overdue(mh_screen_date, param_mh_screen_months, as_of_date)),
            "institution": all_of(never, institution_raised, ~adult),
        }
    )


@quantity("percent", "困境儿童心理健康识别覆盖率", "coverage of mental-health screening")
def mh_coverage_share(mh_screened_total: Expr, difficulty_children_total: Expr) -> Expr:
    """In hundredths of a percent. sc53-art08-2."""
    return share(mh_screened_total, difficulty_children_total)


@indicator(
    "困境儿童心理健康识别未全覆盖",
    "Mental-health screening does not cover every child in difficulty",
    seat="县级民政",
)
def mh_coverage(mh_coverage_share: Expr, param_mh_screen_target: Expr) -> Grounds:
    """sc53-art08-2."""
    return Grounds(limbs={"below": mh_coverage_share < param_mh_screen_target}, value=mh_coverage_share)


@condition("测评时年龄在量表适用范围以外", "the scale was used outside its ages")
def mh_tool_misfit(
    birth_date: Expr,
    age_years: Expr,
    mh_screen_date: Expr,
    as_of_date: Expr,
    mh_tool_age_min: Expr,
    mh_tool_age_max: Expr,
) -> Expr:
    """Age on the day of screening, against the ages for which the scale is made. gb18-art11-2."""
    on = first_known(mh_screen_date, as_of_date)
    too_young = on < shift(birth_date, months=scale(mh_tool_age_min, by=12), mode="roll")
    too_old = shift(birth_date, months=scale(mh_tool_age_max + 1, by=12), mode="roll") <= on
    by_years = any_of(age_years < mh_tool_age_min, age_years > mh_tool_age_max)
    return when(known(birth_date), any_of(too_young, too_old), by_years)


@block("采用适用年龄以外的量表得分", "Use of a score from a scale made for other ages", needs=("mh_tool",))
def mh_score_unusable(mh_tool: Expr, mh_score: Expr, mh_tool_misfit: Expr) -> Grounds:
    """A score on file from a scale that does not fit the age. gb18-art11-2."""
    return Grounds(limbs={"age": all_of(any_of(known(mh_tool), known(mh_score)), mh_tool_misfit)})


@duty("测评未注明量表名称与版本", "Score on file without name and version of the scale", seat="县级民政")
def mh_tool_unnamed(mh_tool: Expr, mh_score: Expr) -> Grounds:
    """Results can be compared only by the scale that was used. tj-art11-1, gb18-art11-2."""
    return Grounds(limbs={"unnamed": all_of(known(mh_score), ~known(mh_tool))})


@duty("心理测评结果未反馈", "Result of a screening not yet fed back", seat="县级民政")
def mh_feedback(
    mh_screen_date: Expr, feedback_date: Expr, param_mh_feedback_months: Expr, as_of_date: Expr
) -> Grounds:
    """No feedback since the screening; late once the period, which no text sets, has run out. sc53-art08-5."""
    waiting = all_of(known(mh_screen_date), ~all_of(known(feedback_date), feedback_date >= mh_screen_date))
    return Grounds(
        limbs={
            "none": waiting,
            "late": all_of(waiting, overdue(mh_screen_date, param_mh_feedback_months, as_of_date)),
        }
    )
