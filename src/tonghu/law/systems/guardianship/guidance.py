"""监护指导和支持: guidance of guardians, the four measures, services of the protection institution."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, has, known
from tonghu.law.language.rule import Grounds, duty, entitlement
from tonghu.law.systems.foundations.shorthand import recorded

SERVICES = ("危机干预", "临时照护", "回归安置", "家庭赋能")


@duty(
    "开展监护指导，督促监护人履行抚养、教育和保护义务",
    "Guide the guardian and see that the duties are done",
    seat="儿童督导员",
)
def guardian_guidance(guardian_improper: Expr, guardian_at_risk: Expr, adult: Expr) -> Grounds:
    """After a finding of improper guardianship, or of a risk (A18).

    gb18-art16-1, hz-art08-3, sc53-art13-4, nm20-s6a1-2, tj-art16-1.
    """
    return Grounds(when=~adult, limbs={"improper": guardian_improper, "at_risk": guardian_at_risk})


@entitlement("监护指导、心理关爱、法律援助、结对帮扶", "Guidance, psychological care, legal aid and pairing")
def four_measures(guardian_missing: Expr, guardian_improper: Expr, adult: Expr) -> Grounds:
    """The four measures, when guardianship is missing or improper (A18). sc53-art15-4."""
    return Grounds(when=~adult, limbs={"missing": guardian_missing, "improper": guardian_improper})


@entitlement("危机干预、临时照护、回归安置、家庭赋能", "Crisis help, temporary care, return, strengthening of the family",
             candidate=("by_state",))  # fmt: skip
def protection_services(
    needs_assessed: Expr, guardian_missing: Expr, guardian_improper: Expr, guardian_at_risk: Expr, adult: Expr
) -> Grounds:
    """By the need assessed; offered after a finding on guardianship. hz-art10-3."""
    found = any_of(guardian_missing, guardian_improper, guardian_at_risk)
    need = known(needs_assessed) & has(needs_assessed, *SERVICES)
    return Grounds(when=~adult, limbs={"by_need": need, "by_state": found})


@duty("监护人涉嫌虐待、遗弃：先保护儿童，报公安机关", "A guardian suspected of abuse or abandonment: protect the child, tell the police",
      seat="公安")  # fmt: skip
def guardian_suspected(harm_type: Expr, adult: Expr) -> Grounds:
    """Domestic violence, abuse or abandonment is on file. tj-art16-2."""
    harm = recorded(harm_type, "家庭暴力", "虐待", "遗弃")
    return Grounds(limbs={"harm": all_of(harm, ~adult)})
