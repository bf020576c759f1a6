"""Interactions between benefits, declared and not hidden in a `max`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tonghu.law.language.expr import Expr, all_of, any_of, fact, known, lean, rule_ref


def outdone(name: str, members: Sequence[str], named: Mapping[str, Expr]) -> Expr:
    """Whether a higher benefit of the same purpose is due, so that this one is only an alternative (A19).

    Of two equal ones the earlier in the tree is paid. An amount that is not known outdoes nothing.
    """
    mine = rule_ref(f"{name}.amount", "money")
    better: list[Expr] = []
    for other in members:
        if other == name or f"{other}.amount" not in named:
            continue
        theirs = rule_ref(f"{other}.amount", "money")
        earlier = members.index(other) < members.index(name)
        higher = theirs >= mine if earlier else theirs > mine
        better.append(all_of(rule_ref(other, "bool"), known(theirs), known(mine), higher))
    return lean("A19", any_of(*better))


def passed_over(others: Mapping[str, str], choice: str) -> Expr:
    """Whether the family has chosen one of the `others` (rule -> its Chinese name) instead (A20)."""
    chosen = fact(choice)
    return any_of(
        *(all_of(rule_ref(o, "bool"), known(chosen), chosen == label) for o, label in others.items())
    )


def awaits_choice(others: Mapping[str, str], choice: str) -> Expr:
    """Whether the family may choose one of the `others` instead and has not said which (A20)."""
    return lean("A20", all_of(any_of(*(rule_ref(o, "bool") for o in others)), ~known(fact(choice))))
