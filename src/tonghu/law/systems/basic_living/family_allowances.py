"""Allowances for categories of families: Tianjin's 困境家庭儿童基本生活费, Hangzhou's category allowances and the choice."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, greatest, known, lean, one_of, scale, when
from tonghu.law.language.rule import Grounds, benefit, condition, entitlement, open_question, quantity

YUAN = 100


@benefit("困境家庭儿童基本生活费", "Hardship-family child allowance", unit="元/月", group="living")
def hardship_family_allowance(
    receives_dibao: Expr, receives_marginal_benefit: Expr, paid_as_minor: Expr, param_hardship_family_amount: Expr,
    adult: Expr, at_school: Expr, enrolled_before_18: Expr,
) -> Grounds:  # fmt: skip
    """Per minor whose family draws dibao or the marginal-family payment; the status alone is not enough (A32).

    tj-art01-3. In fen.
    """
    drawing = lean("A32", any_of(receives_dibao, receives_marginal_benefit))
    return Grounds(
        limbs={
            "drawing": all_of(paid_as_minor, drawing),
            "studying": all_of(adult, enrolled_before_18, at_school, drawing),
        },
        amount=param_hardship_family_amount,
    )


@condition(
    "低保、低保边缘家庭中的重残、重病罕见病或三四级精神（智力）残疾儿童",
    "such a child of a dibao or marginal family",
)
def listed_in_poor_family(
    household_status: Expr,
    severely_disabled: Expr,
    serious_illness: Expr,
    rare_disease: Expr,
    mental_3_4: Expr,
) -> Expr:
    """hz-art01-3."""
    family = one_of(household_status, ("低保", "低保边缘"))
    return all_of(family, any_of(severely_disabled, mental_3_4, lean("A09", serious_illness), rare_disease))


@benefit(
    "困境儿童基本生活补贴",
    "Child in difficulty living allowance",
    unit="元/月",
    group="living",
    choice="benefit_choice",
)
def category_allowance(
    listed_in_poor_family: Expr, household_status: Expr, paid_as_minor: Expr, pays_here: Expr,
    category_allowance_amount: Expr, paid_from: Expr,
) -> Grounds:  # fmt: skip
    """Dibao and marginal families' listed children, and other children there by local figure. hz-art01-3."""
    due = all_of(paid_as_minor, pays_here)
    other = all_of(one_of(household_status, ("低保", "低保边缘")), ~listed_in_poor_family)
    return Grounds(
        limbs={"listed": all_of(listed_in_poor_family, due), "other": all_of(other, due)},
        amount=category_allowance_amount, start=paid_from,
    )  # fmt: skip


@quantity("money", "困境儿童基本生活补贴金额", "amount of the child in difficulty allowance")
def category_allowance_amount(
    listed_in_poor_family: Expr, household_status: Expr, param_severe_child_amount: Expr,
    param_hardship_child_allowance: Expr, param_low_income_child_amount: Expr, param_marginal_child_amount: Expr,
) -> Expr:  # fmt: skip
    """The local figure of the class; unset stays unset. In fen per month."""
    listed = when(known(param_severe_child_amount), param_severe_child_amount, param_hardship_child_allowance)
    other = when(household_status == "低保", param_low_income_child_amount, param_marginal_child_amount)
    return when(listed_in_poor_family, listed, other)


@benefit(
    "重残儿童基本生活费补贴",
    "Severely disabled child subsidy",
    unit="元/月",
    group="living",
    settles_adoption=True,
)
def severe_child_subsidy(
    household_status: Expr, severely_disabled: Expr, mental_3_4: Expr, paid_as_minor: Expr, pays_here: Expr,
    param_severe_disability_ratio: Expr, standard_scattered: Expr,
) -> Grounds:  # fmt: skip
    """A share of the scattered standard for children of ordinary families; only where a place has set the share.

    Encouraged, not a duty: with the share unset it is undetermined (A08). hz-art01-5. In fen.
    """
    listed = any_of(lean("A08", mental_3_4), severely_disabled)
    set_here = param_severe_disability_ratio > 0
    return Grounds(
        limbs={"ordinary": all_of(household_status == "一般", paid_as_minor, pays_here, listed, set_here)},
        amount=scale(standard_scattered, by=param_severe_disability_ratio, over=10_000, unit=YUAN),
    )


@benefit(
    "困难残疾人生活补贴",
    "Living subsidy for disabled people in hardship",
    unit="元/月",
    choice="benefit_choice",
)
def disabled_living_subsidy(
    disability_certified: Expr, household_status: Expr, param_disabled_living_subsidy: Expr, tekun: Expr
) -> Grounds:
    """A disabled child of a dibao family; one of the two that the family chooses from. hz-art02-2; 国发〔2015〕52号."""
    return Grounds(
        limbs={"dibao": all_of(disability_certified, ~tekun, one_of(household_status, ("低保", "低保边缘")))},
        amount=param_disabled_living_subsidy,
    )


@benefit("重度残疾人护理补贴", "Nursing subsidy for severely disabled people", unit="元/月")
def disabled_nursing_subsidy(
    severely_disabled: Expr, disability_certified: Expr, tekun: Expr, param_disabled_nursing_subsidy: Expr
) -> Grounds:
    """Grade 1 or 2 in need of long care; stays beside the child allowances, not beside tekun. 国发〔2015〕52号. In fen."""
    not_tekun = ~all_of(known(tekun), tekun)
    return Grounds(
        limbs={"severe": all_of(disability_certified, severely_disabled, not_tekun)},
        amount=param_disabled_nursing_subsidy,
    )


@open_question("困境儿童基本生活补贴与困难残疾人生活补贴二选一", "Choice between the two subsidies")
def two_subsidies(
    disability_certified: Expr, category_allowance: Expr, disabled_living_subsidy: Expr, benefit_choice: Expr
) -> Grounds:
    """Both amounts are shown; with no choice what is paid now goes on (A20). hz-art02-2."""
    both = all_of(disability_certified, category_allowance, disabled_living_subsidy)
    return Grounds(limbs={"choose": all_of(both, lean("A20", ~known(benefit_choice)))})


@quantity("money", "二者中较高者", "the higher of the two subsidies")
def higher_of_two(category_allowance_amount: Expr, param_disabled_living_subsidy: Expr) -> Expr:
    """For the comparison shown to the family. In fen."""
    return greatest(category_allowance_amount, param_disabled_living_subsidy)


@entitlement("刚性支出困难、低收入帮扶家庭儿童关爱帮扶", "Care for children of rigid-expenditure and low-income families",
             candidate=("listed",))  # fmt: skip
def hardship_care(household_status: Expr, adult: Expr) -> Grounds:
    """Care without promising cash. hz-art02-1."""
    return Grounds(limbs={"listed": all_of(~adult, one_of(household_status, ("刚性支出困难", "低收入帮扶")))})
