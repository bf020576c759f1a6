"""住房: families referred for public rental housing or a rent subsidy."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of
from tonghu.law.language.rule import Grounds, entitlement


@entitlement("公共租赁住房或租赁补贴", "Public rental housing or rent subsidy")
def housing(migrant: Expr, in_difficulty: Expr, housing_eligible: Expr, adult: Expr) -> Grounds:
    """Migrant families nationally; every family of a child in difficulty in Sichuan.

    gb18-art03-4, hz-art04-9, sc53-art09-1, nm20-s1a2-3, tj-art03-4.
    """
    eligible = housing_eligible == "符合"
    return Grounds(
        limbs={
            "migrant": all_of(migrant, eligible),
            "in_difficulty": all_of(in_difficulty, eligible),
            "resident": all_of(~adult, eligible),
        }
    )
