"""基层队伍: supervisors, child directors, workload, full-time posts, certificates, allowances, skill levels."""

from __future__ import annotations

from tonghu.law.language.expr import Expr, all_of, known, lean, scale
from tonghu.law.language.rule import Grounds, duty, indicator, quantity
from tonghu.law.systems.foundations.shorthand import recorded, share

MONTHS = 12


@indicator(
    "乡镇（街道）未配齐儿童督导员", "Township without enough child supervisors", seat="县级民政", unit="人"
)
def supervisors_short(township_supervisors: Expr, param_supervisors_min: Expr) -> Grounds:
    """At least one. hz-art06-1, bg-2019-34-posts."""
    return Grounds(limbs={"below": township_supervisors < param_supervisors_min}, value=township_supervisors)


@indicator("村（社区）未配齐儿童主任", "Village without enough child directors", seat="儿童督导员", unit="人")
def directors_short(village_directors: Expr, param_directors_min: Expr) -> Grounds:
    """At least one. hz-art06-2, bg-2019-34-posts."""
    return Grounds(limbs={"below": village_directors < param_directors_min}, value=village_directors)


@indicator(
    "村（社区）应增强儿童主任力量", "Village that needs more child directors", seat="儿童督导员", unit="人"
)
def reinforce_directors(
    village_children_count: Expr, village_children_migrant: Expr, village_directors: Expr, param_workload_children: Expr,
    param_migrant_many: Expr, param_directors_min: Expr,
) -> Grounds:  # fmt: skip
    """More than 30 distinct children, or many migrants by a local figure that no text gives (A38). hz-art06-3.

    A village that already has more directors than the least number is taken as reinforced.
    """
    reinforced = all_of(
        known(village_directors), known(param_directors_min), village_directors > param_directors_min
    )
    return Grounds(
        when=~reinforced,
        limbs={
            "children": lean("A38", village_children_count > param_workload_children),
            "migrants": lean("A38", village_children_migrant >= param_migrant_many),
        },
        value=village_children_count,
    )


@quantity("int", "每名儿童主任服务的儿童数", "children for each child director")
def children_per_director(village_children_count: Expr, village_directors: Expr) -> Expr:
    """Distinct left-behind children and children in difficulty (A38), rounded up. gb18-art19-11."""
    return scale(village_children_count, over=village_directors, mode="up")


@indicator("基层人员负担", "Workload of front-line workers", seat="县级民政", unit="人")
def director_load(children_per_director: Expr, param_workload_children: Expr) -> Grounds:
    """Heavier than the number from which a village needs more directors; set by Hangzhou alone. gb18-art19-11."""
    return Grounds(
        limbs={"heavy": children_per_director > param_workload_children}, value=children_per_director
    )


@quantity("percent", "专职儿童主任比例", "share of full-time child directors")
def full_time_share(directors_full_time: Expr, directors_total: Expr) -> Expr:
    """In hundredths of a percent. hz-art06-4."""
    return share(directors_full_time, directors_total)


@indicator("专职儿童主任队伍建设", "Full-time child directors", seat="县级民政")
def full_time_directors(full_time_share: Expr, param_director_full_time_target: Expr) -> Grounds:
    """Encouraged; a target is set by no text. hz-art06-4."""
    return Grounds(limbs={"below": full_time_share < param_director_full_time_target}, value=full_time_share)


@duty("儿童主任为兼职，登记岗位性质", "Part-time child director: enter the kind of post", seat="县级民政")
def part_time_director(director_full_time: Expr) -> Grounds:
    """hz-art06-4."""
    return Grounds(limbs={"part_time": all_of(known(director_full_time), ~director_full_time)})


@quantity("percent", "持社工证儿童主任比例", "share of child directors with a social-work certificate")
def certified_share(directors_certified: Expr, directors_total: Expr) -> Expr:
    """Valid professional certificates; posts filled on the count day; each person once (A39). hz-art06-7."""
    return share(lean("A39", directors_certified), directors_total)


@indicator(
    "持社会工作者职业资格证书的儿童主任比例未达目标",
    "Child directors with a certificate below target",
    seat="县级民政",
)
def certified_directors(
    certified_share: Expr, param_director_certified_target: Expr, param_director_certified_day: Expr
) -> Grounds:
    """60 % by the end of 2035; until then the distance is shown. hz-art06-7."""
    return Grounds(
        limbs={"below": certified_share < param_director_certified_target},
        value=certified_share, until=param_director_certified_day,
    )  # fmt: skip


@duty("孤残儿童护理员未认定职业技能等级", "Care worker without a skill level", seat="机构")
def skill_level_due(staff_skill_level: Expr) -> Grounds:
    """sc53-art16-4."""
    return Grounds(limbs={"none": recorded(staff_skill_level, "无")})


@quantity("money", "儿童主任补助年支出", "yearly cost of the directors' allowance")
def director_allowance_year(director_allowance: Expr, directors_total: Expr) -> Expr:
    """Monthly allowance × 12 × directors. sc53-art16-6. In fen per year."""
    return scale(scale(director_allowance, by=MONTHS), by=directors_total)


@indicator("儿童主任补助年支出测算", "Yearly cost of the directors' allowance", seat="县级民政", unit="元/年")
def director_allowance_cost(director_allowance_year: Expr) -> Grounds:
    """A figure for places that raise the allowance. sc53-art16-6."""
    return Grounds(limbs={"figure": known(director_allowance_year)}, value=director_allowance_year)
