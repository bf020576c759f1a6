"""The account: what a village worker reads first, and that every number in it leads to a provision."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from tests.web.conftest import OPEN, ORPHAN

from tonghu.law import Options, determine
from tonghu.law.places.load import places
from tonghu.register.demo import people
from tonghu.web.account import account, plain, yuan
from tonghu.web.account.notes import Notes
from tonghu.web.account.sections import Teller
from tonghu.web.account.wording import day_told, days_left, quote, several, whom_to_ask

FULL = Options(text=True, explain=True, counterfactual=True)
ORDER = ("类别", "应享待遇", "应享服务", "应退出的", "要办的事", "现在不能做", "需要人判断", "还要有关部门认定", "可以改选",
         "还不能确定", "还缺什么，问谁", "下一次变化", "不符合的，怎样才符合", "未核实、待县里采纳的（不作依据）", "理由", "依据")  # fmt: skip


def answers() -> list[dict[str, Any]]:
    cases = [ORPHAN, OPEN]
    for place in places():
        cases += list(people(8, seed=5, jurisdiction=place.name, mix="all"))
    return [determine(case, FULL) for case in cases]


@pytest.fixture(scope="module")
def determined() -> list[dict[str, Any]]:
    return answers()


def test_what_is_owed_comes_first_and_provisions_last(determined: list[dict[str, Any]]) -> None:
    for answer in determined:
        headings = re.findall(r"^\n?(\S+)$", account(answer, "zh"), re.MULTILINE)
        told = [heading for heading in headings if heading in ORDER]
        assert told == sorted(told, key=ORDER.index)
        assert told[0] == "类别"
        assert told[-1] == "依据"


def test_each_number_leads_to_one_note_and_each_article_stands_once(determined: list[dict[str, Any]]) -> None:
    for answer in determined:
        text = account(answer, "zh", words=True)
        body, _, notes = text.partition("\n依据\n")
        listed = re.findall(r"^  \[(\d+)\] (.+)$", notes, re.MULTILINE)
        assert [int(n) for n, _ in listed] == list(range(1, len(listed) + 1))
        assert len({source for _, source in listed}) == len(listed)
        assert {n for n, _ in listed} == set(re.findall(r"\[(\d+)\]", body))


def test_refusals_are_told_only_where_they_are_asked_for(determined: list[dict[str, Any]]) -> None:
    for answer in determined:
        quiet = {**answer, "tree": []}
        for key in ("categories", "benefits", "entitlements"):
            quiet[key] = [{k: v for k, v in item.items() if k != "would_be_yes_if"} for item in answer[key]]
        told = account(quiet, "zh")
        assert "不符合的" not in told
        refused = {b["name"] for b in answer["benefits"] if b["status"] == "no"}
        money = told.partition("\n应享待遇\n")[2].partition("\n\n")[0]
        assert not [name for name in refused if f"· {name}：" in money]


def test_each_thing_that_is_owed_is_told(determined: list[dict[str, Any]]) -> None:
    for answer in determined:
        told = account(answer, "zh")
        items = [*answer["benefits"], *answer["entitlements"], *answer["categories"]]
        assert all(item["name"] in told for item in items if item["status"] in ("yes", "candidate", "choice"))
        assert all(task["name"] in told for task in answer["tasks"])


def test_what_is_open_needs_the_least_first() -> None:
    (section,) = [s for s in Teller(determine(OPEN, FULL), "zh").sections() if s.key == "open"]
    assert section.lines[0].text == "残疾儿童：缺持残疾人证。" or section.lines[0].text.count("、") == 0
    assert any(line.text == "事实无人抚养儿童：缺母亲情形期限。" for line in section.lines)


def test_tasks_with_a_deadline_come_first_and_say_how_long_is_left() -> None:
    answer = determine(ORPHAN, FULL)
    tasks = [
        {"id": "b", "name": "乙", "clause": "x", "clauses": ["x"], "seat": "儿童主任", "due": None},
        {
            "id": "a",
            "name": "甲",
            "clause": "x",
            "clauses": ["x"],
            "seat": "公安",
            "due": dt.date(2026, 6, 18),
        },
    ]
    (section,) = [s for s in Teller({**answer, "tasks": tasks}, "zh").sections() if s.key == "tasks"]
    assert [line.text + line.tail for line in section.lines] == [
        "甲（公安；2026年6月18日前，还有 3 天）",
        "乙（儿童主任）",
    ]


@pytest.mark.parametrize(
    ("item", "zh", "en"),
    [
        ({"amount": 1300, "unit": "元/月"}, "1,300 元/月", "1,300 yuan a month"),
        ({"amount": 50000, "unit": "元"}, "50,000 元", "50,000 yuan"),
        ({"amount": 0, "unit": "元/月"}, "0 元/月", "0 yuan a month"),
        ({"amount": 12.5, "unit": "元/学年", "estimate": True}, "12.50 元/学年（估算）", "12.50 yuan a school year (estimate)"),
        ({"amount": None, "amount_min": 800, "unit": "元/月"}, "至少 800 元/月", "at least 800 yuan a month"),
        ({"amount": None, "unit": "元/月"}, "金额未定", "amount not settled"),
    ],
)  # fmt: skip
def test_amounts_as_people_read_them(item: dict[str, Any], zh: str, en: str) -> None:
    assert (yuan(item, "zh"), yuan(item, "en")) == (zh, en)


def test_days_are_written_out() -> None:
    assert (day_told(dt.date(2026, 6, 5), "zh"), day_told("2026-06-05", "en")) == (
        "2026年6月5日",
        "5 June 2026",
    )
    told = [days_left(day, "2026-06-15").zh for day in ("2026-06-14", "2026-06-15", "2026-06-16")]
    assert told == ["已过 1 天", "今天到期", "还有 1 天"]


def test_turns_of_phrase() -> None:
    assert whom_to_ask(["司法", "visit"], "zh") == "可向司法查询，或走访时询问。"
    assert whom_to_ask(["evidence"], "en") == "Look at the family's papers."
    assert whom_to_ask(["county"], "zh") == "要由县里定。"
    assert whom_to_ask([], "zh") == ""
    assert several(["a", "b", "c", "a"], "zh", 2) == "a；b；共 3 项"
    assert plain("临时救助（急难发生地 {emergency_location}）") == "临时救助"
    assert quote("深入实施“童伴计划”等", 7) == "“深入实施“童伴…””"


def test_our_words_are_not_given_as_those_of_a_document() -> None:
    texts = {
        "a-1": {"document": "甲", "article": "一", "text": "原文", "quoted": True, "status": "in_force"},
        "a-2": {"document": "甲", "article": "一", "text": "另一句", "quoted": True, "status": "in_force"},
        "b-1": {"document": "乙", "article": "", "text": "概括", "quoted": False, "status": "draft"},
    }
    notes = Notes(texts, "zh")
    assert notes.cite(["b-1", "a-2", "a-1", "unknown"]) == (1, 2, 3)
    assert notes.cite(["a-1"]) == (2,)
    first, second, third = notes.listed()
    assert (first.source, first.words) == ("乙（征求意见稿）", {"b-1": "大意：概括"})
    assert second.words == {"a-2": "“另一句”", "a-1": "“原文”"}
    assert (third.source, third.words) == ("unknown", {})
