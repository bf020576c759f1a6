"""强制报告 and what follows it. No text sets hours or days; what is not yet done is open from the first day."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known
from tonghu.law.language.rule import Grounds, duty, indicator, quantity
from tonghu.law.systems.foundations.shorthand import on_file, recorded, share

AT_RISK = ("有风险", "不当", "缺失", "侵害")


@duty("强制报告：立即向公安、民政、教育等部门报告", "Mandatory report: report at once", seat="儿童主任")
def report_harm(victimised: Expr, report_time: Expr, adult: Expr) -> Grounds:
    """Harm is on file and no report. gb18-art13-5, sc53-art10-3, hz-art08-4, nm20-s5a1-1, tj-art13-5, law-mpl-11."""
    return Grounds(limbs={"unreported": all_of(on_file(victimised), ~known(report_time), ~adult)})


@duty("强制报告待处置", "Mandatory report waits to be acted on", seat="公安")
def handle_report(report_time: Expr, report_handled_time: Expr) -> Grounds:
    """gb18-art13-5, sc53-art10-3, hz-art08-4, tj-art13-5."""
    return Grounds(limbs={"unhandled": all_of(known(report_time), ~known(report_handled_time))})


@duty(
    "报告后的下一环节：应急处置、评估帮扶、监护干预",
    "Next step after a report: response, assessment, intervention",
    seat="县级民政",
)
def report_steps(
    report_time: Expr, report_handled_time: Expr, guardianship_assessment_date: Expr, assessment_date: Expr,
    guardianship_state: Expr, temporary_guardianship: Expr, family_order_type: Expr,
) -> Grounds:  # fmt: skip
    """Four steps; the first one not yet done is open. nm20-s5a1-1, sc53-art15-3."""
    assessed = any_of(known(guardianship_assessment_date), known(assessment_date))
    handled = all_of(known(report_time), known(report_handled_time))
    acted = any_of(on_file(temporary_guardianship), known(family_order_type))
    return Grounds(
        limbs={
            "response": all_of(known(report_time), ~known(report_handled_time)),
            "assessment": all_of(handled, ~assessed),
            "intervention": all_of(handled, assessed, recorded(guardianship_state, *AT_RISK), ~acted),
        }
    )


@quantity("percent", "强制报告按时处置率", "share of mandatory reports acted on in time")
def reports_share(reports_on_time: Expr, reports_total: Expr) -> Expr:
    """In hundredths of a percent. gb18-art13-6."""
    return share(reports_on_time, reports_total)


@indicator("强制报告处置迟延", "Mandatory reports acted on late", seat="县级民政")
def reports_late(
    reports_on_time: Expr, reports_total: Expr, reports_share: Expr, param_report_on_time_target: Expr
) -> Grounds:
    """Any late report is shown to the supervisor; a target is set by no text. gb18-art13-6, sc53-art10-3."""
    return Grounds(
        limbs={"late": reports_on_time < reports_total, "below": reports_share < param_report_on_time_target},
        value=reports_share,
    )


@duty("应急响应：启动处置和危机干预", "Emergency response and crisis intervention", seat="县级民政")
def emergency_response(emergency_type: Expr, report_handled_time: Expr, mh_risk_level: Expr) -> Grounds:
    """An emergency not yet acted on, or a crisis of the mind. hz-end-5, sc53-art15-3."""
    return Grounds(
        limbs={
            "emergency": all_of(known(emergency_type), ~known(report_handled_time)),
            "crisis": recorded(mh_risk_level, "危急"),
        }
    )


@duty("问题家庭：走访核实并监督干预", "Family with signs of risk: visit and supervise", seat="儿童主任")
def visit_problem_family(risk_signals: Expr, guardianship_state: Expr, adult: Expr) -> Grounds:
    """Signs of risk on file, or a finding that guardianship is at risk or worse. nm20-s5a1-2."""
    signs = any_of(known(risk_signals), recorded(guardianship_state, *AT_RISK))
    return Grounds(limbs={"signs": all_of(signs, ~adult)})
