"""The same rule set in Tonghu's language: three-valued, cited, explainable."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, greatest, one_of, scale, shift, when
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.language.rule import condition, quantity

STATES = ("alive", *(f"c{i}" for i in range(1, 9)), "dead", "missing", "untraceable")
EIGHT = STATES[1:9]
FACTS = [
    *(FactType(n, n, n, "child", "enum", "basic", values=STATES) for n in ("s1", "s2")),
    FactType("fam", "fam", "fam", "child", "enum", "basic", values=("ordinary", "dibao", "marginal", "other")),
    *(FactType(n, n, n, "child", "bool", "basic") for n in ("ra1", "ra2", "un1", "un2", "inst", "ill", "dis", "study", "cov18", "was_adopted")),
    *(FactType(n, n, n, "child", "int", "basic") for n in ("hhsize", "ended", "month_index", "param_months")),
    *(FactType(n, n, n, "child", "money", "basic") for n in ("income", "param_pcc", "param_dibao")),
    FactType("born", "born", "born", "child", "date", "basic"),
]  # fmt: skip
vocabulary().update({fact.name: fact for fact in FACTS})


@condition("", "")
def minor(born: Expr, as_of_date: Expr, param_adult_age: Expr) -> Expr:
    return as_of_date < shift(born, months=scale(param_adult_age, by=12), mode="roll")


@condition("", "")
def base(minor: Expr, study: Expr, cov18: Expr, was_adopted: Expr) -> Expr:
    return all_of(any_of(minor, all_of(study, cov18)), ~was_adopted)


@condition("", "")
def is_orphan(base: Expr, s1: Expr, s2: Expr) -> Expr:
    lost = ("dead", "untraceable")
    return all_of(base, one_of(s1, lost), one_of(s2, lost))


@condition("", "")
def is_unattended(
    base: Expr, is_orphan: Expr, s1: Expr, s2: Expr, ra1: Expr, ra2: Expr, un1: Expr, un2: Expr
) -> Expr:
    in1, in2 = one_of(s1, EIGHT), one_of(s2, EIGHT)
    gone1, gone2 = one_of(s1, ("dead", "missing")), one_of(s2, ("dead", "missing"))
    either = any_of(
        all_of(in1, in2),
        all_of(gone1, in2),
        all_of(gone2, in1),
        all_of(gone1, ra2, un2),
        all_of(gone2, ra1, un1),
    )
    return all_of(base, ~is_orphan, either)


@condition("", "")
def in_taper(ended: Expr, month_index: Expr, param_months: Expr, was_adopted: Expr) -> Expr:
    return all_of(ended > 0, month_index >= ended, month_index - ended < param_months, ~was_adopted)


@condition("", "")
def second(is_orphan: Expr, is_unattended: Expr, in_taper: Expr) -> Expr:
    return all_of(~is_orphan, any_of(is_unattended, in_taper))


@quantity("money", "", "")
def standard(param_pcc: Expr, inst: Expr) -> Expr:
    def share(percent: int) -> Expr:
        return scale(param_pcc, by=percent, over=1200, unit=100)

    return when(inst, share(75), share(65))


@condition("", "")
def is_single(fam: Expr, ill: Expr, dis: Expr, minor: Expr) -> Expr:
    return all_of(fam == "marginal", any_of(ill, dis), minor)


@quantity("money", "", "")
def dibao(is_single: Expr, fam: Expr, param_dibao: Expr, income: Expr, hhsize: Expr) -> Expr:
    topped = greatest(param_dibao - scale(income, over=hhsize, unit=100, mode="down"), 0)
    return when(is_single, param_dibao, when(fam == "dibao", topped, 0))


@quantity("money", "", "")
def total(is_orphan: Expr, second: Expr, standard: Expr, dibao: Expr) -> Expr:
    return greatest(when(any_of(is_orphan, second), standard, 0), dibao)
