"""委托照护: who cares for a left-behind child, whether they can, and when they were last seen."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, known, shift
from tonghu.law.language.rule import Grounds, duty
from tonghu.law.systems.foundations.shorthand import said_no


@duty("留守儿童没有登记被委托照护人", "No carer is named for a left-behind child", seat="儿童主任")
def name_carer(left_behind: Expr, entrusted_carer: Expr) -> Grounds:
    """gb18-art16-3, sc53-art13-2."""
    return Grounds(limbs={"none": all_of(~known(entrusted_carer), left_behind)})


@duty(
    "被委托照护人没有照护能力，重新落实",
    "The carer named is not able to care: find another",
    seat="儿童督导员",
)
def carer_unable(left_behind: Expr, entrusted_carer: Expr, entrusted_carer_capable: Expr) -> Grounds:
    """gb18-art16-3, sc53-art13-2; 未成年人保护法 22."""
    unable = said_no(entrusted_carer_capable)
    return Grounds(limbs={"unable": all_of(unable, left_behind)})


@duty("走访指导、督促被委托照护人", "Visit, help and urge the carer", seat="儿童主任")
def check_carer(
    left_behind: Expr,
    entrusted_carer: Expr,
    visit_date: Expr,
    as_of_date: Expr,
    param_carer_check_months: Expr,
) -> Grounds:
    """No visit on file, or none in the period that the county sets (unset says nothing).

    gb18-art16-4, nm20-s6a1-4, tj-art16-4.
    """
    named = known(entrusted_carer)
    old = shift(visit_date, months=param_carer_check_months) <= as_of_date
    return Grounds(
        limbs={
            "never": all_of(named, ~known(visit_date), left_behind),
            "old": all_of(named, known(visit_date), left_behind, old),
        }
    )
