"""临时救助: where the emergency happened, whatever the hukou."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, known, lean
from tonghu.law.language.rule import Grounds, entitlement


@entitlement("临时救助（急难发生地 {emergency_location}）", "Temporary relief (place of the emergency {emergency_location})",
             needs=("household_status", "param_temporary_relief_amount"), candidate=("emergency",))  # fmt: skip
def temporary_relief(emergency_type: Expr, adult: Expr) -> Grounds:
    """The place of the emergency decides; a refusal needs a reason (A36, A41).

    gb18-art02-4, sc53-art03-4, nm20-s1a1-8, tj-art02-4.
    """
    return Grounds(
        limbs={"emergency": all_of(known(emergency_type), ~adult, lean("A36", known(emergency_type)))}
    )


@entitlement(
    "适当提高临时救助水平",
    "Raised temporary relief",
    candidate=("raised",),
    needs=("param_temporary_relief_amount",),
)
def raised_relief(temporary_relief: Expr) -> Grounds:
    """A raised amount is a dated local value. sc53-art03-5."""
    return Grounds(limbs={"raised": temporary_relief})
