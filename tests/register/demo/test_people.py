"""The demo county: the same children for the same seed, no name of anyone, and every circumstance."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

import pytest

from tonghu.base.dates import birthday, full_years
from tonghu.base.ids import looks_rounded, parse_division, parse_id_number
from tonghu.law.language.facts import vocabulary
from tonghu.register.demo import DEMO_DAY, invent, people
from tonghu.register.demo.circumstances import AXES, WHOLE, circumstances
from tonghu.register.demo.names import PREFIX, SURNAMES, Registry
from tonghu.register.demo.sketch import AREAS, BUILDERS

EVERY = [circumstance for axis in AXES for circumstance in circumstances()[axis]]
KINDS: dict[str, type | tuple[type, ...]] = {
    "bool": bool,
    "int": int,
    "number": (int, float),
    "money": (int, float),
    "date": date,
    "datetime": datetime,
    "list": list,
}


def facts_of(case: dict[str, Any]) -> list[tuple[str, str, object]]:
    """All facts of a case as (part, name, value)."""
    parts = [("child", case["child"]), ("household", case["household"])]
    parts += [
        ("parent", {name: value for name, value in one.items() if name != "role"}) for one in case["parents"]
    ]
    return [(part, name, value) for part, facts in parts for name, value in facts.items()]


def test_the_same_seed_gives_the_same_children() -> None:
    assert list(people(200, seed=7)) == list(people(200, seed=7))
    assert list(people(200, seed=7)) != list(people(200, seed=8))


def test_a_longer_county_begins_with_the_shorter_one() -> None:
    assert list(people(200, mix="all"))[:50] == list(people(50, mix="all"))


def test_every_fact_is_in_the_vocabulary_and_allowed() -> None:
    for case in people(4 * len(EVERY), mix="all"):
        for part, name, value in facts_of(case):
            fact = vocabulary()[name]
            assert isinstance(value, KINDS.get(fact.type, str)), (name, value)
            assert part == fact.about, name
            for single in value if isinstance(value, list) else [value]:
                assert not fact.values or str(single) in {str(allowed) for allowed in fact.values}, (
                    name,
                    single,
                )


def test_every_circumstance_appears_once_before_any_comes_again() -> None:
    children = list(invent(len(EVERY), mix="all"))
    for child, circumstance in zip(children, EVERY, strict=True):
        assert circumstance in child.circumstances


def test_every_circumstance_is_drawn_by_a_function_and_every_function_is_listed() -> None:
    assert {circumstance.id for circumstance in EVERY} == set(BUILDERS)


def test_rates_add_up_and_name_their_source() -> None:
    for axis in AXES:
        first, *others = circumstances()[axis]
        assert sum(one.rate for one in (first, *others)) == pytest.approx(WHOLE)
        assert first.rate > WHOLE / 2
        for one in others:
            assert (one.source in {"湖南2025", "自拟"}) == (one.rate > 0), one.id


@pytest.mark.parametrize(
    ("ids", "rate"),
    [
        (("orphan_scattered", "orphan_institution"), 5),
        (("unattended_both_unable", "unattended_dead_and_unable", "unattended_certified"), 22),
        (("left_behind_both_away", "left_behind_one_away", "left_behind_unguarded"), 164),
        (("migrant_settled", "migrant_in_difficulty", "migrant_unassessed"), 522),
    ],
)
def test_rates_with_a_source_add_up_to_it(ids: tuple[str, ...], rate: float) -> None:
    sourced = [one for one in EVERY if one.id in ids]
    assert sum(one.rate for one in sourced) == pytest.approx(rate)
    assert {one.source for one in sourced} == {"湖南2025"}


def test_rates_are_met_within_tolerance() -> None:
    n = 30_000
    drawn = Counter(one.id for child in invent(n) for one in child.circumstances)
    for one in EVERY:
        expected = one.rate * n / WHOLE
        assert abs(drawn[one.id] - expected) <= 5 * max(expected, 1) ** 0.5, one.id


def test_edges_of_the_law() -> None:
    children = {
        next(one.id for one in child.circumstances if one.axis == "life"): child.case
        for child in invent(len(EVERY), mix="all")
    }
    day = timedelta(days=1)
    for name, reached in (("of_age_yesterday", DEMO_DAY - day), ("of_age_tomorrow", DEMO_DAY + day)):
        assert birthday(children[name]["child"]["birth_date"], 18) == reached
    assert birthday(children["of_age_today"]["child"]["birth_date"], 18) == DEMO_DAY
    assert birthday(children["left_behind_16_today"]["child"]["birth_date"], 16) == DEMO_DAY
    born = children["born_29_february"]["child"]["birth_date"]
    assert (born.month, born.day) == (2, 29)
    assert children["migrant_six_months"]["child"]["residence_since"] == date(2025, 12, 15)
    assert children["migrant_day_short"]["child"]["residence_since"] == date(2025, 12, 16)


@pytest.mark.parametrize("as_of", [date(2028, 2, 29), date(2026, 8, 31), date(2027, 3, 1)])
def test_any_day_may_be_asked_about(as_of: date) -> None:
    for case in people(2 * len(EVERY), as_of=as_of, mix="all"):
        birth = case["child"]["birth_date"]
        assert -1 <= full_years(birth, as_of) <= 24
        assert all(value >= birth for value in case["child"].values() if type(value) is date)


def test_names_are_marked_as_invented() -> None:
    for child in invent(300):
        assert child.name[0] in SURNAMES
        assert child.name[1] == "·"
        assert child.name[-4:].isdigit()
        assert child.township.startswith("示例")


def test_numbers_pass_every_check_of_form_and_belong_to_nobody() -> None:
    children = list(invent(2000))
    for child in children:
        number = parse_id_number(child.id_number)
        assert number.division == PREFIX
        assert (number.birth, number.sex) == (child.case["child"]["birth_date"], child.sex)
    assert len({child.id_number for child in children}) == len(children)


def test_numbers_of_a_day_run_out_aloud() -> None:
    registry = Registry()
    given = {registry.id_number(date(2015, 5, 5), "女") for _ in range(490)}
    assert len(given) == 490
    assert not any(looks_rounded(number) for number in given)
    with pytest.raises(ValueError, match="no number is left"):
        registry.id_number(date(2015, 5, 5), "女")


def test_counties_lie_in_their_place_and_are_apart() -> None:
    codes = [code for pair in AREAS.values() for code in pair]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert parse_division(code) == code
        assert code[-2] == "9" or code[-4:-2] == "98"


def test_a_place_without_a_county_is_refused() -> None:
    with pytest.raises(ValueError, match="天津市"):
        next(people(1, jurisdiction="月球"))


def test_facts_are_forgotten_here_and_there() -> None:
    ordinary = [child for child in invent(500) if child.circumstances[0].id == "ordinary"]
    known = Counter(name for child in ordinary for name in child.case["child"])
    assert len(ordinary) * 0.9 < known["hukou_division"] < len(ordinary)
    assert known["birth_date"] == len(ordinary)


def test_axes_stand_together_in_the_file() -> None:
    assert [axis for axis, _ in groupby(EVERY, key=lambda one: one.axis)] == list(AXES)
