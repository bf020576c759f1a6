"""An answer in the words of the results workbook."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from tonghu.register.workbook.results import telling


def item(name: str, status: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "name": name, "status": status, "clauses": ["c1"], "missing": [], **more}


def money(name: str, status: str, amount: float | None, unit: str = "元/月", **more: Any) -> dict[str, Any]:
    given = {
        "amount": amount,
        "amount_min": None,
        "amount_max": None,
        "unit": unit,
        "from": None,
        "until": None,
        "arithmetic": "",
    }
    return item(name, status, **(given | more))


ANSWER: dict[str, Any] = {
    "id": "2", "binding": True,
    "categories": [item("孤儿", "yes"), item("残疾儿童", "unknown"), item("流动儿童", "no")],
    "benefits": [
        money("孤儿基本生活费", "yes", 1300, clauses=["c2"], arithmetic="24000 × 65% ÷ 12 = 1300"),
        money("参保全额资助", "yes", 400.5, "元/年"),
        money("低保（单人户）", "yes", 600, estimate=True),
        money("临时救助", "candidate", None, "元"),
        money("物价联动补贴", "yes", None, amount_min=10, amount_max=60),
        money("生活补贴", "choice", 300, until=date(2027, 3, 10)),
        money("安置补贴", "unknown", None, "元", missing=["param_resettlement_grant", "mother.parent_life_status"]),
        money("别的", "no", None),
    ],
    "alternatives": [money("困难残疾人生活补贴", "choice", 280)],
    "entitlements": [item("意外险", "yes", system="medical_rehab"), item("住房", "unknown"), item("转介", "no")],
    "exits": [{"ground": "年满18周岁", "benefit": "孤儿基本生活费", "effective": "2027-03-10", "clause": "c3"}],
    "blocked": [{"action": "送回监护人", "clause": "c4", "until_fact": "guardianship_assessment_date"}],
    "tasks": [],
    "undetermined": [{"what": "渐退期", "why": "条文没有写长度", "question": "本地是几个月？"}],
    "missing": [{"fact": "premium_amount", "decides": ["x"], "supplier": ["医保", "evidence"]}],
}  # fmt: skip


def test_categories() -> None:
    assert telling.categories(ANSWER, "zh") == "孤儿"
    none = ANSWER | {"categories": [item("残疾儿童", "unknown")]}
    assert telling.categories(none, "zh") == "还不能确定"
    assert telling.categories(ANSWER | {"categories": [item("残疾儿童", "no")]}, "en") == "none"


def test_money() -> None:
    assert telling.money(ANSWER, "zh").split("\n") == [
        "孤儿基本生活费 1,300 元/月",
        "参保全额资助 400.50 元/年",
        "低保（单人户） 600 元/月（估算）",
        "临时救助（金额未定）（待有关部门认定）",
        "物价联动补贴 至少 10 元/月，至多 60 元/月",
        "生活补贴 300 元/月，至 2027-03-10（等家庭选择）",
    ]
    assert telling.money(ANSWER, "en").split("\n")[0] == "孤儿基本生活费 1,300 yuan a month"


def test_services_and_what_people_must_decide() -> None:
    assert telling.services(ANSWER, "zh") == "意外险"
    told = telling.for_people(ANSWER, "zh").split("\n")
    assert told == [
        "渐退期：条文没有写长度；本地是几个月？",
        "现在不能：送回监护人（c4）",
        "退出待二次审批：年满18周岁（2027-03-10）",
    ]
    assert "尚未生效" in telling.for_people(ANSWER | {"binding": False}, "zh")


def test_missing_facts_with_who_can_say() -> None:
    assert telling.missing(ANSWER, "zh") == "个人缴费额（医保、家庭提供材料）"
    many = ANSWER | {"missing": ANSWER["missing"] * 9}
    assert telling.missing(many, "zh").endswith("……另有 3 项，见“逐项清单”")


def test_provisions_by_id_or_by_document_and_article() -> None:
    assert telling.clauses(ANSWER) == "c1\nc2\nc3"
    known = {"document": "国办发〔2025〕18号", "article": "（一）", "text": "…"}
    assert telling.clauses(ANSWER | {"texts": {"c1": known, "c2": known}}) == "国办发〔2025〕18号（一）\nc3"


def test_lines_leave_out_what_is_not_owed() -> None:
    lines = list(telling.lines(ANSWER, "zh"))
    names = [line.name for line in lines]
    assert "别的" not in names
    assert "转介" not in names
    assert names[-1] == "孤儿基本生活费：年满18周岁"
    first, last = lines[0], lines[-1]
    assert (first.kind, first.status, first.amount, first.unit) == ("待遇", "应享", 1300, "元/月")
    assert first.arithmetic == "24000 × 65% ÷ 12 = 1300"
    assert (last.kind, last.until) == ("退出", date(2027, 3, 10))
    assert (
        next(line for line in lines if line.name == "安置补贴").missing
        == "一次性社会化安置补贴标准、母亲存亡状况"
    )
    assert [line.kind for line in lines].count("可以改选") == 1


def open_ones(**changed: Any) -> list[str]:
    """What is still open on the second sheet."""
    return [line.name for line in telling.lines(ANSWER | changed, "zh") if line.status == "还不能确定"]


def test_what_is_open_is_listed_where_somebody_can_act() -> None:
    """For a child in a category all of it, for one who may be in one the money, for the others nothing."""
    assert open_ones() == ["安置补贴", "住房"]
    nothing: dict[str, Any] = {"alternatives": [], "exits": []}
    nothing["benefits"] = [entry for entry in ANSWER["benefits"] if entry["status"] in {"unknown", "no"}]
    nothing["entitlements"] = [entry for entry in ANSWER["entitlements"] if entry["status"] != "yes"]
    assert open_ones(**nothing, categories=[item("残疾儿童", "unknown")]) == ["安置补贴"]
    assert open_ones(**nothing, categories=[item("残疾儿童", "no")]) == []
    owed = nothing | {"entitlements": ANSWER["entitlements"]}
    assert open_ones(**owed, categories=[]) == ["安置补贴", "住房"]
    many = ANSWER | nothing | {"categories": [], "missing": ANSWER["missing"] * 9}
    assert telling.missing(many, "zh").endswith("……另有 3 项")


def test_the_provisions_that_are_cited() -> None:
    words = {name: {"document": "文", "article": "一"} for name in ("c1", "c2", "c4", "c9")}
    assert set(telling.texts(ANSWER | {"texts": words})) == {"c1", "c2", "c4"}
    assert telling.texts(ANSWER) == {}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_answer_is_only_read(lang: Any) -> None:
    before = deepcopy(ANSWER)
    for tell in (
        telling.categories,
        telling.money,
        telling.services,
        telling.missing,
        telling.for_people,
        telling.lines,
    ):
        tell(ANSWER, lang)
    assert before == ANSWER
