"""身世: age, parents, care and residence of an invented child. Each function draws the circumstance of its name."""

from datetime import date, timedelta
from typing import Any

from tonghu.base.dates import add_months, birthday
from tonghu.register.demo.sketch import Draw, Facts, Sketch, circumstance

# ------------------------------------------------------------------------------------------ parents


def _able(**more: Any) -> Facts:
    return {
        "parent_life_status": "健在",
        "parent_conditions": [],
        "parent_able_to_support": "能",
        "parent_out_for_work": False,
        **more,
    }


def _dead(d: Draw) -> Facts:
    return {"parent_life_status": d.one_of("死亡", "死亡", "死亡", "宣告死亡")}


def _gone(d: Draw) -> Facts:
    return {"parent_life_status": "宣告失踪"} if d.chance(0.1) else _dead(d)


def _unable(d: Draw) -> Facts:
    """A living parent in one of the eight circumstances, with what the papers say of it."""
    kind = d.one_of("severely_disabled", "ill", "in_custody", "in_custody", "lost", "revoked", "deported")
    return {"parent_life_status": "健在", "parent_able_to_support": "不能", **_UNABLE[kind](d)}


def _severely_disabled(d: Draw) -> Facts:
    kind = d.one_of("视力", "肢体", "智力", "精神")
    grade = d.random.randint(1, 4 if kind in {"智力", "精神"} else 2)
    return {
        "parent_conditions": ["重残"],
        "parent_condition_since": d.ago(200, 4000),
        "parent_disability_type": kind,
        "parent_disability_level": grade,
    }


def _ill(d: Draw) -> Facts:
    return {
        "parent_conditions": ["重病"],
        "parent_condition_since": d.ago(100, 2000),
        "parent_serious_illness": True,
    }


def _in_custody(d: Draw) -> Facts:
    months = d.one_of(3, 6, 12, 24, 36, 60)
    return {
        "parent_conditions": [
            d.one_of("服刑在押", "服刑在押", "强制隔离戒毒", "被执行其他限制人身自由的措施")
        ],
        "parent_condition_since": d.ago(0, months * 30),
        "parent_condition_months": months,
    }


def _lost(d: Draw) -> Facts:
    return {"parent_conditions": ["失联"], "parent_condition_since": d.ago(60, 3000)}


def _revoked(d: Draw) -> Facts:
    day = d.ago(30, 2000)
    return {
        "parent_conditions": ["被撤销监护资格"],
        "parent_condition_since": day,
        "guardianship_revoked_date": day,
    }


def _deported(d: Draw) -> Facts:
    return {"parent_conditions": ["被遣送（驱逐）出境"], "parent_condition_since": d.ago(100, 3000)}


_UNABLE = {
    "severely_disabled": _severely_disabled,
    "ill": _ill,
    "in_custody": _in_custody,
    "lost": _lost,
    "revoked": _revoked,
    "deported": _deported,
}


def _away(since: date, *, far: bool = True) -> Facts:
    return _able(parent_out_for_work=True, parent_out_since=since, parent_out_crosses_county=far)


def _parents(s: Sketch, d: Draw, one: Facts, other: Facts) -> None:
    """Give the child both parents; which of them is the father is left to chance."""
    first, second = (s.father, s.mother) if d.chance(0.5) else (s.mother, s.father)
    first.update(one)
    second.update(other)


# ------------------------------------------------------------------------------------------ frames


def _minor(s: Sketch, d: Draw, *, youngest: int = 0, eldest: int = 17, birth: date | None = None) -> None:
    """What nearly every child has: a birthday, a file, and a life where it is registered."""
    s.child.update(
        birth_date=birth or d.born(youngest, eldest),
        hukou_division=d.here,
        residence_division=d.here,
        orphan_certified=False,
        unattended_certified=False,
        institution_placed=False,
        adopted=False,
        rescued_trafficked=False,
        vagrant=False,
        parents_traceable="已查明",
        file_exists=True,
        last_verified_date=d.ago(0, 500),
    )


