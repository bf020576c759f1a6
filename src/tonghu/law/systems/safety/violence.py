"""家庭暴力: a kind of report with steps of its own, one seat each."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of
from tonghu.law.language.rule import Grounds, condition, duty
from tonghu.law.systems.foundations.shorthand import recorded


@condition("未成年人遭受家庭暴力", "a minor suffers domestic violence")
def domestic_violence(harm_type: Expr, adult: Expr) -> Expr:
    """By the recorded kind of harm. gb18-art13-3, tj-art13-2."""
    return all_of(recorded(harm_type, "家庭暴力"), ~adult)


@duty("家庭暴力：向公安机关报案", "Domestic violence: report to the police", seat="公安")
def violence_to_police(domestic_violence: Expr) -> Grounds:
    """gb18-art13-3, tj-art13-2, law-dv-14."""
    return Grounds(limbs={"violence": domestic_violence})


@duty("家庭暴力：申请人身安全保护令", "Domestic violence: apply for a protection order", seat="法院")
def violence_protection_order(domestic_violence: Expr) -> Grounds:
    """The court decides in 72 hours, urgent cases in 24. gb18-art13-3, tj-art13-2, law-dv-28."""
    return Grounds(limbs={"violence": domestic_violence})


@duty("家庭暴力：妇联联动关爱", "Domestic violence: support by the women's federation", seat="妇联")
def violence_support(domestic_violence: Expr) -> Grounds:
    """tj-art13-2."""
    return Grounds(limbs={"violence": domestic_violence})
