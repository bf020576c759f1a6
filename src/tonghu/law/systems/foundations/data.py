"""数据: leads from other departments, review of matches, registered alerts, and use only for a named purpose."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known
from tonghu.law.language.rule import Grounds, block, duty
from tonghu.law.systems.foundations.shorthand import not_on_file


@duty(
    "部门名单中有、台账中没有，核实线索",
    "On a department's list and not in the register: follow the lead",
    seat="县级民政",
)
def department_lead(data_source: Expr, file_exists: Expr) -> Grounds:
    """gb18-art20-6, hz-art11-4, tj-art20-4."""
    elsewhere = all_of(known(data_source), data_source != "民政")
    return Grounds(limbs={"lead": all_of(elsewhere, not_on_file(file_exists))})


@duty("比对结果人工复核", "Match to be reviewed by a person", seat="县级民政")
def match_review(match_score: Expr, param_match_score_sure: Expr) -> Grounds:
    """Below the county's own bound; no text sets one. hz-art11-4, gb18-art20-6, tj-art20-4."""
    return Grounds(limbs={"unsure": match_score < param_match_score_sure})


@block(
    "由未登记的算法发出风险预警",
    "Risk alert by an algorithm that is not registered",
    needs=("alert_rule_version",),
)
def unregistered_alert(risk_signals: Expr, alert_rule_version: Expr) -> Grounds:
    """Signals on file and no version of the rule that would raise the alert. hz-art11-5."""
    return Grounds(limbs={"no_version": all_of(known(risk_signals), ~known(alert_rule_version))})


@duty(
    "风险预警：注明信号和理由，人工核实",
    "Risk alert: with its signs and reasons, for a person to check",
    seat="儿童督导员",
)
def risk_alert(risk_signals: Expr, alert_rule_version: Expr) -> Grounds:
    """hz-art11-6."""
    return Grounds(limbs={"raised": all_of(known(risk_signals), known(alert_rule_version))})


@block(
    "不注明用途查阅、导出儿童个人信息",
    "Use of a child's personal information without a purpose",
    needs=("access_purpose", "access_user"),
)
def use_without_purpose(access_user: Expr, access_role: Expr, access_purpose: Expr) -> Grounds:
    """A person asks and names no purpose; or a purpose stands and no person answers for it (谁使用、谁负责).

    gb18-art20-7, sc53-art01-4, hz-end-7, tj-art20-5.
    """
    asked = any_of(known(access_user), known(access_role))
    return Grounds(
        limbs={
            "no_purpose": all_of(asked, ~known(access_purpose)),
            "no_user": all_of(any_of(known(access_role), known(access_purpose)), ~known(access_user)),
        }
    )
