"""The self-check: the law's own answer, one plain question a page, nothing kept and nothing in the address."""

from __future__ import annotations

import datetime as dt
import html
import logging
import re
from importlib import resources
from typing import Any

import pytest
from django.shortcuts import render
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.test_library import words_of
from tests.web.tongues import chinese_left, english_left

from tonghu.base.texts import Lang
from tonghu.law import Options, determine
from tonghu.law.language.facts import vocabulary
from tonghu.law.places.load import places
from tonghu.web.interview.questions import choices, questions
from tonghu.web.interview.replies import read_reply, written
from tonghu.web.interview.steps import Step, bare, fresh, person_of, put
from tonghu.web.selfcheck import views
from tonghu.web.selfcheck.talk import Talk, may_be_asked
from tonghu.web.selfcheck.wheres import groups

BORN = {"year": "2015", "month": "3", "day": "1"}
TODAY = dt.date.fromisoformat("2026-11-22")
FACTS = [
    name for fact in questions()
    for name in ([f"mother.{fact}", f"father.{fact}"] if vocabulary()[fact].about == "parent" else [fact])
]  # fmt: skip


def carried(page: str) -> dict[str, Any]:
    """What the form of a page carries."""
    fields = re.findall(r'<input type="hidden" name="(place|a|q)" value="([^"]*)"', page)
    told: dict[str, Any] = {"a": [html.unescape(value) for name, value in fields if name == "a"]}
    return told | {name: value for name, value in fields if name != "a"}


class Family:
    """Somebody with a browser that runs no scripts."""

    def __init__(self, place: str = "tianjin", lang: str = "zh") -> None:
        self.client = Client()
        self.client.cookies["language"] = lang
        self.response = self.client.post("/check", {"place": place})

    @property
    def page(self) -> str:
        content: bytes = self.response.content
        return content.decode()

    @property
    def question(self) -> str:
        return str(carried(self.page).get("q", ""))

    def send(self, **fields: Any) -> Family:
        self.response = self.client.post("/check", carried(self.page) | fields)
        assert self.response.status_code == 200
        return self

    def born(self) -> Family:
        return self.send(**BORN)


# ---------------------------------------------------------------------------------------------- the answer


def fields_for(fact: str, draw: Any) -> tuple[dict[str, Any], Any]:
    """What a family presses or types, and the value that it means (None: not known)."""
    kind, name = vocabulary()[bare(fact)].type, bare(fact)
    if name != "birth_date" and draw(st.integers(0, 4)) == 0:
        return {"unknown": "1"}, None
    if kind == "bool":
        yes = draw(st.booleans())
        return {"reply": "1" if yes else "2"}, yes
    if kind in ("date", "datetime"):
        day = draw(st.dates(dt.date(2005, 1, 1), dt.date(2026, 6, 30)))
        return {"year": str(day.year), "month": str(day.month), "day": f"{day.day:02d}"}, day
    if kind == "list":
        some = draw(st.lists(st.sampled_from([c for c, _ in choices(fact, "zh")]), unique=True, max_size=3))
        return ({"reply": some} if some else {"none": "1"}), some
    if name.endswith("_division"):
        code = draw(st.sampled_from([code for _, rows in groups("tianjin") for code, _ in rows]))
        return {"reply": code}, code
    if choices(fact, "zh"):
        value = draw(st.sampled_from([c for c, _ in choices(fact, "zh")]))
        return {"reply": value}, int(value) if kind == "int" else value
    number = draw(st.integers(0, 3000))
    return {"reply": str(number)}, number


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), place=st.sampled_from(places()))
def test_the_result_is_what_determine_says_of_the_same_case(data: Any, place: Any) -> None:
    family = Family(place.folder)
    case = fresh(place.name, family.response.context["talk"].day)
    most = data.draw(st.integers(1, 25))
    for _ in range(most):
        fact = family.question
        if not fact:
            break
        pressed, value = fields_for(fact, data.draw)
        put(case, fact, value)
        family.send(**pressed)
        assert family.question != fact, (fact, pressed)
    family.send(act="result")
    talk = family.response.context["talk"]
    assert talk.case == case
    answer = determine(case, Options(text=True, next_change=False, proposals=False))
    assert talk.answer() == answer
    shown = html.unescape(family.page)
    for item in (*answer["categories"], *answer["benefits"]):
        if item["status"] == "yes":
            assert item["name"] in shown
    assert {c["name"] for c in answer["categories"] if c["status"] == "yes"} == set(
        family.response.context["result"].categories
    )
    assert ("仅供测算" in shown) is not answer["binding"]


