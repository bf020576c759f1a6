"""康复: the three kinds of basic rehabilitation, rehabilitation aid, devices, distance, care for autism."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, first_known, has, known, lean, scale, shift
from tonghu.law.language.rule import Grounds, condition, duty, entitlement
from tonghu.law.systems.foundations.shorthand import on_file

FIVE = ("视力", "听力", "言语", "肢体", "智力")


@condition("已诊断孤独症", "diagnosed with autism")
def autistic(autism_diagnosed: Expr) -> Expr:
    """A diagnosis is on file. Always known."""
    return on_file(autism_diagnosed)


@entitlement("基本康复服务（医疗手术、康复训练、辅助器具）", "Basic rehabilitation: surgery, training, devices",
             needs=("rehab_need",))  # fmt: skip
def basic_rehab(disabled: Expr, rehab_need: Expr, needs_rehab: Expr) -> Grounds:
    """Disabled children, by need; a need not yet on file is asked for. tj-art06-2, hz-art05-5."""
    no_need = known(rehab_need) & ~needs_rehab
    return Grounds(
        limbs={
            "disabled": all_of(disabled, ~no_need),
            "training_or_device": all_of(disabled, has(rehab_need, "康复训练", "辅助器具")),
        }
    )


@condition("在康复救助年龄内", "within the age of rehabilitation aid")
def of_rehab_aid_age(birth_date: Expr, age_years: Expr, as_of_date: Expr, param_rehab_aid_age: Expr) -> Expr:
    """Through the last year of age that the rule names (0至6岁), counted as in A44."""
    past = shift(birth_date, months=scale(param_rehab_aid_age + 1, by=12), mode="roll")
    return first_known(as_of_date < past, age_years <= param_rehab_aid_age)


@entitlement("残疾儿童康复救助", "Rehabilitation aid for disabled children", candidate=("system", "to_six"),
             needs=("rehab_need",))  # fmt: skip
def rehab_aid(
    disabled: Expr, autistic: Expr, disability_types: Expr, of_rehab_aid_age: Expr, adult: Expr
) -> Grounds:
    """Disabled and autistic children; the aid rules of the place decide (A41).

    gb18-art06-5, sc53-art07-4, nm20-s2a3-1; 残疾预防和残疾人康复条例 26: five kinds and autism up to 6.
    """
    one = any_of(disabled, autistic)
    listed = any_of(autistic, disabled & has(disability_types, *FIVE))
    return Grounds(
        when=~adult,
        limbs={"system": all_of(one, lean("A41", one)), "to_six": all_of(listed, of_rehab_aid_age)},
    )


@duty("辅助器具重新适配", "Refit the assistive device", seat="残联")
def refit_device(disabled: Expr, rehab_need: Expr, device_refit_due_date: Expr, as_of_date: Expr) -> Grounds:
    """The day set for the next fitting has come. hz-art05-5."""
    due = known(device_refit_due_date) & (device_refit_due_date <= as_of_date)
    return Grounds(limbs={"due": all_of(due, disabled, has(rehab_need, "辅助器具"))})


@duty(
    "定点康复机构过远，就近就便安排",
    "The nearest designated provider is far: arrange one nearby",
    seat="残联",
)
def far_provider(
    rehab_in_sight: Expr, disabled: Expr, rehab_provider_distance: Expr, param_rehab_distance_max: Expr
) -> Grounds:
    """Farther than the county takes as near; unset says nothing. nm20-s2a3-3."""
    far = rehab_provider_distance > param_rehab_distance_max
    return Grounds(limbs={"far": all_of(rehab_in_sight, known(rehab_provider_distance), disabled, far)})


@entitlement(
    "孤独症儿童关爱和康复服务",
    "Care and rehabilitation for autistic children",
    candidate=("offered", "funded"),
)
def autism_care(autistic: Expr, adult: Expr, in_difficulty: Expr) -> Grounds:
    """Where an institution offers it; paid from the lottery fund for those in difficulty. hz-art05-6, nm20-s2a3-4."""
    child = autistic & ~adult
    return Grounds(limbs={"offered": child, "funded": all_of(child, in_difficulty)})
