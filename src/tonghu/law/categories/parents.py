"""What each parent's situation comes to: lost, missing, or one of the eight circumstances (hz-o2, 民发〔2019〕62号)."""

from __future__ import annotations

from tonghu.law.language.expr import (
    TRUE,
    Expr,
    all_of,
    any_of,
    has,
    known,
    lean,
    one_of,
    shift,
    when,
)  # fmt: skip
from tonghu.law.language.rule import condition

CUSTODY = ("服刑在押", "强制隔离戒毒", "被执行其他限制人身自由的措施")


@condition("父母死亡或宣告死亡", "dead or declared dead", per_parent=True)
def parent_dead(parent_life_status: Expr) -> Expr:
    """Natural death, or declared by a court."""
    return one_of(parent_life_status, ("死亡", "宣告死亡"))


@condition("死亡或失踪", "dead or missing", per_parent=True)
def parent_gone(parent_dead: Expr, parent_life_status: Expr) -> Expr:
    """Dead, or missing by declaration of a court; undeclared absence is loss of contact (A06)."""
    return any_of(parent_dead, lean("A06", parent_life_status == "宣告失踪"))


@condition("情形仍在持续", "the circumstance still lasts", per_parent=True)
def still_lasts(parent_condition_end_date: Expr, as_of_date: Expr) -> Expr:
    """No end (release, lifting) on file up to the day asked about."""
    return ~all_of(known(parent_condition_end_date), parent_condition_end_date <= as_of_date)


@condition("期限达到月数", "the term reaches the months asked for", per_parent=True)
def term_reached(
    parent_condition_months: Expr,
    parent_condition_since: Expr,
    param_custody_min_months: Expr,
    as_of_date: Expr,
) -> Expr:
    """The term, or the time already run, against the cited threshold; without one the words alone decide (A07)."""
    enough = any_of(
        parent_condition_months >= param_custody_min_months,
        shift(parent_condition_since, months=param_custody_min_months) <= as_of_date,
    )
    return lean("A07", when(known(param_custody_min_months), enough, TRUE))


@condition("重残", "severely disabled", per_parent=True)
def parent_severe(
    parent_conditions: Expr, parent_disability_level: Expr, parent_disability_type: Expr, param_severe_level: Expr,
    param_parent_mental_level: Expr,
) -> Expr:  # fmt: skip
    """Grade 1 or 2; grade 3 or 4 mental or intellectual where a cited rule says so (A08). hz-o2-c1."""
    mental = all_of(
        one_of(parent_disability_type, ("智力", "精神")),
        known(param_parent_mental_level),
        parent_disability_level <= param_parent_mental_level,
    )
    by_grade = any_of(parent_disability_level <= param_severe_level, mental)
    return lean("A08", when(known(parent_disability_level), by_grade, has(parent_conditions, "重残")))


@condition("重病", "seriously ill", per_parent=True)
def parent_ill(parent_conditions: Expr, parent_serious_illness: Expr) -> Expr:
    """An illness on the local list (A09). hz-o2-c2."""
    return lean(
        "A09", when(known(parent_serious_illness), parent_serious_illness, has(parent_conditions, "重病"))
    )


@condition("限制人身自由", "in custody", per_parent=True)
def parent_in_custody(parent_conditions: Expr, term_reached: Expr) -> Expr:
    """Prison, compulsory drug treatment or another measure. hz-o2-c3, hz-o2-c4, hz-o2-c5."""
    return all_of(has(parent_conditions, *CUSTODY), term_reached)


@condition("失联", "out of contact", per_parent=True)
def parent_out_of_contact(parent_conditions: Expr, parent_life_status: Expr, term_reached: Expr) -> Expr:
    """Lost contact, and absence not declared by a court (A06). hz-o2-c6."""
    return all_of(
        any_of(has(parent_conditions, "失联"), lean("A06", parent_life_status == "失踪未宣告")), term_reached
    )


@condition("被撤销监护资格", "guardianship revoked", per_parent=True)
def parent_revoked(parent_conditions: Expr, guardianship_revoked_date: Expr, as_of_date: Expr) -> Expr:
    """A judgment in effect. hz-o2-c7."""
    return any_of(
        all_of(known(guardianship_revoked_date), guardianship_revoked_date <= as_of_date),
        all_of(~known(guardianship_revoked_date), has(parent_conditions, "被撤销监护资格")),
    )


@condition("符合八类情形之一", "in one of the eight circumstances", per_parent=True)
def in_circumstance(
    parent_dead: Expr, parent_severe: Expr, parent_ill: Expr, parent_in_custody: Expr, parent_out_of_contact: Expr,
    parent_revoked: Expr, parent_conditions: Expr, still_lasts: Expr, parent_performing_duty: Expr,
) -> Expr:  # fmt: skip
    """Living, in at least one of the eight, and not caring for the child again. hz-o2-1."""
    one = any_of(
        parent_severe, parent_ill, parent_in_custody, parent_out_of_contact, parent_revoked,
        has(parent_conditions, "被遣送（驱逐）出境"),
    )  # fmt: skip
    caring_again = all_of(known(parent_performing_duty), parent_performing_duty)
    return all_of(~parent_dead, still_lasts, ~caring_again, one)


@condition("再婚或为社会救助对象", "remarried or on social assistance", per_parent=True)
def remarried_or_assisted(parent_remarried: Expr, parent_on_social_assistance: Expr) -> Expr:
    """The third ground's first half. hz-o2-3."""
    return any_of(parent_remarried, parent_on_social_assistance)


@condition("再婚或社会救助对象且无法履行", "remarried or assisted, and unable", per_parent=True)
def unable_to_support(
    remarried_or_assisted: Expr, parent_remarried: Expr, parent_on_social_assistance: Expr, parent_able_to_support: Expr,
    stepparent_support_relation: Expr,
) -> Expr:  # fmt: skip
    """Inability is asked of both by default (A05); a stepparent counts only by a recorded support relation (A13). hz-o2-3."""
    unable = parent_able_to_support == "不能"
    read = lean(
        "A05", all_of(remarried_or_assisted, unable),
        ability_only_assisted=any_of(parent_remarried, all_of(parent_on_social_assistance, unable)),
    )  # fmt: skip
    stepparent = all_of(known(stepparent_support_relation), lean("A13", stepparent_support_relation))
    return all_of(read, ~stepparent)
