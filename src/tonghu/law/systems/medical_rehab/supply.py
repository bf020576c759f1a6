"""康复供给: places against need, hospitals and providers for autism, designation and agreements."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, greatest, known
from tonghu.law.language.rule import Grounds, duty, indicator
from tonghu.law.systems.foundations.shorthand import share


@indicator("康复容量缺口", "Rehabilitation places short of need", seat="残联", unit="人")
def rehab_gap(rehab_need_children: Expr, rehab_capacity: Expr) -> Grounds:
    """More children in need than places in the county; the figure is the gap. gb18-art06-1."""
    gap = greatest(rehab_need_children - rehab_capacity, 0)
    return Grounds(limbs={"short": rehab_need_children > rehab_capacity}, value=gap)


@indicator(
    "市州具有孤独症诊断能力的医疗机构",
    "Hospitals able to diagnose autism in the prefecture",
    seat="卫健",
    unit="所",
)
def autism_hospitals(city_autism_hospitals: Expr) -> Grounds:
    """At least one in each prefecture; missed where there is none. sc53-art07-5."""
    return Grounds(limbs={"none": city_autism_hospitals == 0}, value=city_autism_hospitals)


@indicator(
    "县（市、区）孤独症康复定点机构", "Designated autism providers in the county", seat="残联", unit="所"
)
def autism_providers(county_autism_providers: Expr) -> Grounds:
    """Every county has one. sc53-art07-6."""
    return Grounds(limbs={"none": county_autism_providers == 0}, value=county_autism_providers)


@indicator("孤独症康复定点机构县域覆盖率", "Counties with a designated autism provider", seat="残联")
def autism_provider_coverage(counties_with_autism_provider: Expr, counties_total: Expr) -> Grounds:
    """All of them is the target; 170 of 183 counties are 92.9 %. sc53-art07-6. In hundredths of a percent."""
    figure = share(counties_with_autism_provider, counties_total)
    return Grounds(limbs={"not_all": counties_with_autism_provider < counties_total}, value=figure)


@duty("纳入残疾儿童康复救助定点机构", "Designate the provider for rehabilitation aid", seat="残联")
def designate_provider(provider_kind: Expr, provider_qualified: Expr, provider_designated: Expr) -> Grounds:
    """Qualified and not yet designated: local smart centres, community health centres. sc53-art07-3, nm20-s2a3-2."""
    candidate = provider_qualified & ~provider_designated
    return Grounds(
        limbs={
            "smart_centre": all_of(provider_kind == "基层智能化康复中心", candidate),
            "health_centre": all_of(provider_kind == "社区卫生服务中心", candidate),
        }
    )


@duty(
    "定点协议已到期，停止新转介并续签或退出",
    "The provider's agreement has ended: no new referrals",
    seat="残联",
)
def provider_agreement(
    provider_designated: Expr, provider_agreement_until: Expr, as_of_date: Expr
) -> Grounds:
    """Designated, with an agreement that has run out, or with none on file. tj-art06-3."""
    ended = provider_agreement_until < as_of_date
    return Grounds(
        limbs={
            "ended": all_of(provider_designated, known(provider_agreement_until), ended),
            "none": all_of(provider_designated, ~known(provider_agreement_until)),
        }
    )
