"""妥善安置与救助保护: a victim who cannot stay, and a child whose guardianship is missing or improper."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, one_of
from tonghu.law.language.rule import Grounds, duty, entitlement
from tonghu.law.systems.foundations.shorthand import on_file


@entitlement("妥善安置", "Safe placement")
def safe_placement(minor_victim: Expr, cannot_stay: Expr) -> Grounds:
    """应予: mandatory. gb18-art14-4."""
    return Grounds(limbs={"cannot_stay": all_of(minor_victim, cannot_stay)})


@entitlement("妥善安置并保护受教育权利", "School placement that keeps the right to education")
def school_placement(minor_victim: Expr, cannot_stay_school: Expr) -> Grounds:
    """tj-art14-2."""
    return Grounds(limbs={"cannot_stay": all_of(minor_victim, cannot_stay_school)})


@duty("受侵害儿童无法留在原环境，作出安置决定", "Victim cannot stay: decide the placement", seat="县级民政")
def decide_placement(victimised: Expr, cannot_stay: Expr, adult: Expr) -> Grounds:
    """gb18-art14-4."""
    return Grounds(limbs={"cannot_stay": all_of(on_file(victimised), cannot_stay, ~adult)})


@entitlement("应急处置、监护和保障等救助保护", "Emergency response, guardianship and support")
def rescue_protection(guardianship_state: Expr, adult: Expr) -> Grounds:
    """Guardianship found missing or improper; harm by the guardian is the gravest form of improper. tj-art14-3."""
    found = one_of(guardianship_state, ("缺失", "不当", "侵害"))
    return Grounds(limbs={"found": all_of(found, ~adult)})
