"""医疗救助: after basic and critical-illness insurance, by a ratio, within what is left of the yearly cap (A22)."""

from __future__ import annotations

from tonghu.law.language.expr import FALSE, Expr, all_of, any_of, greatest, known, lean, least, scale, when
from tonghu.law.language.rule import Grounds, benefit, condition, duty, open_question, quantity
from tonghu.law.systems.foundations.shorthand import said_no

PERCENT = 10_000  # a percent is held in hundredths of a percent


def less(amount: Expr, paid: Expr, required: Expr) -> Expr:
    """The amount less what was paid; a payment that is not known is left out unless it is required."""
    return when(any_of(known(paid), required), amount - paid, amount)


@condition("孤儿、特困供养或低保儿童", "orphan, or on tekun or dibao")
def rescue_class(orphan: Expr, tekun: Expr, on_dibao: Expr, adult: Expr) -> Expr:
    """The classes that the texts name. gb18-art05-5, hz-art02-7."""
    return all_of(~adult, any_of(tekun, on_dibao, orphan))


@condition("未被认定为不符合医疗救助条件", "not found ineligible for medical rescue")
def rescue_not_refused(medical_rescue_eligible: Expr) -> Expr:
    """Always known: no finding counts as none against the child."""
    return ~said_no(medical_rescue_eligible)


@quantity("money", "医疗救助基数", "base of medical rescue")
def rescue_base(
    medical_cost_compliant: Expr, insurance_paid_amount: Expr, critical_insurance_paid_amount: Expr,
    param_medical_rescue_deductible: Expr, rescue_insurance_open: Expr,
) -> Expr:  # fmt: skip
    """Compliant cost less basic and critical-illness insurance, and a local deductible (A22). In fen.

    Insurance that is not known is left out, except where the text lets it pay first.
    nm20-s2a1-2: 20000 − 12000 − 2000 = 6000; tj-art05-4: 10000 − 6000 − 1000 = 3000.
    """
    after_basic = less(medical_cost_compliant, insurance_paid_amount, rescue_insurance_open)
    after_both = less(after_basic, critical_insurance_paid_amount, rescue_insurance_open)
    return greatest(less(after_both, param_medical_rescue_deductible, FALSE), 0)


@quantity("percent", "医疗救助比例", "ratio of medical rescue")
def rescue_ratio(param_medical_rescue_ratio: Expr, param_medical_rescue_ratio_floor: Expr) -> Expr:
    """The local ratio, never below the floor of the place (hz-art02-7); unset while no local ratio is set."""
    return greatest(
        param_medical_rescue_ratio,
        when(known(param_medical_rescue_ratio_floor), param_medical_rescue_ratio_floor, 0),
    )


@quantity("money", "年度救助限额余额", "what is left of the yearly cap")
def rescue_left(param_medical_rescue_cap: Expr, rescue_used_this_year: Expr) -> Expr:
    """The cap less what was used this year. sc53-art06-2. In fen."""
    return greatest(param_medical_rescue_cap - rescue_used_this_year, 0)


@quantity("money", "医疗救助金额", "amount of medical rescue")
def medical_rescue_amount(
    rescue_base: Expr,
    rescue_ratio: Expr,
    param_medical_rescue_cap: Expr,
    rescue_left: Expr,
    rescue_cap_open: Expr,
) -> Expr:
    """Base × ratio, within what is left of the cap where one is set or the place's text names one (A22). In fen."""
    due = scale(rescue_base, by=rescue_ratio, over=PERCENT)
    capped = least(due, rescue_left)
    limited = when(any_of(known(param_medical_rescue_cap), rescue_cap_open), capped, due)
    return lean("A22", limited)


@benefit("医疗救助", "Medical rescue", unit="元", candidate=("designated_other", "insured", "burdened"),
         needs=("medical_cost_compliant", "param_medical_rescue_ratio", "param_medical_rescue_cap"))  # fmt: skip
def medical_rescue(
    rescue_class: Expr, in_difficulty: Expr, rescue_not_refused: Expr, medical_rescue_eligible: Expr,
    provider_designated: Expr, param_medical_rescue_cap: Expr, rescue_used_this_year: Expr, insurance_enrolled: Expr,
    medical_cost_compliant: Expr, rescue_base: Expr, medical_rescue_amount: Expr,
) -> Grounds:  # fmt: skip
    """The class decides who; base, ratio and cap decide how much (A22, A41).

    gb18-art05-5 and hz-art02-7: orphans, tekun, dibao. sc53-art06-2: children in difficulty who meet the
    conditions, at designated providers, while the yearly cap is not used up. nm20-s2a1-2: those who are insured.
    tj-art05-4: those whose burden after insurance is still heavy. In fen.
    """
    undesignated = said_no(provider_designated)
    used_up = (
        known(param_medical_rescue_cap)
        & known(rescue_used_this_year)
        & (rescue_used_this_year >= param_medical_rescue_cap)
    )
    payable = all_of(~undesignated, lean("A22", ~used_up))
    recognised = all_of(in_difficulty, known(medical_rescue_eligible), medical_rescue_eligible)
    conditions = all_of(in_difficulty, rescue_not_refused, lean("A41", in_difficulty))
    return Grounds(
        limbs={
            "class": rescue_class,
            "recognised": recognised,
            "designated": all_of(payable, any_of(rescue_class, recognised)),
            "designated_other": all_of(payable, conditions),
            "insured": all_of(insurance_enrolled, conditions),
            "burdened": all_of(known(medical_cost_compliant), rescue_base > 0, conditions),
        },
        amount=medical_rescue_amount,
    )


@open_question("年度救助限额未定", "The yearly cap of medical rescue is not set")
def rescue_cap_open(medical_cost_compliant: Expr, param_medical_rescue_cap: Expr, adult: Expr) -> Grounds:
    """A cost is on file and the cap that the text names is not (A22). sc53-art06-2."""
    unset = lean("A22", ~known(param_medical_rescue_cap))
    return Grounds(limbs={"unset": all_of(known(medical_cost_compliant), ~adult, unset)})


@open_question("基本医保、大病保险支付额未知", "What basic and critical-illness insurance paid is not known")
def rescue_insurance_open(
    medical_cost_compliant: Expr, insurance_paid_amount: Expr, critical_insurance_paid_amount: Expr,
    insurance_enrolled: Expr, adult: Expr,
) -> Grounds:  # fmt: skip
    """A cost is on file, and the text lets insurance pay first (A22). tj-art05-4, nm20-s2a1-2."""
    uninsured = said_no(insurance_enrolled)
    settled = any_of(uninsured, known(insurance_paid_amount) & known(critical_insurance_paid_amount))
    return Grounds(limbs={"unpaid": all_of(known(medical_cost_compliant), ~adult, lean("A22", ~settled))})


@duty(
    "认定医疗救助身份并推送医保部门",
    "Certify medical-rescue status and send it to medical security",
    seat="县级民政",
)
def rescue_status(
    in_difficulty: Expr, medical_rescue_eligible: Expr, medical_rescue_sent_date: Expr
) -> Grounds:
    """No finding on file, or a finding that has not been sent. tj-art05-1."""
    return Grounds(
        limbs={
            "certify": all_of(in_difficulty, ~known(medical_rescue_eligible)),
            "send": all_of(
                in_difficulty,
                known(medical_rescue_eligible),
                medical_rescue_eligible,
                ~known(medical_rescue_sent_date),
            ),
        }
    )