def test_an_orphan_is_told_what_is_owed_by_which_words_what_to_bring_and_where_to_go() -> None:
    family = Family().born()
    for _ in range(40):
        if not family.question:
            break
        known = {"parent_life_status": "死亡", "hukou_division": "120101", "disability_certified": "1"}
        reply = known.get(bare(family.question))
        family.send(**({"reply": reply} if reply else {"unknown": "1"}))
    page = html.unescape(family.page)
    assert "孩子属于：<strong>孤儿" in page
    assert "孤儿基本生活费" in page
    assert "“健全孤儿、事实无人抚养儿童基本生活保障标准动态调整机制”" in page
    assert "这是参考，不是决定" in page
    assert "没有保存" in page
    assert "死亡证明" in page
    assert "孩子的残疾人证" in page
    assert "乡镇人民政府（街道办事处）" in page
    assert "跨省通办" in page
    assert "还没看清的" in page
    assert "data-print" in page
    assert "清除，重新开始" in page


def test_a_draft_says_so() -> None:
    assert "征求意见稿" in html.unescape(Family("hangzhou").born().send(act="result").page)
    assert "征求意见稿" not in html.unescape(Family("tianjin").born().send(act="result").page)


# -------------------------------------------------------------------------------------------- nothing is kept


@pytest.mark.django_db
def test_no_database_no_session_no_log(
    django_assert_num_queries: Any, caplog: pytest.LogCaptureFixture
) -> None:
    client = Client()
    with caplog.at_level(logging.DEBUG), django_assert_num_queries(0):
        pages = [client.get("/check"), client.post("/check", {"place": "tianjin"})]
        said = {"place": "tianjin", "a": ["birth_date=2015-03-01", "mother.parent_life_status=死亡"]}
        pages += [
            client.post("/check", said | more)
            for more in ({}, {"act": "result"}, {"act": "back"}, {"act": "clear"})
        ]
    for page in pages:
        assert page.status_code == 200
        assert set(page.cookies) <= {"csrf"}
        assert page["Cache-Control"] == "no-store"
    assert "session" not in client.cookies
    assert not [r for r in caplog.records if "2015" in r.getMessage() or r.levelno >= logging.WARNING]


def test_only_language_and_letters_are_remembered_and_keep_what_was_said() -> None:
    family = Family().born()
    before = carried(family.page)
    family.send(language="en", q=family.question)
    assert set(family.response.cookies) <= {"csrf", "language"}
    assert carried(family.page) == before
    assert "Question 2" in family.page
    family.send(large="2")
    assert set(family.response.cookies) <= {"csrf", "large"}
    assert carried(family.page) == before
    assert 'class="large' in family.page
    family.send(act="result").send(language="zh", at="result")
    assert "孩子可能享受的" in family.page


def test_nothing_said_stands_in_an_address() -> None:
    family = Family().born().send(reply="查找不到")
    for _ in range(2):
        addresses = re.findall(r'(?:href|action|src)="([^"]*)"', family.page)
        assert all("?" not in address for address in addresses)
        assert set(re.findall(r'<form[^>]*action="([^"]*)"', family.page)) == {"/check"}
        assert set(re.findall(r'<form[^>]*method="(\w+)"', family.page)) == {"post"}
        family.send(act="result")
    told = Client().get("/check", {"place": "tianjin", "a": "birth_date=2015-03-01"}).content.decode()
    assert "看哪个地方的政策" in told
    assert "2015" not in told


def test_clear_forgets_everything_and_says_to_close_the_window() -> None:
    family = Family().born().send(act="clear")
    assert carried(family.page)["a"] == []
    assert "把这个窗口关掉" in family.page


# --------------------------------------------------------------------------------------------- the questions


def test_back_returns_to_the_question_before_and_takes_its_reply_out() -> None:
    family = Family().born()
    second = family.question
    family.send(unknown="1")
    assert family.question != second
    family.send(act="back")
    assert family.question == second
    family.send(act="back")
    assert family.question == "birth_date"
    family.send(act="back")
    assert 'name="place" value="tianjin" aria-current="true"' in family.page


def test_a_reply_that_cannot_be_read_is_told_and_the_rest_stays() -> None:
    family = Family().send(year="2015", month="13", day="1")
    assert family.question == "birth_date"
    assert 'role="alert"' in family.page
    assert 'value="13"' in family.page
    assert "还没有到" in family.send(year="2099", month="1", day="1").page
    assert "请填写" in family.send(year="", month="", day="").page
    family.born()
    before = carried(family.page)["a"]
    family.send(reply="不是选项")
    assert carried(family.page)["a"] == before
    assert 'role="alert"' in family.page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("fact", FACTS)