def _orphan(s: Sketch, d: Draw, birth: date | None = None) -> None:
    _minor(s, d, birth=birth)
    s.child.update(
        orphan_certified=True,
        living_arrangement="社会散居",
        guardian_relation=d.one_of("祖父母外祖父母", "祖父母外祖父母", "兄姐", "其他亲属"),
        receives_basic_living=d.chance(0.95),
        enrolled_before_18=True,
        payment_account_type="社会保障卡",
    )
    _parents(s, d, _dead(d), _dead(d))


def _with_relatives(s: Sketch, d: Draw) -> None:
    s.child.update(
        living_arrangement="亲属照料",
        guardian_relation=d.one_of("祖父母外祖父母", "祖父母外祖父母", "其他亲属"),
        guardianship_state=d.one_of("正常", "有风险", "未评估"),
    )


def _left_behind(s: Sketch, d: Draw, birth: date | None = None) -> None:
    _minor(s, d, eldest=15, birth=birth)
    s.child.update(
        living_arrangement="委托照护",
        guardian_relation="父母",
        entrusted_carer_capable=d.chance(0.8),
        guardianship_state=d.one_of("正常", "有风险", "未评估"),
        guardianship_assessment_date=d.ago(0, 700),
    )


def _migrant(s: Sketch, d: Draw, since: date) -> None:
    _minor(s, d, eldest=15, birth=min(d.born(0, 15), since))
    s.child.update(
        living_arrangement="与父母同住",
        guardian_relation="父母",
        hukou_division=d.elsewhere,
        residence_since=since,
        moved_with_guardian=True,
        residence_permit=d.chance(0.7),
    )
    _parents(s, d, _able(), _able())


def _in_institution(s: Sketch, d: Draw) -> None:
    s.child.update(
        living_arrangement="机构集中养育",
        guardian_relation="民政部门",
        institution_placed=True,
        institution_level=d.one_of("县级", "地市级", "地市级"),
        payment_account_type="其他",
    )


def _adult(s: Sketch, d: Draw, youngest: int, eldest: int, before: str) -> None:
    _minor(s, d, youngest=youngest, eldest=eldest)
    s.child.update(
        category_before_18=[before],
        enrolled_before_18=True,
        orphan_certified=before == "orphan",
        unattended_certified=before == "unattended",
        living_arrangement="社会散居",
    )


# ------------------------------------------------------------------------------------ with parents


@circumstance
def ordinary(s: Sketch, d: Draw) -> None:
    """Lives with both parents."""
    _minor(s, d)
    s.child.update(living_arrangement="与父母同住", guardian_relation="父母")
    _parents(s, d, _able(), _able())


@circumstance
def one_dead_other_able(s: Sketch, d: Draw) -> None:
    """One parent dead, the other able to support."""
    _minor(s, d)
    s.child.update(living_arrangement="与父母同住", guardian_relation="父母")
    _parents(s, d, _dead(d), _able(parent_remarried=d.chance(0.3), parent_on_social_assistance=d.chance(0.1)))


@circumstance
def one_dead_other_remarried(s: Sketch, d: Draw) -> None:
    """One parent dead, the other remarried and unable to support."""
    _minor(s, d)
    _with_relatives(s, d)
    other = _able(parent_remarried=True, parent_on_social_assistance=d.chance(0.3))
    _parents(s, d, _gone(d), {**other, "parent_able_to_support": "不能"})


@circumstance
def one_dead_other_unclear(s: Sketch, d: Draw) -> None:
    """One parent dead, the other's ability not established."""
    _minor(s, d)
    _with_relatives(s, d)
    other = _able(parent_remarried=d.chance(0.5), parent_on_social_assistance=d.chance(0.5))
    _parents(s, d, _dead(d), {**other, "parent_able_to_support": "未查明"})


@circumstance
def one_parent_unable(s: Sketch, d: Draw) -> None:
    """Only one parent in one of the eight circumstances."""
    _minor(s, d)
    s.child.update(living_arrangement="与父母同住", guardian_relation="父母")
    _parents(s, d, _unable(d), _able())


@circumstance
def one_parent_unrecorded(s: Sketch, d: Draw) -> None:
    """The other parent was never recorded; the one there is, is in one of the eight circumstances."""
    _minor(s, d)
    _with_relatives(s, d)
    s.mother.update(_unable(d))
    s.father.update(parent_life_status="不详")


