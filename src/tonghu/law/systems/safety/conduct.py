"""不良行为: graded answers by level, and family orders to guardians who fail."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, known
from tonghu.law.language.rule import Grounds, duty, indicator, quantity
from tonghu.law.systems.foundations.shorthand import not_on_file, recorded, share


@duty("不良行为：学校和监护人教育引导", "Misconduct: guidance by school and guardian", seat="教育")
def conduct_guidance(misconduct_level: Expr, adult: Expr) -> Grounds:
    """gb18-art15-1, sc53-art12-2, nm20-s5a2-1."""
    return Grounds(limbs={"minor": all_of(recorded(misconduct_level, "不良行为"), ~adult)})


@duty(
    "严重不良行为：公安、教育依法采取措施", "Grave misconduct: measures by police and education", seat="公安"
)
def conduct_measures(misconduct_level: Expr, adult: Expr) -> Grounds:
    """gb18-art15-1, sc53-art12-2, nm20-s5a2-1."""
    return Grounds(limbs={"grave": all_of(recorded(misconduct_level, "严重不良行为", "违法犯罪"), ~adult)})


@duty(
    "村（居）民委员会劝诫、制止不良行为", "Village committee: dissuade and stop misconduct", seat="儿童主任"
)
def conduct_dissuade(misconduct_level: Expr, adult: Expr) -> Grounds:
    """nm20-s5a2-2."""
    level = recorded(misconduct_level, "不良行为", "严重不良行为", "违法犯罪")
    return Grounds(limbs={"any": all_of(level, ~adult)})


@duty("不良行为情节严重，及时向有关部门报告", "Grave misconduct: report to the departments", seat="儿童主任")
def conduct_report(misconduct_level: Expr, adult: Expr) -> Grounds:
    """nm20-s5a2-2."""
    return Grounds(limbs={"grave": all_of(recorded(misconduct_level, "严重不良行为", "违法犯罪"), ~adult)})


@duty("训诫、家庭教育指导令、督促监护令待执行", "Admonition or family order not yet carried out", seat="公安")
def family_order_open(family_order_type: Expr, family_order_executed: Expr) -> Grounds:
    """gb18-art15-3, tj-art15-2, law-mpl-118, law-family-edu-49."""
    return Grounds(limbs={"open": all_of(known(family_order_type), not_on_file(family_order_executed))})


@quantity("percent", "令状执行率", "share of family orders carried out")
def family_order_share(family_orders_executed: Expr, family_orders_issued: Expr) -> Expr:
    """Of the three kinds together. gb18-art15-3. In hundredths of a percent."""
    return share(family_orders_executed, family_orders_issued)


@indicator("训诫和家庭令状未全部执行", "Family orders not all carried out", seat="公安")
def family_order_rate(
    family_orders_executed: Expr, family_orders_issued: Expr, family_order_share: Expr
) -> Grounds:
    """The text asks for a higher rate and names none; any order left open is shown. gb18-art15-3."""
    return Grounds(limbs={"open": family_orders_executed < family_orders_issued}, value=family_order_share)
