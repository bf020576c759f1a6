"""监护状况: what an assessment found, what shows without one, and whether the state is guardian already (A18)."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, any_of, lean, one_of
from tonghu.law.language.rule import condition
from tonghu.law.systems.foundations.shorthand import on_file, recorded, said_no

NO_RELATIVE = ("无", "村居委会", "民政部门")


@condition("评估为监护缺失", "guardianship found missing")
def guardian_missing(guardianship_state: Expr) -> Expr:
    """By an assessment only; none on file is not assessed, never normal (A18)."""
    return lean("A18", guardianship_state == "缺失")


@condition("评估为监护不当或侵害", "guardianship found improper or harmful")
def guardian_improper(guardianship_state: Expr) -> Expr:
    """Harm by the guardian is improper guardianship at its worst (A18)."""
    return lean("A18", one_of(guardianship_state, ("不当", "侵害")))


@condition("评估为有监护风险", "guardianship found at risk")
def guardian_at_risk(guardianship_state: Expr) -> Expr:
    """A risk and no more than that (A18)."""
    return lean("A18", guardianship_state == "有风险")


@condition("没有亲属监护", "no relative is guardian")
def no_relative_guardian(guardian_relation: Expr) -> Expr:
    """None, the village committee or civil affairs. Always known: no record counts as not shown."""
    return recorded(guardian_relation, *NO_RELATIVE)


@condition("处于临时监护", "under temporary guardianship")
def in_temporary_guardianship(temporary_guardianship: Expr) -> Expr:
    """On file. Always known."""
    return on_file(temporary_guardianship)


@condition("处于临时或长期监护", "under temporary or long-term guardianship")
def in_state_guardianship(in_temporary_guardianship: Expr, long_term_guardianship: Expr) -> Expr:
    """On file. Always known."""
    return any_of(in_temporary_guardianship, on_file(long_term_guardianship))


@condition("有监护风险迹象", "signs of a guardianship at risk")
def guardianship_signs(
    living_arrangement: Expr, guardian_relation: Expr, entrusted_carer_capable: Expr, guardianship_state: Expr
) -> Expr:
    """Nobody cares for the child, no guardian, a carer unable, or a risk recorded without a date. Always known."""
    return any_of(
        recorded(living_arrangement, "无人照料"),
        recorded(guardian_relation, "无"),
        said_no(entrusted_carer_capable),
        recorded(guardianship_state, "有风险", "不当", "缺失", "侵害"),
    )
