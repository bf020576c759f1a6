"""经费: yearly cost of a benefit against the budget, and spending against the year before."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, known, scale
from tonghu.law.language.rule import Grounds, indicator, quantity
from tonghu.law.systems.foundations.shorthand import share

MONTHS = 12


@quantity("money", "待遇年支出", "yearly cost of a benefit")
def benefit_year(benefit_amount: Expr, benefit_recipients: Expr) -> Expr:
    """Monthly amount × 12 × children. gb18-art19-4, tj-art19-3. In fen per year."""
    return scale(scale(benefit_amount, by=MONTHS), by=benefit_recipients)


@indicator("困境儿童福利保障年支出测算", "Yearly cost of support", seat="县级民政", unit="元/年")
def yearly_cost(benefit_year: Expr, service_budget: Expr) -> Grounds:
    """The forecast, and whether it is above the budget. gb18-art19-4, tj-art19-3, hz-art04-1."""
    return Grounds(
        limbs={"forecast": known(benefit_year), "over_budget": benefit_year > service_budget},
        value=benefit_year,
    )


@quantity("percent", "本年投入相当于上年的比例", "spending of this year against the year before")
def spending_share(spending_this_year: Expr, spending_last_year: Expr) -> Expr:
    """120 % means a fifth more. gb18-end-3. In hundredths of a percent."""
    return share(spending_this_year, spending_last_year)


@indicator("投入没有增加", "Spending has not grown", seat="县级民政")
def spending_growth(spending_this_year: Expr, spending_last_year: Expr, spending_share: Expr) -> Grounds:
    """加大投入力度, without a rate. gb18-end-3."""
    return Grounds(limbs={"not_grown": spending_this_year <= spending_last_year}, value=spending_share)
