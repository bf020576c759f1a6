"""家庭经济困难儿童: by the household's status in social assistance."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, lean, one_of
from tonghu.law.language.rule import Grounds, category, condition


@condition("特困供养", "on tekun support")
def tekun(household_status: Expr) -> Expr:
    """The household, or the child alone, is on 特困 support."""
    return household_status == "特困供养"


@condition("纳入低保", "on dibao")
def on_dibao(household_status: Expr, receives_dibao: Expr) -> Expr:
    """Draws dibao, as a household or alone."""
    return any_of(household_status == "低保", all_of(known(receives_dibao), receives_dibao))


@condition("低保边缘家庭", "a dibao-marginal household")
def marginal(household_status: Expr) -> Expr:
    """Certified as 低保边缘."""
    return household_status == "低保边缘"


@category("家庭经济困难儿童", "Child of a poor family")
def poor_family(household_status: Expr, adult: Expr) -> Grounds:
    """Dibao, marginal, rigid-expenditure or low-income household; tekun counts as dibao does. hz-o4-1 to hz-o4-3."""
    return Grounds(
        when=~adult,
        limbs={
            "status": lean(
                "A04",
                one_of(household_status, ("特困供养", "低保", "低保边缘", "刚性支出困难", "低收入帮扶")),
            ),
            "dibao": one_of(household_status, ("特困供养", "低保", "低保边缘")),
            "rigid": household_status == "刚性支出困难",
            "low_income": household_status == "低收入帮扶",
        },
    )
