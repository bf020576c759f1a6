"""监测摸排: sweeps, how a child was found, files, fresh facts, and the way from discovery to decision."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, first_known, known
from tonghu.law.language.rule import Grounds, duty, indicator, quantity
from tonghu.law.systems.foundations.shorthand import not_on_file, on_file, overdue, recorded, said_no, share


@duty("摸排到期", "Survey round is due", seat="儿童主任")
def sweep_due(sweep_date: Expr, param_sweep_months: Expr, as_of_date: Expr) -> Grounds:
    """常态化 without a period: due only where the county sets one. gb18-art20-4, sc53-art01-1, tj-art20-3, nm20-end-7."""
    return Grounds(limbs={"overdue": overdue(sweep_date, param_sweep_months, as_of_date)})


@quantity("percent", "摸排覆盖率", "coverage of the survey round")
def sweep_share(villages_swept: Expr, villages_total: Expr) -> Expr:
    """In hundredths of a percent. gb18-art20-4."""
    return share(villages_swept, villages_total)


@indicator("摸排未覆盖全部村（社区）", "Survey round does not cover every village", seat="县级民政")
def sweep_coverage(villages_swept: Expr, villages_total: Expr, sweep_share: Expr) -> Grounds:
    """gb18-art20-4, sc53-art01-1, tj-art20-3, nm20-end-7."""
    return Grounds(limbs={"missing": villages_swept < villages_total}, value=sweep_share)


@duty(
    "登记发现方式；比对发现的入户核实",
    "Enter how the child was found; visit one found by matching",
    seat="儿童主任",
)
def discovery_followup(discovery_channel: Expr, discovery_date: Expr, visit_date: Expr) -> Grounds:
    """Three channels: own application, rounds of visits, matching of records. sc53-art01-1."""
    return Grounds(
        limbs={
            "no_channel": all_of(known(discovery_date), ~known(discovery_channel)),
            "matched": all_of(recorded(discovery_channel, "数据比对"), ~known(visit_date)),
        }
    )


@duty("已发现未决定，尽快办结", "Found and not yet decided", seat="县级民政")
def decision_pending(
    discovery_date: Expr, decision_date: Expr, param_decision_months: Expr, as_of_date: Expr
) -> Grounds:
    """The way from discovery to decision; a period is set by no text. sc53-art01-3."""
    until = first_known(decision_date, as_of_date)
    return Grounds(
        limbs={
            "open": all_of(known(discovery_date), ~known(decision_date)),
            "slow": overdue(discovery_date, param_decision_months, until),
        }
    )


@duty("为儿童建立档案", "Open a file for the child", seat="儿童主任")
def open_file(
    file_exists: Expr, discovery_date: Expr, in_difficulty: Expr, left_behind: Expr, adult: Expr
) -> Grounds:
    """A child found and no file; or recorded as without one. nm20-end-7, law-mpl-43."""
    found = all_of(known(discovery_date), not_on_file(file_exists), not_on_file(adult))
    return Grounds(
        limbs={
            "found": any_of(found, all_of(said_no(file_exists), in_difficulty)),
            "left_behind": all_of(said_no(file_exists), left_behind),
        }
    )


@duty("信息久未核实，重新核实", "Facts not verified for long: verify again", seat="儿童主任")
def verify_again(
    file_exists: Expr, last_verified_date: Expr, param_verify_months: Expr, as_of_date: Expr
) -> Grounds:
    """动态更新 without a period: overdue only where the county sets one. sc53-art01-2, nm20-end-7."""
    return Grounds(
        limbs={
            "never": all_of(on_file(file_exists), ~known(last_verified_date)),
            "overdue": overdue(last_verified_date, param_verify_months, as_of_date),
        }
    )


@duty("一门受理、协同办理：分送各部门", "One application: share it out among departments", seat="县级民政")
def share_out_application(application_place: Expr, application_date: Expr) -> Grounds:
    """nm20-end-9."""
    return Grounds(limbs={"received": any_of(known(application_place), known(application_date))})