@circumstance
def parent_released(s: Sketch, d: Draw) -> None:
    """Certified as unattended; one parent was released, the other is still in one of the eight circumstances."""
    _minor(s, d)
    _with_relatives(s, d)
    released = d.ago(0, 300)
    s.child.update(
        unattended_certified=True,
        receives_basic_living=True,
        exit_event="刑满释放或强戒结束",
        exit_event_date=released,
    )
    other = _dead(d) if d.chance(0.5) else _unable(d)
    _parents(s, d, _able(parent_condition_end_date=released), other)


# ---------------------------------------------------------------------------------------- orphans


@circumstance
def orphan_scattered(s: Sketch, d: Draw) -> None:
    """An orphan who lives with relatives."""
    _orphan(s, d)


@circumstance
def orphan_institution(s: Sketch, d: Draw) -> None:
    """An orphan raised in an institution, or a foundling whose parents cannot be found."""
    _orphan(s, d)
    _in_institution(s, d)
    if d.chance(0.6):
        s.father.clear()
        s.mother.clear()
        s.child.update(parents_traceable="查找不到")


@circumstance
def both_parents_dead(s: Sketch, d: Draw) -> None:
    """Both parents dead or declared so, and nobody has applied yet."""
    _minor(s, d)
    _with_relatives(s, d)
    s.child.update(discovery_channel=d.one_of("巡查巡访", "数据比对"), discovery_date=d.ago(0, 60))
    _parents(s, d, _dead(d), _gone(d))


@circumstance
def parents_untraced(s: Sketch, d: Draw) -> None:
    """A foundling whose birth parents are being searched for."""
    _minor(s, d, eldest=3)
    s.child.update(
        living_arrangement="临时监护安置",
        guardian_relation="民政部门",
        parents_traceable="查找中",
        temporary_guardianship=True,
        temporary_guardianship_since=d.ago(0, 200),
    )


@circumstance
def foster_family(s: Sketch, d: Draw) -> None:
    """An orphan of an institution who lives in a foster family."""
    _orphan(s, d)
    _in_institution(s, d)
    s.child.update(living_arrangement="家庭寄养")


@circumstance
def hiv_infected(s: Sketch, d: Draw) -> None:
    """Infected with HIV; orphaned or not."""
    if d.chance(0.5):
        _orphan(s, d)
    else:
        ordinary(s, d)
    s.child.update(hiv_infected=True)


# ------------------------------------------------------------------------------------- unattended


@circumstance
def unattended_both_unable(s: Sketch, d: Draw) -> None:
    """Each parent in one of the eight circumstances."""
    _minor(s, d)
    _with_relatives(s, d)
    certified = d.chance(0.8)
    s.child.update(unattended_certified=certified, receives_basic_living=certified)
    _parents(s, d, _unable(d), _unable(d))


@circumstance
def unattended_dead_and_unable(s: Sketch, d: Draw) -> None:
    """One parent dead or declared missing, the other in one of the eight circumstances."""
    _minor(s, d)
    _with_relatives(s, d)
    certified = d.chance(0.8)
    s.child.update(unattended_certified=certified, receives_basic_living=certified)
    _parents(s, d, _gone(d), _unable(d))


@circumstance
def unattended_certified(s: Sketch, d: Draw) -> None:
    """Certified as unattended; the county's ledger says nothing of the parents."""
    _minor(s, d)
    _with_relatives(s, d)
    s.child.update(unattended_certified=True, receives_basic_living=True, enrolled_before_18=True)


# ------------------------------------------------------------------------------------ left behind


@circumstance
def left_behind_both_away(s: Sketch, d: Draw) -> None:
    """Both parents away for work, for a shorter or a longer time."""
    _left_behind(s, d)
    _parents(s, d, _away(d.ago(60, 2000)), _away(d.ago(60, 2000), far=d.chance(0.9)))


