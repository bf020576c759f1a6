"""遭受侵害儿童: legal aid, relief, counselling, treatment, school transfer; each listed for every victim."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of
from tonghu.law.language.rule import Grounds, condition, duty, entitlement
from tonghu.law.systems.foundations.shorthand import not_on_file, on_file, recorded, said_no


@condition("遭受侵害的未成年人", "a minor who has suffered harm")
def minor_victim(victim: Expr, adult: Expr) -> Expr:
    """A victim is a child in difficulty by that. gb18-art14-3."""
    return all_of(victim, ~adult)


@condition("暂时无法在原成长环境生活或学习", "cannot for now live or study in the former surroundings")
def cannot_stay(cannot_stay_home: Expr, cannot_stay_school: Expr) -> Expr:
    """生活学习 is read as either of the two. gb18-art14-4, sc53-art11-5."""
    return any_of(cannot_stay_home, cannot_stay_school)


@entitlement("法律援助", "Legal aid", needs=("legal_aid_applied",))
def victim_legal_aid(minor_victim: Expr) -> Grounds:
    """gb18-art14-3, nm20-s5a1-4, tj-art14-1."""
    return Grounds(limbs={"victim": minor_victim})


@duty("受侵害儿童未申请法律援助，协助申请", "Victim without legal aid: help to apply", seat="司法")
def apply_legal_aid(victimised: Expr, legal_aid_applied: Expr, adult: Expr) -> Grounds:
    """gb18-art14-3, nm20-s5a1-4, tj-art14-1."""
    return Grounds(limbs={"none": all_of(on_file(victimised), not_on_file(legal_aid_applied), ~adult)})


@entitlement("司法救助", "Judicial relief", needs=("judicial_relief_eligible",), candidate=("victim",))
def victim_judicial_relief(minor_victim: Expr, judicial_relief_eligible: Expr) -> Grounds:
    """A candidate until the court or prosecutor has found the conditions met.

    gb18-art14-3, sc53-art11-3, nm20-s5a1-4, tj-art14-1.
    """
    refused = recorded(judicial_relief_eligible, "不符合")
    return Grounds(
        when=minor_victim,
        limbs={"victim": ~refused, "eligible": recorded(judicial_relief_eligible, "符合")},
    )


@entitlement("优先司法救助", "Priority in judicial relief")
def judicial_relief_first(minor_victim: Expr, judicial_relief_eligible: Expr, cannot_stay: Expr) -> Grounds:
    """For victims who meet the conditions, unless it is found that they can stay where they are. sc53-art11-6."""
    return Grounds(
        limbs={"eligible": all_of(minor_victim, judicial_relief_eligible == "符合", ~said_no(cannot_stay))}
    )


@entitlement("心理疏导", "Counselling")
def victim_counselling(minor_victim: Expr) -> Grounds:
    """In Sichuan with correction services (矫治). gb18-art14-3, sc53-art11-3, nm20-s5a1-4."""
    return Grounds(limbs={"victim": minor_victim})


@entitlement("经济救助", "Economic relief")
def victim_economic_relief(minor_victim: Expr) -> Grounds:
    """nm20-s5a1-4."""
    return Grounds(limbs={"victim": minor_victim})


@entitlement("必要的医疗救助", "Medical assistance as needed")
def victim_medical_relief(minor_victim: Expr) -> Grounds:
    """tj-art14-1."""
    return Grounds(limbs={"victim": minor_victim})


@entitlement("必要的卫生保健服务", "Health care as needed")
def victim_health_care(minor_victim: Expr) -> Grounds:
    """tj-art14-1."""
    return Grounds(limbs={"victim": minor_victim})


@entitlement(
    "转学、复学支持",
    "Support in changing or returning to school",
    needs=("transfer_needed",),
    candidate=("offered",),
)
def victim_school_transfer(minor_victim: Expr, transfer_needed: Expr, cannot_stay: Expr) -> Grounds:
    """On need; in Inner Mongolia one of five measures checked for each victim, until it is found not to be needed.

    sc53-art11-5, nm20-s5a1-4.
    """
    return Grounds(
        when=minor_victim,
        limbs={
            "needed": all_of(transfer_needed, ~said_no(cannot_stay)),
            "asked": transfer_needed,
            "offered": ~said_no(transfer_needed),
        },
    )


@duty("受侵害儿童转学安置", "Arrange the victim's change of school", seat="教育")
def arrange_transfer(
    victimised: Expr, transfer_needed: Expr, cannot_stay_school: Expr, adult: Expr
) -> Grounds:
    """Asked for, or cannot stay at the school. sc53-art11-5, nm20-s5a1-4, tj-art14-2."""
    return Grounds(
        when=all_of(on_file(victimised), ~adult),
        limbs={"asked": on_file(transfer_needed), "cannot_stay": on_file(cannot_stay_school)},
    )
