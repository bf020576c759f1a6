"""留守儿童: both parents away for work, or one away and the other unable to guard; under 16."""

from __future__ import annotations

from tonghu.law.language.expr import FALSE, TRUE, Expr, all_of, any_of, first_known, known, lean, shift, when
from tonghu.law.language.rule import Grounds, category, condition, duty


@condition("跨县域连续外出达到月数", "away across counties for the months asked", per_parent=True)
def away_long(
    parent_out_for_work: Expr, parent_out_since: Expr, parent_out_months: Expr, parent_out_crosses_county: Expr,
    as_of_date: Expr, param_away_months: Expr, parent_life_status: Expr, parent_dead: Expr,
) -> Expr:  # fmt: skip
    """Six months of unbroken work across counties as the usual test (A15, A17); the dead are not away. hz-o6-2."""
    since = shift(parent_out_since, months=param_away_months) <= as_of_date
    long = when(known(parent_out_since), since, parent_out_months >= param_away_months)
    # before that an exception needs a written reason, so the question is asked
    enough = when(lean("A15", long), TRUE, lean("A17", FALSE))
    dead = all_of(known(parent_life_status), parent_dead)
    return all_of(~dead, parent_out_for_work, parent_out_crosses_county, enough)


@condition("无监护能力", "unable to guard", per_parent=True)
def cannot_guard(parent_guardianship_capable: Expr, parent_gone: Expr) -> Expr:
    """Found incapable; a dead or missing parent counts as one without capacity (A17). hz-o6-1."""
    return any_of(lean("A17", parent_gone), ~parent_guardianship_capable)


@condition("按定义属于留守儿童", "left behind by definition")
def left_behind_by_facts(
    father__away_long: Expr, mother__away_long: Expr, father__cannot_guard: Expr, mother__cannot_guard: Expr,
    under_sixteen: Expr, left_behind_child: Expr,
) -> Expr:  # fmt: skip
    """hz-o6-1, hz-o6-2; a stated status counts where the facts are silent."""
    derived = any_of(
        all_of(father__away_long, mother__away_long),
        all_of(father__away_long, mother__cannot_guard),
        all_of(mother__away_long, father__cannot_guard),
    )
    return all_of(under_sixteen, first_known(derived, left_behind_child))


@category("留守儿童", "Left-behind child")
def left_behind(left_behind_by_facts: Expr) -> Grounds:
    """By the text's definition, or by the same one as a marked fallback (A04)."""
    return Grounds(limbs={"definition": left_behind_by_facts, "fallback": lean("A04", left_behind_by_facts)})


@condition("监护缺失的留守儿童", "a left-behind child without guardian")
def left_behind_in_difficulty(left_behind: Expr, guardianship_state: Expr) -> Expr:
    """Only when an assessment found guardianship missing (A18). hz-o6-3."""
    return all_of(left_behind, lean("A18", guardianship_state == "缺失"))


@duty("评估留守儿童的监护状况", "Assess who guards the left-behind child", seat="儿童主任")
def left_behind_care_due(left_behind: Expr, guardianship_state: Expr) -> Grounds:
    """None on file gives 'not assessed', never 'normal' (A18). hz-o6-3."""
    return Grounds(limbs={"not_assessed": all_of(left_behind, lean("A18", ~known(guardianship_state)))})