@circumstance
def left_behind_one_away(s: Sketch, d: Draw) -> None:
    """One parent away, the other not capable of guardianship."""
    _left_behind(s, d)
    there = {**_unable(d), "parent_guardianship_capable": False} if d.chance(0.7) else _dead(d)
    _parents(s, d, _away(d.ago(60, 2000)), there)


@circumstance
def left_behind_unguarded(s: Sketch, d: Draw) -> None:
    """Left behind, and an assessment found that nobody is a guardian in fact."""
    left_behind_both_away(s, d)
    s.child.update(living_arrangement="无人照料", guardianship_state="缺失", entrusted_carer_capable=False)


@circumstance
def left_behind_16_today(s: Sketch, d: Draw) -> None:
    """Turns 16 today: no longer left behind by the definition."""
    _left_behind(s, d, birth=_turning(d, 16))
    _parents(s, d, _away(d.ago(400, 2000)), _away(d.ago(400, 2000)))


@circumstance
def left_behind_six_months(s: Sketch, d: Draw) -> None:
    """Both parents away for exactly six months."""
    since = d.months_ago(6)
    _left_behind(s, d, birth=d.born(1, 15))
    _parents(s, d, _away(since), _away(since))


# --------------------------------------------------------------------------------------- migrant


@circumstance
def migrant_settled(s: Sketch, d: Draw) -> None:
    """Came with the parents from another county and is in no difficulty."""
    _migrant(s, d, d.ago(30, 2500))
    s.child.update(migrant_difficulty="无")


@circumstance
def migrant_in_difficulty(s: Sketch, d: Draw) -> None:
    """Came with the parents and has difficulty with living, care or school."""
    _migrant(s, d, d.ago(190, 2500))
    s.child.update(migrant_difficulty=d.one_of("生活", "就医", "就学", "其他"))


@circumstance
def migrant_unassessed(s: Sketch, d: Draw) -> None:
    """Came with the parents; nobody has asked about difficulties."""
    _migrant(s, d, d.ago(30, 2500))
    s.child.update(migrant_difficulty="未评估")


@circumstance
def migrant_six_months(s: Sketch, d: Draw) -> None:
    """Living here for exactly six months."""
    _migrant(s, d, d.months_ago(6))
    s.child.update(migrant_difficulty="就医")


@circumstance
def migrant_day_short(s: Sketch, d: Draw) -> None:
    """Living here for six months less a day."""
    _migrant(s, d, d.months_ago(6) + timedelta(days=1))
    s.child.update(migrant_difficulty="就医")


# ------------------------------------------------------------------- adoption and protection


@circumstance
def adopted_disabled_orphan(s: Sketch, d: Draw) -> None:
    """A disabled or sick orphan, adopted at home or, rarely, abroad."""
    _adopted(s, d, before=d.one_of("残疾孤儿", "病残孤弃儿童"))
    s.child.update(adoption_domestic=d.chance(0.9))


@circumstance
def adopted_healthy(s: Sketch, d: Draw) -> None:
    """A healthy orphan who was adopted."""
    _adopted(s, d, before="健康孤儿")


def _adopted(s: Sketch, d: Draw, before: str) -> None:
    _minor(s, d, youngest=1)
    since = max(d.ago(0, 1500), s.child["birth_date"] + timedelta(days=100))
    s.child.update(
        adopted=True,
        adoption_date=since,
        adoption_domestic=True,
        pre_adoption_status=before,
        living_arrangement="已被收养",
        guardian_relation="父母",
        enrolled_before_18=True,
        exit_event="依法收养",
        exit_event_date=since,
    )


@circumstance
def rescued_trafficked(s: Sketch, d: Draw) -> None:
    """Rescued from traffickers; parents found or not."""
    _minor(s, d, eldest=14)
    s.child.update(
        rescued_trafficked=True,
        parents_traceable=d.one_of("已查明", "查找中", "查找不到"),
        living_arrangement="临时监护安置",
        guardian_relation="民政部门",
        temporary_guardianship=True,
        temporary_guardianship_since=d.ago(0, 300),
    )


@circumstance
def vagrant(s: Sketch, d: Draw) -> None:
    """Found without a home."""
    _minor(s, d, youngest=6)
    s.child.update(vagrant=True, living_arrangement="无人照料", guardianship_state="缺失", file_exists=False)


