"""Living standards: the amounts that a text or a notice ties to a group."""

from __future__ import annotations

from tonghu.law.language.expr import FALSE, Expr, first_known, greatest, known, lean, scale, when
from tonghu.law.language.rule import Grounds, indicator, quantity

YUAN, JIAO = 100, 10


def monthly(yearly: Expr, ratio: Expr) -> Expr:
    """A share of a yearly figure per month, rounded half up to the yuan (A29)."""

    def rounded(unit: int) -> Expr:
        # a percent is held in hundredths of a percent, a year has twelve months
        return scale(yearly, by=ratio, over=12 * 10_000, unit=unit)

    return lean("A29", rounded(YUAN), jiao_half_up=rounded(JIAO))


@quantity("money", "社会散居标准（按人均消费支出）", "scattered standard by consumption")
def scattered_by_formula(param_consumption_prev_year: Expr, param_consumption_ratio_scattered: Expr) -> Expr:
    """65 % of last year's consumption per person, by the month. nm20-s1a1-1. In fen."""
    return monthly(param_consumption_prev_year, param_consumption_ratio_scattered)


@quantity("money", "机构养育标准（按人均消费支出）", "institution standard by consumption")
def institution_by_formula(
    param_consumption_prev_year: Expr, param_consumption_ratio_institution: Expr
) -> Expr:
    """75 % of last year's consumption per person, by the month. nm20-s1a1-2. In fen."""
    return monthly(param_consumption_prev_year, param_consumption_ratio_institution)


@quantity("money", "社会散居孤儿基本生活标准", "scattered-orphan standard")
def standard_scattered(
    scattered_by_formula: Expr, param_standard_scattered: Expr, param_consumption_ratio_scattered: Expr
) -> Expr:
    """By the formula where the place has one, else the published figure. In fen per month."""
    return when(known(param_consumption_ratio_scattered), scattered_by_formula, param_standard_scattered)


@quantity("money", "机构集中养育标准", "institution standard")
def standard_institution(
    institution_by_formula: Expr, param_standard_institution: Expr, param_consumption_ratio_institution: Expr
) -> Expr:
    """By the formula where the place has one, else the published figure. In fen per month."""
    return when(
        known(param_consumption_ratio_institution), institution_by_formula, param_standard_institution
    )


@quantity("money", "盟市（县）自定标准", "the league's own standard")
def local_standard(param_standard_local: Expr) -> Expr:
    """A league or county may keep a standard of its own. nm20-s1a1-4. In fen per month."""
    return scale(param_standard_local)


@quantity("money", "孤儿适用标准", "standard that applies to an orphan")
def orphan_standard(
    institution_raised: Expr, standard_institution: Expr, standard_scattered: Expr, local_standard: Expr,
    param_standard_local: Expr,
) -> Expr:  # fmt: skip
    """Institution or scattered, and the higher of region and league (A30). In fen per month.

    A child of whom no placement is recorded is taken as scattered.
    """
    standard = when(first_known(institution_raised, FALSE), standard_institution, standard_scattered)
    higher = greatest(standard, local_standard)
    return when(known(param_standard_local), lean("A30", higher, local_replaces=local_standard), standard)


@indicator("儿童标准低于低保标准", "Child standard below the dibao standard", seat="县级民政", unit="元/月")
def standard_below_dibao(standard_scattered: Expr, param_dibao_standard: Expr) -> Grounds:
    """A warning that the two standards are out of order. gb18-art01-2, nm20-s1a1-3, tj-art01-2."""
    return Grounds(limbs={"below": standard_scattered < param_dibao_standard}, value=standard_scattered)
