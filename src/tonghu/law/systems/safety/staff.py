"""People near children: checks of their records, volunteers, and the school's vice-principal for law."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, any_of, known
from tonghu.law.language.rule import Grounds, block, duty, indicator, quantity
from tonghu.law.systems.foundations.shorthand import not_on_file, overdue, said_no, share


@duty(
    "密切接触未成年人人员：查询违法犯罪记录",
    "Person in close contact with minors: check the record of offences",
    seat="机构",
)
def record_check(
    staff_record_checked: Expr,
    staff_record_check_date: Expr,
    param_record_check_months: Expr,
    as_of_date: Expr,
) -> Grounds:
    """Not checked, or not checked again within the year of the law. sc53-art10-4, law-mpl-62."""
    return Grounds(
        limbs={
            "unchecked": said_no(staff_record_checked),
            "overdue": overdue(staff_record_check_date, param_record_check_months, as_of_date),
        }
    )


@quantity("percent", "违法犯罪记录查询覆盖率", "coverage of checks of staff records")
def record_check_share(staff_checked: Expr, staff_total: Expr) -> Expr:
    """In hundredths of a percent. sc53-art10-4."""
    return share(staff_checked, staff_total)


@indicator("违法犯罪记录查询未全覆盖", "Checks of staff records do not cover everyone", seat="机构")
def record_check_coverage(record_check_share: Expr, param_record_check_target: Expr) -> Grounds:
    """sc53-art10-4."""
    return Grounds(limbs={"below": record_check_share < param_record_check_target}, value=record_check_share)


@block(
    "安排未经查询的志愿者、爱心人士接触儿童",
    "Letting an unchecked volunteer meet a child",
    needs=("staff_record_checked",),
)
def unchecked_volunteer(staff_record_checked: Expr, pairing_person: Expr) -> Grounds:
    """Found unchecked, or paired with a child without a check on file. tj-art21-5."""
    paired = all_of(known(pairing_person), not_on_file(staff_record_checked))
    return Grounds(limbs={"unchecked": any_of(said_no(staff_record_checked), paired)})


@duty("学校未设法治副校长", "School without a vice-principal for law", seat="教育")
def law_principal(school_law_principal: Expr) -> Grounds:
    """tj-art15-1."""
    return Grounds(limbs={"none": said_no(school_law_principal)})
