"""补充保障: accident insurance (福彩护童), commercial policies, and what basic insurance covers of rehabilitation."""

from __future__ import annotations

from collections.abc import Mapping

from tonghu.law.language.expr import Expr, all_of, any_of, has, known, lean, shift
from tonghu.law.language.rule import Grounds, condition, duty, entitlement
from tonghu.law.systems.foundations.shorthand import on_file

CHRONIC = ("苯丙酮尿症", "脑瘫", "脑性瘫痪")


def in_scope(scope: Expr, groups: Mapping[str, Expr]) -> Expr:
    """Whether the child is in a group that a place's list names (in Chinese, or by the category's id)."""
    return any_of(*(all_of(has(scope, *names.split()), group) for names, group in groups.items()))


@entitlement("意外伤害保险（福彩护童）", "Accident insurance (福彩护童)")
def accident_insurance(
    orphan: Expr, unattended: Expr, disabled: Expr, poor_family: Expr, migrant_in_difficulty: Expr,
    left_behind_in_difficulty: Expr, in_difficulty: Expr, param_accident_insurance_scope: Expr,
) -> Grounds:  # fmt: skip
    """Orphans and unattended children; others where the place has widened it, unset is undetermined.

    nm20-s2a1-6, nm20-s2a1-7.
    """
    groups = {
        "困境儿童": in_difficulty,
        "残疾儿童 disabled": disabled,
        "家庭经济困难儿童 poor_family": poor_family,
        "流动儿童 migrant": migrant_in_difficulty,
        "留守儿童 left_behind": left_behind_in_difficulty,
    }
    return Grounds(
        limbs={
            "orphan": orphan,
            "unattended": unattended,
            "widened": all_of(in_difficulty, in_scope(param_accident_insurance_scope, groups)),
        }
    )


@entitlement(
    "重大疾病保险等商业健康保险或补充保险",
    "Critical-illness or other supplementary insurance",
    candidate=("may",),
)
def commercial_cover(in_difficulty: Expr, commercial_insurance: Expr) -> Grounds:
    """May be bought for a child in difficulty; none on file. nm20-s2a1-8."""
    return Grounds(limbs={"may": all_of(in_difficulty, ~known(commercial_insurance))})


@duty("商业保险即将到期，提醒续保", "A policy is about to lapse", seat="县级民政")
def renew_policy(
    commercial_insurance_until: Expr, as_of_date: Expr, param_policy_reminder_months: Expr, adult: Expr
) -> Grounds:
    """From as many months before the end as the county sets. nm20-s2a1-8."""
    soon = commercial_insurance_until <= shift(as_of_date, months=param_policy_reminder_months)
    return Grounds(limbs={"lapses": all_of(~adult, known(commercial_insurance_until), soon)})


@entitlement("门诊慢特病保障", "Outpatient cover of chronic and special diseases", candidate=("listed",))
def outpatient_chronic(disease_names: Expr, insurance_enrolled: Expr, adult: Expr) -> Grounds:
    """The two diseases named; the insurer's list and conditions decide (A41). nm20-s2a1-5."""
    listed = all_of(known(disease_names), has(disease_names, *CHRONIC))
    return Grounds(limbs={"listed": all_of(listed, ~adult, insurance_enrolled, lean("A41", listed))})


@condition("康复需求已记录，或已知为残疾儿童", "a need of rehabilitation on file, or known to be disabled")
def rehab_in_sight(rehab_need: Expr, disabled: Expr) -> Expr:
    """Always known. Only then is a missing need worth asking for."""
    return any_of(known(rehab_need), on_file(disabled))


@entitlement(
    "康复类医疗服务项目医保支付", "Rehabilitation items paid by basic insurance", candidate=("insured",)
)
def rehab_items_insured(
    rehab_in_sight: Expr, needs_rehab: Expr, insurance_enrolled: Expr, adult: Expr
) -> Grounds:
    """Insured and in need; the insurer's list of items decides. nm20-s2a1-4."""
    return Grounds(limbs={"insured": all_of(rehab_in_sight, ~adult, needs_rehab, insurance_enrolled)})


@entitlement("家庭医生签约服务", "Family doctor", candidate=("child",))
def family_doctor(adult: Expr, disabled: Expr, family_doctor_signed: Expr) -> Grounds:
    """Offered while none is known to be signed up; owed to disabled children. hz-art04-3, nm20-s2a3-3."""
    signed = on_file(family_doctor_signed)
    return Grounds(limbs={"child": all_of(~adult, ~signed), "disabled": all_of(disabled, ~signed)})
