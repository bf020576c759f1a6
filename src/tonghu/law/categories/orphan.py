"""孤儿: the county's certificate decides where no text defines the category; the definition where one does."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, has, known, lean
from tonghu.law.language.rule import Grounds, category, condition, duty


@condition("失去父母或查找不到父母", "both parents lost or not to be found")
def orphan_by_facts(
    father__parent_gone: Expr, mother__parent_gone: Expr, parents_traceable: Expr,
    father__parent_life_status: Expr, mother__parent_life_status: Expr,
) -> Expr:  # fmt: skip
    """Both parents dead or declared missing, or untraceable; a parent known to live has been traced.

    hz-o1-1; 国办发〔2010〕54号.
    """
    traced = any_of(
        *(
            all_of(known(status), status == "健在")
            for status in (father__parent_life_status, mother__parent_life_status)
        )
    )
    untraceable = all_of(~traced, parents_traceable == "查找不到")
    return any_of(all_of(father__parent_gone, mother__parent_gone), untraceable)


@condition("已依法被收养", "legally adopted")
def adopted_now(adopted: Expr, adoption_date: Expr, as_of_date: Expr) -> Expr:
    """Adopted on or before the day asked about. nm20-s1a1-x3."""
    return all_of(known(adopted), adopted, ~all_of(known(adoption_date), adoption_date > as_of_date))


@condition("持有孤儿认定", "certified as an orphan")
def orphan_held(orphan_certified: Expr) -> Expr:
    """The county has certified the child; not knowing of a certificate counts as none here."""
    return all_of(known(orphan_certified), orphan_certified)


@category("孤儿", "Orphan")
def orphan(
    orphan_certified: Expr, orphan_held: Expr, orphan_by_facts: Expr, adult: Expr, adopted_now: Expr
) -> Grounds:
    """Under 18 and not adopted. hz-o1-1; elsewhere the certificate (A04)."""
    return Grounds(
        when=all_of(~adult, ~adopted_now),
        limbs={
            "certificate": lean("A04", orphan_certified),
            "held": orphan_held,
            "definition": orphan_by_facts,
        },
    )


@condition("成年前为孤儿", "an orphan before coming of age")
def was_orphan(orphan_held: Expr, category_before_18: Expr) -> Expr:
    """By the certificate or by the record of the category held before 18."""
    return any_of(orphan_held, all_of(known(category_before_18), has(category_before_18, "orphan")))


@duty("按事实可能是孤儿，办理认定", "An orphan by the facts: have the child certified", seat="县级民政")
def certify_orphan(orphan_by_facts: Expr, orphan_certified: Expr, adult: Expr, adopted_now: Expr) -> Grounds:
    """The definition is a hint where the certificate decides (A04). gb18-gen-2; 国办发〔2010〕54号."""
    return Grounds(limbs={"facts": all_of(~adult, ~adopted_now, orphan_by_facts, ~known(orphan_certified))})
