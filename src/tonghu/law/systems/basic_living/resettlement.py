"""一次性社会化安置补贴: once, for an orphan raised in an institution who has come of age and lives in society."""

from __future__ import annotations

from tonghu.law.language.expr import FALSE, Expr, all_of, first_known, greatest, known, lean, when
from tonghu.law.language.rule import Grounds, benefit, open_question, quantity


@quantity("money", "一次性社会化安置补贴标准", "amount of the resettlement grant")
def resettlement_amount(param_resettlement_grant: Expr, param_resettlement_grant_base: Expr) -> Expr:
    """The higher local grant where one is set, else 50,000 yuan. nm20-s1a1-14, nm20-s1a1-15. In fen."""
    higher = greatest(param_resettlement_grant, param_resettlement_grant_base)
    return when(known(param_resettlement_grant), higher, param_resettlement_grant_base)


@benefit("一次性社会化安置补贴", "One-off resettlement grant", unit="元", settles_adoption=True,
         needs=("resettlement_grant_paid",), candidate=("not_resettled",))  # fmt: skip
def resettlement_grant(
    adult: Expr, institution_raised: Expr, was_orphan: Expr, resettled: Expr, resettlement_grant_paid: Expr,
    resettlement_amount: Expr, param_resettlement_grant: Expr,
) -> Grounds:  # fmt: skip
    """Orphan, raised in an institution, of age, not paid before; a candidate until resettled (A28).

    nm20-s1a1-14, nm20-s1a1-15.
    """
    unpaid = all_of(adult, institution_raised, was_orphan, ~resettlement_grant_paid)
    due = all_of(unpaid, lean("A28", resettled == "已社会化安置"))
    return Grounds(
        limbs={
            "regional": due,
            "raised": all_of(due, known(param_resettlement_grant)),
            "not_resettled": all_of(unpaid, lean("A28", resettled == "未安置")),
        },
        amount=resettlement_amount,
    )


@open_question("一次性社会化安置补贴：条文只写孤儿", "Resettlement grant: the clause names orphans only")
def resettlement_unattended(
    adult: Expr,
    institution_raised: Expr,
    was_unattended: Expr,
    was_orphan: Expr,
    resettlement_grant_paid: Expr,
) -> Grounds:
    """An unattended child raised in an institution is neither granted nor refused (A28). nm20-s1a1-14."""
    paid = first_known(resettlement_grant_paid, FALSE)
    return Grounds(
        limbs={
            "unattended": all_of(
                adult, institution_raised, was_unattended, ~was_orphan, ~paid, lean("A28", was_unattended)
            )
        }
    )
