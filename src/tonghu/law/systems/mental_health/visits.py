"""入户走访: four topics every time, and what the child needs for the mind."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, has, known
from tonghu.law.language.rule import Grounds, duty
from tonghu.law.systems.foundations.shorthand import overdue

TOPICS = ("学业压力", "家庭变故", "经济困难", "合法权益保障")


@duty("入户走访困境儿童", "Visit a child in difficulty at home", seat="儿童主任")
def mh_visit_due(
    in_difficulty: Expr, visit_date: Expr, param_visit_months: Expr, as_of_date: Expr
) -> Grounds:
    """Never visited; or the period has run out, which no text sets. gb18-art11-4, tj-art11-2."""
    return Grounds(
        limbs={
            "never": all_of(~known(visit_date), in_difficulty),
            "overdue": all_of(in_difficulty, overdue(visit_date, param_visit_months, as_of_date)),
        }
    )


@duty("走访记录缺重点内容，补齐后办结", "Visit lacks a topic and cannot be closed", seat="儿童主任")
def mh_visit_topics(visit_date: Expr, visit_topics: Expr) -> Grounds:
    """School pressure, change in the family, money, rights: each every time. gb18-art11-4, nm20-s4a1-2, bg-2023-61-watch."""
    complete = all_of(known(visit_topics), *(has(visit_topics, topic) for topic in TOPICS))
    return Grounds(limbs={"incomplete": all_of(known(visit_date), ~complete)})


@duty(
    "走访时了解心理关爱服务需求", "Ask at the visit what the child needs for mental health", seat="儿童主任"
)
def mh_visit_needs(visit_date: Expr, needs_assessed: Expr, mh_risk_level: Expr) -> Grounds:
    """A visit is on file, and neither needs nor a finding. tj-art11-2."""
    return Grounds(
        limbs={"unasked": all_of(known(visit_date), ~known(needs_assessed), ~known(mh_risk_level))}
    )
