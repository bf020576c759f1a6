"""心理风险: alert, report, casework, green channel, referral, and care after treatment."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, one_of
from tonghu.law.language.rule import Grounds, condition, duty, entitlement
from tonghu.law.systems.foundations.shorthand import on_file, recorded


@condition("心理测评结果异常", "an abnormal finding on file")
def mh_abnormal(mh_risk_level: Expr) -> Expr:
    """High or critical; a person has set the level, a score alone is no finding. Always known. gb18-art11-6."""
    return recorded(mh_risk_level, "高", "危急")


@duty(
    "心理风险预警：专人跟进、限期干预",
    "Mental-health alert: a named person acts by a set day",
    seat="县级民政",
)
def mh_alert(mh_abnormal: Expr) -> Grounds:
    """gb18-art11-6, sc53-art08-3."""
    return Grounds(limbs={"abnormal": mh_abnormal})


@duty("上报心理异常情况", "Report an abnormal mental-health finding", seat="儿童主任")
def mh_report(mh_abnormal: Expr) -> Grounds:
    """tj-art11-2."""
    return Grounds(limbs={"abnormal": mh_abnormal})


@duty("心理风险个案帮扶", "Casework for a child at mental-health risk", seat="儿童督导员")
def mh_casework(mh_abnormal: Expr, in_difficulty: Expr) -> Grounds:
    """nm20-s4a1-2."""
    return Grounds(limbs={"risk": all_of(mh_abnormal, in_difficulty)})


@duty(
    "心理危机就医“绿色通道”：立即转诊",
    "Mental-health crisis: refer at once by the green channel",
    seat="卫健",
)
def green_channel(mh_risk_level: Expr) -> Grounds:
    """nm20-s4a1-5."""
    return Grounds(limbs={"crisis": recorded(mh_risk_level, "危急")})


@duty("转介专业医疗卫生机构", "Refer to a medical provider and see that it takes the child", seat="卫健")
def mh_referral(mh_abnormal: Expr, mh_referral_status: Expr) -> Grounds:
    """Abnormal and not referred; or referred and not yet taken. gb18-art12-1, tj-art12-1."""
    taken = recorded(mh_referral_status, "已转介", "已接收", "治疗中", "已回归")
    return Grounds(
        limbs={
            "due": all_of(mh_abnormal, ~taken),
            "waiting": recorded(mh_referral_status, "已转介"),
        }
    )


@duty(
    "治疗后回归，社区和学校加强日常关爱",
    "Back from treatment: follow-up by community and school",
    seat="儿童主任",
)
def mh_followup(
    discharge_date: Expr, mh_referral_status: Expr, visit_date: Expr, as_of_date: Expr
) -> Grounds:
    """Until a visit since the return is on file; how often after that no text says. gb18-art12-3, tj-art12-2."""
    back = all_of(known(discharge_date), discharge_date <= as_of_date)
    visited = all_of(known(visit_date), known(discharge_date), visit_date >= discharge_date)
    return Grounds(limbs={"returned": all_of(any_of(back, recorded(mh_referral_status, "已回归")), ~visited)})


@entitlement("纳入精神障碍社区康复服务对象清单", "Community rehabilitation of mental disorders")
def community_rehab(mh_diagnosed: Expr, mh_community_rehab_assessed: Expr, in_difficulty: Expr) -> Grounds:
    """Diagnosed, and found eligible by the health department. nm20-s4a1-4."""
    eligible = one_of(mh_community_rehab_assessed, ("符合",))
    return Grounds(limbs={"assessed": all_of(mh_diagnosed, eligible, in_difficulty)})


@duty(
    "评估是否符合精神障碍社区康复条件", "Assess for community rehabilitation of mental disorders", seat="卫健"
)
def community_rehab_assessment(
    mh_diagnosed: Expr, mh_community_rehab_assessed: Expr, in_difficulty: Expr
) -> Grounds:
    """Diagnosed and not assessed. nm20-s4a1-4."""
    return Grounds(
        limbs={"none": all_of(on_file(mh_diagnosed), ~known(mh_community_rehab_assessed), in_difficulty)}
    )


@entitlement(
    "面向残疾儿童家庭的心理助残服务", "Support for families of disabled children", candidate=("offered",)
)
def family_mh_support(disabled: Expr) -> Grounds:
    """Offered to family members of disabled children. tj-art21-2."""
    return Grounds(limbs={"offered": disabled})
