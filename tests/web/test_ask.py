"""`tonghu ask`: what is asked, in which order, how replies are read, and what comes out."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import Tonghu

from tonghu.base.errors import Unreadable
from tonghu.law import Options, determine
from tonghu.law.language.facts import vocabulary
from tonghu.web.commands.ask import Interview
from tonghu.web.commands.ask_words import question
from tonghu.web.interview.replies import read_reply
from tonghu.web.interview.why import why_asked

PLACE = ("--place", "天津市", "--as-of", "2026-06-15")
ASKED = re.compile(r"^(?:> )?(\d+)\. (.+?)(?:（可多选.*?）)?？", re.MULTILINE)


def fresh() -> dict[str, Any]:
    return {"id": "ask", "jurisdiction": "天津市", "as_of_date": dt.date(2026, 6, 15), "child": {}, "household": {},
            "parents": [{"role": "mother"}, {"role": "father"}]}  # fmt: skip


def interview(reply: Callable[[str], str | None], most: int = 99) -> Interview:
    found = Interview(fresh(), Options(), most, reply)
    found.run()
    return found


def plainly(shown: str) -> str:
    """A reply to any question: no, or the first choice, or a figure."""
    if "出生日期" in shown:
        return "2014-03-02"
    if "行政区划" in shown:
        return "120101"
    if "如 20" in shown:
        return "2024-01-05"
    return (
        "无" if "可多选" in shown else "1" if re.search(r"\n   .*1 ", shown) and "1 是" not in shown else "2"
    )


def test_the_interview_settles_by_itself_and_asks_nothing_twice() -> None:
    shown: list[str] = []

    def reply(question: str) -> str:
        shown.append(question)
        return plainly(question)

    done = interview(reply)
    assert 5 < len(done.asked) < 40
    assert len(set(done.asked)) == len(done.asked)
    assert done.asked[0] == "birth_date"
    missing = {m["fact"] for m in determine(done.case)["missing"]}
    still = {m for m in missing if vocabulary()[m.rpartition(".")[2]].about not in ("value", "case")}
    assert still <= set(done.asked)
    left = [int(n) for n in re.findall(r"还可能影响 (\d+) 项", "\n".join(shown))]
    assert len(left) == len(done.asked)
    assert left[-1] < left[0]


def test_values_of_the_county_and_doings_of_the_office_are_not_asked() -> None:
    done = interview(lambda shown: "" if "出生" not in shown else "2014-03-02")
    about = {vocabulary()[name.rpartition(".")[2]].about for name in done.asked}
    assert about.isdisjoint({"value", "case"})
    assert len(done.asked) > 20


def test_the_child_comes_first_then_mother_then_father_within_each_round() -> None:
    steps = []

    class Watched(Interview):
        def _ask(self, step: Any) -> bool:
            steps.append((step.round, ("", "mother", "father").index(step.fact.rpartition(".")[0])))
            return super()._ask(step)

    Watched(fresh(), Options(), 99, lambda shown: "2014-03-02" if "出生日期" in shown else "").run()
    assert steps == sorted(steps)
    assert {0, 1, 2} == {person for _, person in steps}


def test_nothing_is_asked_about_a_parent_who_has_died() -> None:
    done = interview(lambda shown: "死亡" if "存亡" in shown else plainly(shown))
    of_parents = {name.rpartition(".")[2] for name in done.asked if "." in name}
    assert of_parents == {"parent_life_status"}


def test_u_goes_back_and_q_stops_and_the_account_follows(tonghu: Tonghu) -> None:
    done = tonghu("ask", *PLACE, stdin="u\n2014-03-02\n1\nu\n3\nq\n")
    assert done.status == 0
    numbers = [int(n) for n, _ in ASKED.findall(done.out)]
    assert numbers == [1, 1, 2, 3, 2, 3]
    assert "已经是第一问" in done.out
    assert "\nask · 天津市 · 2026年6月15日\n" in done.out


def test_a_reply_that_cannot_be_read_is_asked_again_and_what_was_said_stays(tonghu: Tonghu) -> None:
    done = tonghu("ask", *PLACE, "--json", stdin="2014-2-30\n3/2/2014\n2014年3月2日\n9\n查找不到\n")
    assert "“2014-2-30”这一天不存在" in done.err
    assert "分不清月和日的先后" in done.err
    assert "“9”看不懂; 请填 1 到" in done.err
    assert done.json["case"]["child"] == {"birth_date": "2014-03-02", "parents_traceable": "查找不到"}


def test_a_question_mark_says_what_depends_on_it_and_who_can_say(tonghu: Tonghu) -> None:
    done = tonghu("ask", *PLACE, stdin="2014-03-02\n?\nq\n")
    assert re.search(r"这关系到：.*孤儿.*。可向公安查询，或看家里的材料。", done.out)
    english = tonghu("ask", *PLACE, "--lang", "en", stdin="2014-03-02\n?\nq\n")
    assert re.search(r"It bears on: .*Orphan.*\. Ask the police", english.out)


def test_the_case_that_is_printed_gives_the_same_answer(tonghu: Tonghu, tmp_path: Path) -> None:
    replies = "2014-03-02\n3\n2\n\n1\n" + "\n" * 60
    done = tonghu("ask", *PLACE, "--json", stdin=replies)
    assert done.out.startswith("{"), "questions go to standard error"
    assert "出生日期" in done.err
    path = tmp_path / "case.json"
    path.write_text(done.out, "utf-8")
    kept = tmp_path / "kept.json"
    kept.write_text(json.dumps(done.json["case"]), "utf-8")
    (again,) = tonghu("determine", kept, "--json", "--text").json
    assert again == done.json["answer"]


def test_most_limits_the_questions(tonghu: Tonghu) -> None:
    done = tonghu("ask", *PLACE, "--most", "3", stdin="2014-03-02\n" + "\n" * 20)
    assert [int(n) for n, _ in ASKED.findall(done.out)] == [1, 2, 3]


def test_a_place_is_needed(tonghu: Tonghu) -> None:
    done = tonghu("ask")
    assert done.status == 2
    assert "--place: 没有写地区" in done.err


@pytest.mark.parametrize(
    ("fact", "reply", "value"),
    [
        ("orphan_certified", "1", True), ("orphan_certified", "是", True), ("orphan_certified", "no", False),
        ("orphan_certified", "２", False), ("household_status", "2", "低保"), ("household_status", "低保边缘", "低保边缘"),
        ("school_stage", "中职(含技工)", "中职(含技工)"), ("disability_level", "2", 2), ("disability_level", "2级", 2),
        ("disability_types", "1、3", ["视力", "言语"]), ("disability_types", "视力，肢体", ["视力", "肢体"]),
        ("disability_types", "无", []), ("premium_amount", "1,300.50元", 1300.5), ("premium_amount", "４００", 400),
        ("parent_condition_months", "8 月", 8), ("parent_condition_months", "8个月", 8),
        ("birth_date", "2014.3.2", dt.date(2014, 3, 2)), ("report_time", "2026-03-01", dt.date(2026, 3, 1)),
        ("hukou_division", "120101", "120101"), ("household_status", "未认定", "未认定"),
    ],
)  # fmt: skip
def test_replies_are_read_as_people_write_them(fact: str, reply: str, value: Any) -> None:
    assert read_reply(vocabulary()[fact], reply) == value


@pytest.mark.parametrize(
    ("fact", "reply"),
    [
        ("orphan_certified", "maybe"), ("orphan_certified", "3"), ("household_status", "0"), ("household_status", "99"),
        ("disability_types", "1、9"), ("premium_amount", "many"), ("premium_amount", "-3"), ("birth_date", "2014.3"),
        ("parent_condition_months", "half"), ("hukou_division", "天津"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_would_do(fact: str, reply: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_reply(vocabulary()[fact], reply)
    assert refused.value.mend.zh
    assert refused.value.mend.en


def test_a_reading_of_every_kind_of_fact_can_be_asked_in_both_languages() -> None:
    for name, entry in vocabulary().items():
        fact = f"mother.{name}" if entry.about == "parent" else name
        for lang in ("zh", "en"):
            assert question(1, fact, 3, lang).startswith("1. ")  # type: ignore[arg-type]
            why_asked(fact, ["orphan"], lang)  # type: ignore[arg-type]
