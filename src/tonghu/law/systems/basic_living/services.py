"""物质+服务: needs assessed, services beside cash, how and where it is paid and applied for."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, has, known, prefix
from tonghu.law.language.rule import Grounds, duty, entitlement


@duty("开展需求评估", "Assess the child's needs", seat="儿童主任")
def assess_needs(in_difficulty: Expr, assessment_date: Expr, needs_assessed: Expr) -> Grounds:
    """No assessment on file. gb18-art03-1."""
    return Grounds(limbs={"none": all_of(in_difficulty, ~known(assessment_date), ~known(needs_assessed))})


@entitlement("救助帮扶、监护支持、精神关怀、心理疏导等关爱服务", "Care services by need: relief, guardianship, company, counselling",
             candidate=("offered",))  # fmt: skip
def care_services(in_difficulty: Expr, needs_assessed: Expr) -> Grounds:
    """By the needs assessed, through purchased services. tj-art03-1, nm20-s1a2-2."""
    return Grounds(limbs={"by_need": all_of(in_difficulty, known(needs_assessed)), "offered": in_difficulty})


@entitlement("助餐、课后托管、日间照料等服务", "Meals, after-school and day care", candidate=("offered",))
def day_services(in_difficulty: Expr) -> Grounds:
    """Encouraged; offered by local supply. tj-art03-2."""
    return Grounds(limbs={"offered": in_difficulty})


@duty(
    "只有资金没有服务（或相反），核对保障方案",
    "Cash without service, or the reverse: check the plan",
    seat="儿童督导员",
)
def cash_without_service(current_benefits: Expr, current_services: Expr) -> Grounds:
    """A list on file that is empty holds neither. gb18-art03-3."""
    cash = all_of(known(current_benefits), has(current_benefits))
    service = all_of(known(current_services), has(current_services))
    return Grounds(limbs={"one_only": any_of(all_of(cash, ~service), all_of(service, ~cash))})


@duty("申请转户籍地办理（跨省通办）", "Route the application to the hukou place", seat="县级民政")
def route_application(application_place: Expr, hukou_division: Expr) -> Grounds:
    """Taken anywhere, decided where the hukou is. gb18-art02-1, tj-art02-1."""
    return Grounds(limbs={"elsewhere": prefix(application_place, 6) != prefix(hukou_division, 6)})


@duty(
    "非社会保障卡发放须说明理由", "Paid outside the social-security card: a reason is needed", seat="县级财务"
)
def card_exception(payment_account_type: Expr) -> Grounds:
    """sc53-art03-2."""
    return Grounds(limbs={"other": payment_account_type == "其他"})


@duty("协议服务到期，重新安排服务", "The purchased service is to be arranged", seat="县级民政")
def purchased_service(needs_assessed: Expr, purchased_service_contract: Expr) -> Grounds:
    """A need is on file and no contract serves it. nm20-s1a2-2, tj-art03-1."""
    need = has(needs_assessed, "心理疏导", "监护支持", "精神关怀", "救助帮扶")
    return Grounds(limbs={"no_contract": all_of(need, ~known(purchased_service_contract))})