def test_every_question_is_plain_offers_not_knowing_and_a_way_back(fact: str, lang: Lang) -> None:
    talk = Talk(places()[1], lang, TODAY)
    request = _request(lang)
    context = views._asked(request, talk, Step(fact, 0, ["orphan"], 1), "") | views._letters(request)
    page = render(request, "selfcheck/question.html", context).content.decode()
    assert 'name="unknown"' in page
    assert 'name="act" value="back"' in page
    assert page.count("<h1") == 1
    assert "{whom}" not in page
    buttons = re.findall(r"<button([^>]*)>", page[page.index("<form") : page.index('class="tools')])
    assert buttons
    assert all("big" in button for button in buttons)
    left = chinese_left if lang == "en" else english_left
    strange = [line for line in left(words_of(page, lang)) if not fact.endswith("_division")]
    assert strange == []


def _request(lang: str) -> Any:
    request: Any = RequestFactory().post("/check")
    request.lang, request.actor, request.resolver_match = lang, None, None
    return request


def test_targets_are_60_pixels_on_every_button() -> None:
    css = resources.files("tonghu.web.design").joinpath("static/tonghu/selfcheck.css").read_text("utf-8")
    assert "--target: 60px" in css
    assert re.search(r"\.check \.big \{[^}]*min-height: 60px", css)
    assert re.search(r"\.check \.tools button \{[^}]*min-height: 60px", css)
    for page in (
        Client().get("/check").content.decode(),
        Family().born().page,
        Family().born().send(act="result").page,
    ):
        buttons = re.findall(r"<button([^>]*)>", page[page.index("<main") : page.index('class="tools')])
        assert all("big" in button for button in buttons)


def test_what_could_hurt_is_not_asked_on_a_shared_screen() -> None:
    asked = {vocabulary()[fact].sensitivity for fact in questions()}
    assert asked.isdisjoint({"hiv", "mental_health"})
    assert not {"victimised", "misconduct_level", "record_sealed", "harm_type", "risk_signals"} & set(
        questions()
    )
    assert not may_be_asked("hiv_infected")
    assert not may_be_asked("parent_life_status")
    assert not may_be_asked("mother.birth_date")
    assert {vocabulary()[fact].about for fact in questions()} <= {"child", "parent", "household"}


def test_a_form_that_was_tampered_with_does_no_harm() -> None:
    strange = [
        "hiv_infected=1",
        "birth_date=<b>",
        "nothing=1",
        "mother.nothing=1",
        "=",
        "disability_level=99",
        "uncle.parent_life_status=死亡",
    ]
    family = Family().send(a=["birth_date=2015-03-01", *strange, "birth_date=2001-01-01"], act="go")
    assert carried(family.page)["a"] == ["birth_date=2015-03-01"]
    assert Client().post("/check", {"place": "../etc", "q": "x"}).status_code == 200
    assert Family().send(q="hiv_infected", reply="1").response.status_code == 200
    assert "这一项这里不问" in Family().send(q="hiv_infected", reply="1").page


def test_pages_need_no_script_and_carry_none() -> None:
    for page in (
        Client().get("/check").content.decode(),
        Family().page,
        Family().born().send(act="result").page,
    ):
        main = page[page.index("<main") : page.index("</main>")]
        assert not re.search(r"<script|onclick|style=|javascript:", main)


def test_a_wish_for_a_question_is_one_at_a_time_for_mother_and_father() -> None:
    assert {person_of(name) for name in FACTS} == {"", "mother", "father"}
    assert len(FACTS) > 80


@pytest.mark.parametrize("fact", sorted(questions()))
def test_a_reply_that_is_written_reads_back_the_same(fact: str) -> None:
    entry = vocabulary()[fact]
    allowed = [value for value in entry.values if value not in entry.unknown]
    examples: dict[str, list[Any]] = {
        "bool": [True, False], "date": [dt.date(2015, 3, 1)], "datetime": [dt.date(2026, 3, 1)], "enum": list(allowed),
        "list": [[], allowed[:1], allowed[:3]], "int": [int(v) for v in allowed if v.isdecimal()] or [0, 8], "money": [0, 1300, 12.5],
        "text": ["120101"],
    }  # fmt: skip
    for value in examples[entry.type]:
        assert read_reply(entry, written(value)) == value
