"""Looking ahead: the next change is the one that somebody would see who asked again every day."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.toy.toytown import DAY, ORPHAN, ask, case, run

from tonghu.law.engine.ahead import next_change, turns
from tonghu.law.engine.case import read_case
from tonghu.law.engine.change import days_ahead, may_be_today, shown_values
from tonghu.law.engine.evaluate import Options, evaluate
from tonghu.law.engine.overrides import Overrides, read_overrides
from tonghu.law.language.expr import fact, first_known, lean, shift, when

pytestmark = pytest.mark.usefixtures("toytown")

FAR = 260  # days asked one by one


def asked_daily(raw: dict[str, Any], options: Options, days: int = FAR) -> dt.date | None:
    """The first day on which asking again shows something else."""
    read = read_case(raw)
    before = shown_values(evaluate(read, options).reading)
    for ahead in range(1, days + 1):
        day = read.day + dt.timedelta(days=ahead)
        if shown_values(evaluate(read, options, day).reading) != before:
            return day
    return None


def found(raw: dict[str, Any], options: Options | None = None) -> dict[str, Any] | None:
    """The next change that the engine names."""
    options = options or Options()
    return next_change(evaluate(read_case(raw), options), options)


def near(day: dt.date, chance: random.Random, years: int) -> dt.date:
    """A day so many years ago, some days later: its anniversary is ahead."""
    return day.replace(year=day.year - years, day=min(day.day, 28)) + dt.timedelta(
        days=chance.randrange(-5, 200)
    )


def someone(seed: int) -> dict[str, Any]:
    """A child whose birthday, half year or text is near."""
    chance = random.Random(seed)
    day = dt.date(2026, chance.randrange(1, 13), chance.randrange(1, 29))
    child: dict[str, Any] = {
        "birth_date": chance.choice([near(day, chance, 18), dt.date(2008, 2, 29), None]),
        "residence_since": chance.choice([day - dt.timedelta(days=chance.randrange(0, 200)), None]),
        "in_school": chance.choice([True, False, None]),
        "institution_placed": chance.choice([True, False, None]),
        "orphan_certified": chance.choice([True, False, None]),
        "household_status": chance.choice(["低保", "低保边缘", None]),
        "child_own_income": chance.choice([0, 600, 900, None]),
    }
    params = {"param_adult_age": chance.choice([17, 18])} if chance.random() < 0.3 else {}
    if chance.random() < 0.2:
        params["doc_effective_date"] = day + dt.timedelta(days=chance.randrange(-50, 100))
    return case(child, ORPHAN[: chance.randrange(3)], as_of_date=day, params=params)


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    only=st.booleans(),
    reading=st.sampled_from(["on_birthday", "day_after", "open"]),
)
def test_the_next_change_is_the_first_that_shows(seed: int, only: bool, reading: str) -> None:
    options = Options(only_documents=only, overrides=Overrides(switches=(("A14", reading),)))
    raw = someone(seed)
    wanted, told = asked_daily(raw, options), found(raw, options)
    if wanted is None:
        assert told is None or told["date"] > raw["as_of_date"] + dt.timedelta(days=FAR)
    else:
        assert told is not None
        assert told["date"] == wanted
        assert told["changes"]


def test_what_changes_is_told_with_its_state_before_and_after() -> None:
    told = found(case({"birth_date": "2015-01-01", "institution_placed": False}, ORPHAN))
    assert told == {
        "date": dt.date(2026, 7, 1),
        "changes": [{"id": "toy_allowance", "name": "孤儿津贴", "part": "amount", "from": 1000, "to": 1100}],
    }
    child = {"birth_date": "2008-08-01", "orphan_certified": True, "institution_placed": False}
    grown = found(case(child, as_of_date="2026-07-15"))
    assert grown is not None
    assert grown["date"] == dt.date(2026, 8, 1)
    assert {(c["id"], c["part"], c["from"], c["to"]) for c in grown["changes"]} == {
        ("toy_orphan", "status", "yes", "no"),
        ("toy_allowance", "status", "yes", "no"),
        ("toy_tea", "status", "yes", "unknown"),
        ("toy_exit", "status", "no", "yes"),
    }, "the amount of what ends is told by its status"


def test_texts_ahead_are_changes() -> None:
    told = found(case({"birth_date": "2015-01-01", "in_school": True}, as_of_date="2026-07-15"))
    assert told is not None
    assert told["date"] == dt.date(2026, 10, 1)
    assert {c["id"]: (c["from"], c["to"]) for c in told["changes"]} == {
        "toy_cake": ("unknown", "yes"),
        "toy_tea": ("yes", "unknown"),
    }


def test_the_day_of_force_that_the_case_gives_is_a_change() -> None:
    told = found(case({"birth_date": "2015-01-01"}, ORPHAN, params={"doc_effective_date": "2026-06-20"}))
    assert told is not None
    assert told["date"] == dt.date(2026, 6, 20)


def test_a_value_of_the_countys_own_file_is_a_change(tmp_path: Path) -> None:
    path = tmp_path / "county.toml"
    path.write_text(
        '[county]\nplace = "魔法镇"\napprover = "镇长"\n[[param_standard_scattered]]\nfrom = 2026-06-20\nvalue = 1050\n'
        'source = "纪要"\n[[param_standard_scattered]]\nfrom = 2026-06-25\nvalue = 1060\nsource = "纪要"\n',
        "utf-8",
    )
    options = Options(overrides=read_overrides(path))
    done = evaluate(
        read_case(case({"birth_date": "2015-01-01", "institution_placed": False}, ORPHAN)), options
    )
    days = [after.law.day for _, after in turns(done, options)]
    assert days[:2] == [dt.date(2026, 6, 20), dt.date(2026, 6, 25)]


def test_a_value_of_the_background_is_a_change_unless_the_documents_alone_decide() -> None:
    raw = case({"household_status": "低保"}, as_of_date="2027-06-15", params={"param_adult_age": 18})
    told = found(raw)
    assert told is not None
    assert told["date"] == dt.date(2027, 9, 1)
    assert [(c["id"], c["from"], c["to"]) for c in told["changes"]] == [("toy_share", 550, 660)]
    assert found(raw, Options(only_documents=True)) is None


def test_a_value_ahead_that_shows_nothing_may_bring_a_day_nearer(tmp_path: Path) -> None:
    """The age goes down to 17 in July; nothing shows then, but the child comes of age a year earlier."""
    path = tmp_path / "county.toml"
    path.write_text(
        '[county]\nplace = "魔法镇"\napprover = "镇长"\n[[param_adult_age]]\nfrom = 2026-07-05\nvalue = 17\nsource = "x"\n',
        "utf-8",
    )
    options = Options(overrides=read_overrides(path))
    raw = case({"birth_date": "2009-09-09"}, ORPHAN, as_of_date="2026-07-02")
    told = found(raw, options)
    assert told is not None
    assert told["date"] == dt.date(2026, 9, 9) == asked_daily(raw, options)


def test_without_days_ahead_there_is_no_change() -> None:
    assert found(case({}, as_of_date="2027-06-15")) is None
    assert ask({"birth_date": "2015-01-01"}, options=Options(next_change=False))["next_change"] is None


def test_days_ahead_are_those_of_comparisons_with_the_day_asked_about() -> None:
    days = days_ahead(run({"birth_date": "2010-01-01", "residence_since": "2026-05-31"}).reading)
    turn = {dt.date(2028, 1, 1), dt.date(2026, 11, 30)}
    assert days == turn | {day + dt.timedelta(days=1) for day in turn}


def test_a_choice_may_fall_on_the_day_asked_about() -> None:
    today, seen = fact("as_of_date"), fact("visit_date")
    assert may_be_today(first_known(seen, today))
    assert may_be_today(lean("A14", seen, day_after=when(fact("in_school"), today, seen)))
    assert not may_be_today(when(today < seen, seen, fact("birth_date")))
    assert not may_be_today(shift(today, months=1)), "a day moved turns on another day"


# --------------------------------------------------------------------------------------------------- spells


def test_what_holds_from_when_to_when() -> None:
    options = Options(until=dt.date(2026, 12, 31))
    child = {"birth_date": "2008-10-15", "institution_placed": False, "orphan_certified": True}
    told = ask(child, options=options)["spells"]
    rows = [(s["id"], s["amount"], s["from"].isoformat(), s["to"].isoformat()) for s in told]
    assert rows == [
        ("toy_orphan", None, "2026-06-15", "2026-10-14"),
        ("toy_allowance", 1000, "2026-06-15", "2026-06-30"),
        ("toy_allowance", 1100, "2026-07-01", "2026-10-14"),
        ("toy_tea", None, "2026-06-15", "2026-10-14"),
        ("toy_cake", None, "2026-10-01", "2026-12-31"),
        ("toy_exit", None, "2026-10-15", "2026-12-31"),
    ]


def test_spells_of_today_alone() -> None:
    told = ask({"orphan_certified": True, "birth_date": "2015-01-01"}, options=Options(until=DAY))["spells"]
    assert {(s["from"], s["to"]) for s in told} == {(DAY, DAY)}


def test_a_spell_that_begins_on_the_last_day_is_told() -> None:
    options = Options(until=dt.date(2026, 7, 1), lang="en")
    child = {"birth_date": "2015-01-01", "institution_placed": False}
    told = ask(child, ORPHAN, options=options)["spells"]
    assert [row for row in told if row["id"] == "toy_allowance"] == [
        {
            "id": "toy_allowance",
            "name": "Toy orphan benefit",
            "kind": "benefit",
            "amount": amount,
            "from": day,
            "to": end,
        }
        for amount, day, end in (
            (1000, DAY, dt.date(2026, 6, 30)),
            (1100, dt.date(2026, 7, 1), dt.date(2026, 7, 1)),
        )
    ]


def test_before_the_texts_nothing_holds() -> None:
    options = Options(until=dt.date(1999, 12, 31))
    assert ask({"birth_date": "1995-01-01"}, as_of_date="1999-01-01", options=options)["spells"] == []


def test_every_day_of_a_spell_is_like_its_first() -> None:
    options = Options(until=dt.date(2027, 3, 1))
    raw = case(
        {"birth_date": "2009-01-20", "residence_since": "2026-03-31", "institution_placed": False}, ORPHAN
    )
    spells = ask(raw["child"], ORPHAN, options=options)["spells"]
    read = read_case(raw)
    for ahead in range(0, 260, 3):
        day = DAY + dt.timedelta(days=ahead)
        holding = {s["id"]: s["amount"] for s in spells if s["from"] <= day <= s["to"]}
        seen = shown_values(evaluate(read, options, day).reading)
        assert holding.keys() == {name for name in seen if "." not in name}, day
        assert all(
            seen.get(f"{name}.amount", 0) == (amount or 0) * 100 for name, amount in holding.items()
        ), day
