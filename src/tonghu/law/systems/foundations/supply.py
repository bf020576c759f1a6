"""服务供给: service points at each level, and supply by children who live here, not by hukou."""

from __future__ import annotations

from tonghu.law.language.expr import Expr
from tonghu.law.language.rule import Grounds, duty, indicator, quantity
from tonghu.law.systems.foundations.shorthand import overdue, share


@indicator("没有服务阵地", "No service point", seat="县级民政", unit="处")
def facility_gap(village_facilities: Expr, township_facilities: Expr) -> Grounds:
    """A village or township without one. gb18-art19-2, sc53-art16-2, nm20-end-4, tj-art19-2."""
    return Grounds(
        limbs={"village": village_facilities == 0, "township": township_facilities == 0},
        value=village_facilities,
    )


@indicator("按常住儿童数配置服务", "Services planned on resident children", seat="县级民政", unit="人")
def resident_children(resident_child_population: Expr, hukou_child_population: Expr) -> Grounds:
    """Where residents and hukou differ, residents are the number to plan on. gb18-art19-1, sc53-art16-1, hz-art04-1."""
    return Grounds(
        limbs={"differs": resident_child_population != hukou_child_population},
        value=resident_child_population,
    )


@quantity("percent", "机构床位使用率", "occupancy of the institution")
def occupancy(institution_children: Expr, institution_beds: Expr) -> Expr:
    """In hundredths of a percent. sc53-art16-1."""
    return share(institution_children, institution_beds)


@indicator(
    "机构布局与儿童数不符", "Institution places out of line with the number of children", seat="县级民政"
)
def institution_layout(institution_children: Expr, institution_beds: Expr, occupancy: Expr) -> Grounds:
    """More places than children, or fewer. sc53-art16-1."""
    return Grounds(
        limbs={
            "spare": institution_children < institution_beds,
            "short": institution_children > institution_beds,
        },
        value=occupancy,
    )


@duty(
    "流动儿童关爱服务基础清单到期，重新发布", "List of services for migrant children is due", seat="县级民政"
)
def service_list_due(
    service_list_version: Expr, param_service_list_months: Expr, as_of_date: Expr
) -> Grounds:
    """动态发布 without a period: due only where the county sets one. hz-art04-2."""
    return Grounds(limbs={"overdue": overdue(service_list_version, param_service_list_months, as_of_date)})
