"""社会力量: paired volunteers, projects, and charity that offers what a child needs."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, has, known
from tonghu.law.language.rule import Grounds, duty, entitlement
from tonghu.law.systems.foundations.shorthand import undone_or_overdue

NEEDS = (
    "医疗手术",
    "康复训练",
    "辅助器具",
    "心理疏导",
    "监护支持",
    "精神关怀",
    "救助帮扶",
    "学业辅导",
    "助学",
)


@entitlement("结对关爱、关爱服务项目", "A paired volunteer or care project", candidate=("offered",))
def pairing(in_difficulty: Expr, pairing_person: Expr) -> Grounds:
    """爱心妈妈, 童伴计划, 相伴成长, 津心护苗: suggested where the child has nobody yet.

    gb18-art21-2, sc53-art17-1, hz-art07-3, tj-art21-3.
    """
    return Grounds(limbs={"offered": all_of(~known(pairing_person), in_difficulty)})


@duty("结对联系到期", "Contact with the paired volunteer is due", seat="儿童主任")
def pairing_contact(
    pairing_person: Expr, pairing_contact_date: Expr, param_pairing_months: Expr, as_of_date: Expr
) -> Grounds:
    """Paired and no contact yet; or none within a period, which no text sets. gb18-art21-2, hz-art07-3."""
    due = undone_or_overdue(pairing_contact_date, param_pairing_months, as_of_date)
    return Grounds(limbs={"due": all_of(known(pairing_person), due)})


@duty("需求与慈善组织服务对接", "A charity offers what the child needs: bring them together", seat="县级民政")
def match_charity(needs_assessed: Expr, provider_service: Expr) -> Grounds:
    """The same need and service by name; the provider sees the need without the child. gb18-art21-4."""
    pairs = (all_of(has(needs_assessed, need), has(provider_service, need)) for need in NEEDS)
    return Grounds(limbs={"offered": any_of(*pairs)})
