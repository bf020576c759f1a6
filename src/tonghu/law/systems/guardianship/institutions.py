"""儿童福利机构: whom they take in, children to be handed over, and training of those who care for them."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known, shift
from tonghu.law.language.rule import Grounds, duty, entitlement
from tonghu.law.systems.foundations.shorthand import recorded


@duty(
    "县级机构养育儿童移交清单",
    "On the list of children to be handed over by county institutions",
    seat="县级民政",
)
def county_transfer(institution_raised: Expr, institution_level: Expr, adult: Expr) -> Grounds:
    """Raised in a county institution; to be handed over to prefecture level or above. gb18-art18-2."""
    return Grounds(limbs={"county": all_of(institution_raised, ~adult, institution_level == "县级")})


@entitlement("儿童福利机构收留抚养", "Care in a child-welfare institution", candidate=("state_guardian",))
def institution_admission(
    institution_raised: Expr, adult: Expr, parents_traceable: Expr, orphan_by_facts: Expr, no_relative_guardian: Expr,
    guardian_relation: Expr, in_state_guardianship: Expr,
) -> Grounds:  # fmt: skip
    """The groups whose guardian is the state: untraceable parents, no parent and no relative, guardianship by
    civil affairs. 儿童福利机构管理办法 (令63号)."""
    untraceable = recorded(parents_traceable, "查找不到")
    by_office = recorded(guardian_relation, "民政部门")
    lost = all_of(no_relative_guardian, known(orphan_by_facts), orphan_by_facts)
    group = any_of(untraceable, by_office, lost, in_state_guardianship)
    return Grounds(limbs={"state_guardian": all_of(group, ~adult, ~institution_raised)})


@duty("孤残儿童护理员培训", "Train the nurse of orphaned and disabled children", seat="机构")
def train_nurse(
    staff_skill_level: Expr, worker_training_date: Expr, as_of_date: Expr, param_nurse_training_months: Expr
) -> Grounds:
    """A nurse (one with a skill level on file) never trained, or not in the period set. sc53-art14-3."""
    nurse = known(staff_skill_level)
    old = shift(worker_training_date, months=param_nurse_training_months) <= as_of_date
    return Grounds(
        limbs={
            "never": all_of(nurse, ~known(worker_training_date)),
            "old": all_of(nurse, known(worker_training_date), old),
        }
    )
