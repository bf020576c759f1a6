"""事实无人抚养儿童: both parents in one of eight circumstances, or one gone and the other in one or unable."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, has, known, lean, shift
from tonghu.law.language.rule import Grounds, category, condition, duty, open_question


@condition("父母双方均符合八类情形之一", "both parents in one of the eight circumstances")
def both_in_circumstances(father__in_circumstance: Expr, mother__in_circumstance: Expr) -> Expr:
    """Each parent in at least one, not necessarily the same one (A11). hz-o2-1."""
    return lean("A11", all_of(father__in_circumstance, mother__in_circumstance))


@condition("一方死亡或失踪，另一方符合八类情形之一", "one parent gone, the other in one of the eight")
def one_gone_other_in_circumstance(
    father__parent_gone: Expr,
    mother__parent_gone: Expr,
    father__in_circumstance: Expr,
    mother__in_circumstance: Expr,
) -> Expr:
    """hz-o2-2."""
    return any_of(
        all_of(father__parent_gone, mother__in_circumstance),
        all_of(mother__parent_gone, father__in_circumstance),
    )


@condition(
    "一方死亡或失踪，另一方再婚或受救助且无力抚养",
    "one parent gone, the other remarried or assisted and unable",
)
def one_gone_other_unable(
    father__parent_gone: Expr, mother__parent_gone: Expr, father__unable_to_support: Expr,
    mother__unable_to_support: Expr, father__parent_dead: Expr, mother__parent_dead: Expr,
) -> Expr:  # fmt: skip
    """hz-o2-3, the third ground of the Hangzhou draft alone."""
    return any_of(
        all_of(father__parent_gone, ~mother__parent_dead, mother__unable_to_support),
        all_of(mother__parent_gone, ~father__parent_dead, father__unable_to_support),
    )


@condition("按事实符合事实无人抚养（八类情形）", "unattended by the facts (eight circumstances)")
def unattended_by_facts(both_in_circumstances: Expr, one_gone_other_in_circumstance: Expr) -> Expr:
    """The two grounds of the national definition. 民发〔2019〕62号; hz-o2-1, hz-o2-2."""
    return any_of(both_in_circumstances, one_gone_other_in_circumstance)


@condition("持有事实无人抚养认定", "certified as unattended")
def unattended_held(unattended_certified: Expr) -> Expr:
    """The county has certified the child."""
    return all_of(known(unattended_certified), unattended_certified)


@category("事实无人抚养儿童", "De facto unattended child")
def unattended(
    unattended_certified: Expr, unattended_held: Expr, both_in_circumstances: Expr,
    one_gone_other_in_circumstance: Expr, one_gone_other_unable: Expr, adult: Expr, adopted_now: Expr,
    orphan_by_facts: Expr, orphan_held: Expr,
) -> Grounds:  # fmt: skip
    """Under 18, not adopted, and no orphan (both parents gone is another category). hz-o2; certificate A04."""
    no_orphan = all_of(~orphan_held, ~all_of(known(orphan_by_facts), orphan_by_facts))
    return Grounds(
        when=all_of(~adult, ~adopted_now),
        limbs={
            "certificate": lean("A04", unattended_certified),
            "held": unattended_held,
            "both": all_of(no_orphan, both_in_circumstances),
            "one_gone": all_of(no_orphan, one_gone_other_in_circumstance),
            "one_unable": all_of(no_orphan, one_gone_other_unable),
        },
    )


@condition("成年前为事实无人抚养儿童", "unattended before coming of age")
def was_unattended(unattended_held: Expr, category_before_18: Expr) -> Expr:
    """By the certificate or by the record of the category held before 18."""
    return any_of(unattended_held, all_of(known(category_before_18), has(category_before_18, "unattended")))


@duty(
    "入户核实抚养能力",
    "Visit to find out whether the remaining parent can care for the child",
    seat="儿童主任",
)
def visit_remaining_parent(
    father__parent_gone: Expr, mother__parent_gone: Expr, father__remarried_or_assisted: Expr,
    mother__remarried_or_assisted: Expr, father__parent_able_to_support: Expr, mother__parent_able_to_support: Expr,
) -> Grounds:  # fmt: skip
    """One parent gone, the other remarried or assisted, and nobody has found out whether they can. hz-o2-3 (A05)."""
    return Grounds(
        limbs={
            "unknown": any_of(
                all_of(
                    mother__parent_gone, father__remarried_or_assisted, ~known(father__parent_able_to_support)
                ),
                all_of(
                    father__parent_gone, mother__remarried_or_assisted, ~known(mother__parent_able_to_support)
                ),
            )
        }
    )


@duty(
    "按事实可能是事实无人抚养儿童，办理认定",
    "Unattended by the facts: have the child certified",
    seat="县级民政",
)
def certify_unattended(
    unattended_by_facts: Expr,
    orphan_by_facts: Expr,
    unattended_certified: Expr,
    adult: Expr,
    adopted_now: Expr,
) -> Grounds:
    """The definition is a hint where the certificate decides (A04). gb18-gen-2; 民发〔2019〕62号."""
    no_orphan = ~all_of(known(orphan_by_facts), orphan_by_facts)
    return Grounds(
        when=all_of(~adult, ~adopted_now, no_orphan),
        limbs={"facts": all_of(unattended_by_facts, ~known(unattended_certified))},
    )


@open_question(
    "只登记了一位父（母），其有八类情形之一",
    "Only one legal parent, who is in one of the eight circumstances",
)
def one_parent_open(
    one_legal_parent: Expr,
    father__in_circumstance: Expr,
    mother__in_circumstance: Expr,
    unattended_held: Expr,
    adult: Expr,
) -> Grounds:
    """No text covers it; shown as probably unattended (A12)."""
    there = all_of(known(one_legal_parent), one_legal_parent, ~adult, ~unattended_held)
    return Grounds(
        limbs={"one": all_of(there, lean("A12", any_of(father__in_circumstance, mother__in_circumstance)))}
    )


@condition("下落不明起算日", "day from which a parent is missing", per_parent=True)
def gone_without_word(parent_life_status: Expr, parent_conditions: Expr) -> Expr:
    """Missing without a court's declaration, or out of contact."""
    return any_of(parent_life_status == "失踪未宣告", has(parent_conditions, "失联"))


@duty(
    "可向法院申请宣告失踪或死亡",
    "A court may be asked to declare the parent missing or dead",
    seat="县级民政",
)
def declare_parent(
    father__gone_without_word: Expr, mother__gone_without_word: Expr, father__parent_condition_since: Expr,
    mother__parent_condition_since: Expr, as_of_date: Expr, param_missing_months: Expr, param_death_months: Expr, adult: Expr,
) -> Grounds:  # fmt: skip
    """Two years without news, four for a declaration of death. 民法典 40, 46."""

    def since(months: Expr) -> Expr:
        return any_of(
            all_of(
                father__gone_without_word, shift(father__parent_condition_since, months=months) <= as_of_date
            ),
            all_of(
                mother__gone_without_word, shift(mother__parent_condition_since, months=months) <= as_of_date
            ),
        )

    return Grounds(
        when=~adult, limbs={"missing": since(param_missing_months), "dead": since(param_death_months)}
    )