@circumstance
def temporary_guardianship(s: Sketch, d: Draw) -> None:
    """Under temporary guardianship, the family not assessed yet."""
    _minor(s, d)
    s.child.update(
        temporary_guardianship=True,
        temporary_guardianship_since=d.ago(0, 300),
        living_arrangement="临时监护安置",
        guardian_relation="民政部门",
        guardianship_state=d.one_of("缺失", "侵害", "未评估"),
    )
    _parents(s, d, _unable(d), _able(parent_able_to_support="未查明"))


@circumstance
def temporary_guardianship_returning(s: Sketch, d: Draw) -> None:
    """About to be returned from temporary guardianship, with or without the assessment that this needs."""
    temporary_guardianship(s, d)
    s.child.update(return_date=d.as_of + timedelta(days=d.random.randint(1, 30)))
    if d.chance(0.5):
        s.child.update(
            guardianship_assessment_date=max(s.child["temporary_guardianship_since"], d.ago(0, 30)),
            guardianship_state=d.one_of("正常", "正常", "有风险"),
        )


@circumstance
def long_term_guardianship(s: Sketch, d: Draw) -> None:
    """Under the long-term guardianship of the civil affairs department."""
    _minor(s, d)
    _in_institution(s, d)
    s.child.update(long_term_guardianship=True, guardianship_state="缺失")
    _parents(s, d, {"parent_life_status": "健在", **_revoked(d)}, _gone(d))


# ---------------------------------------------------------------------------------------- of age


@circumstance
def adult_student(s: Sketch, d: Draw) -> None:
    """Of age, in school, covered as a child."""
    _adult(s, d, 18, 24, d.one_of("orphan", "orphan", "unattended"))
    s.child.update(
        school_stage=d.one_of("普通高中", "中职(含技工)", "高职", "大专", "本科", "本科", "硕士研究生"),
        full_time=d.chance(0.95),
        in_school=True,
        employment_status="在校",
        exit_event="年满18周岁",
        exit_event_date=birthday(s.child["birth_date"], 18),
    )


@circumstance
def adult_leaver(s: Sketch, d: Draw) -> None:
    """Of age for at most two years, raised in an institution, not in school."""
    _adult(s, d, 18, 19, d.one_of("orphan", "orphan", "unattended"))
    _in_institution(s, d)
    s.child.update(
        in_school=False,
        resettled=d.one_of("已社会化安置", "未安置", "未查明"),
        resettlement_grant_paid=d.chance(0.2),
        employment_status=d.one_of("求职", "就业", "失业"),
    )


@circumstance
def adult_tekun_student(s: Sketch, d: Draw) -> None:
    """Of age, in vocational school, on tekun support."""
    _adult(s, d, 18, 19, "poor_family")
    s.child.update(school_stage="中职(含技工)", full_time=True, in_school=True)


@circumstance
def born_29_february(s: Sketch, d: Draw) -> None:
    """An orphan born on 29 February, at any age up to 18."""
    years = [year for year in range(d.as_of.year - 18, d.as_of.year + 1) if year % 4 == 0]
    _orphan(s, d, birth=date(d.one_of(*years[:-1]), 2, 29))


@circumstance
def of_age_yesterday(s: Sketch, d: Draw) -> None:
    """An orphan who turned 18 yesterday."""
    _orphan(s, d, birth=_turning(d, 18, days=-1))
    s.child.update(in_school=d.chance(0.5))


@circumstance
def of_age_today(s: Sketch, d: Draw) -> None:
    """An orphan who turns 18 today."""
    _orphan(s, d, birth=_turning(d, 18))
    s.child.update(in_school=d.chance(0.5))


@circumstance
def of_age_tomorrow(s: Sketch, d: Draw) -> None:
    """An orphan who turns 18 tomorrow."""
    _orphan(s, d, birth=_turning(d, 18, days=1))
    s.child.update(in_school=d.chance(0.5))


def _turning(d: Draw, years: int, days: int = 0) -> date:
    """The birth date of someone who reaches so many years so many days from now."""
    return add_months(d.as_of + timedelta(days=days), -12 * years)
