"""Reading one case: every fault is told with its field and its remedy, all of them at once, and nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from tests.law.toy.toytown import DAY, case, town, toy_place, write_place

from tonghu.base.errors import Faults
from tonghu.base.texts import Lang
from tonghu.law.engine.case import Case, code_stem, read_case
from tonghu.law.language.facts import vocabulary

pytestmark = pytest.mark.usefixtures("toytown")


def faults(raw: Any, lang: Lang = "zh") -> list[str]:
    """What is wrong with a case, each as one line."""
    with pytest.raises(Faults) as error:
        read_case(raw, where="cases.yaml", lang=lang)
    return [str(fault) for fault in error.value.faults]


def one(raw: Any, lang: Lang = "zh") -> str:
    """The only thing wrong with a case."""
    (found,) = faults(raw, lang)
    return found


def read(
    child: dict[str, Any] | None = None, parents: list[dict[str, Any]] | None = None, **more: Any
) -> Case:
    return read_case(case(child, parents, **more))


# ------------------------------------------------------------------------------------------------------ read


def test_a_case_in_inside_units() -> None:
    found = read(
        {"birth_date": "2015-03-01", "premium_amount": 400.5, "disability_types": ["视力"], "disability_level": 2},
        [{"role": "mother", "parent_life_status": "死亡"}],
        id="c1", title="一例", household={"household_status": "低保"}, params={"param_severe_disability_ratio": 33.33},
    )  # fmt: skip
    assert (found.id, found.title, found.place, found.day) == ("c1", "一例", town(), DAY)
    assert found.facts == {
        "birth_date": dt.date(2015, 3, 1),
        "premium_amount": 40050,
        "disability_types": frozenset({"视力"}),
        "disability_level": 2,
        "household_status": "低保",
        "mother.parent_life_status": "死亡",
        "as_of_date": DAY,
    }
    assert found.params == {"param_severe_disability_ratio": 3333}


def test_dates_as_yaml_reads_them() -> None:
    raw = {"birth_date": dt.date(2015, 3, 1), "report_time": dt.datetime(2026, 3, 1, 22, 5)}  # noqa: DTZ001
    assert read(raw).facts["report_time"] == dt.date(2026, 3, 1)
    assert read({"report_time": "2026-03-01T22:00"}).facts["report_time"] == dt.date(2026, 3, 1)
    assert read({"birth_date": dt.datetime(2015, 3, 1)}).facts["birth_date"] == dt.date(2015, 3, 1)  # noqa: DTZ001


def test_null_is_unknown_and_never_false() -> None:
    found = read({"in_school": None, "birth_date": None}, [{"role": "father", "parent_life_status": None}])
    assert found.facts == {"as_of_date": DAY}
    assert read_case({"jurisdiction": "魔法镇", "as_of_date": DAY, "child": None, "parents": None}).facts == {
        "as_of_date": DAY
    }


@pytest.mark.parametrize(
    ("child", "household", "parents", "path", "word"),
    [
        ({"household_status": "未认定"}, {}, [], "child.household_status", "未认定"),
        ({}, {"household_status": "未认定"}, [], "household.household_status", "未认定"),
        ({"benefit_choice": "未选择"}, {}, [], "child.benefit_choice", "未选择"),
        (
            {},
            {},
            [{"role": "father", "parent_life_status": "不详"}],
            "parents[0].parent_life_status",
            "不详",
        ),
    ],
)
def test_words_for_not_known_are_unknown_and_remembered(
    child: dict[str, Any], household: dict[str, Any], parents: list[dict[str, Any]], path: str, word: str
) -> None:
    found = read(child, parents, household=household)
    assert found.facts == {"as_of_date": DAY}
    assert found.unknown_said == {path: word}


def test_null_in_params_unsets_a_value() -> None:
    assert read(params={"param_taper_months": None}).params == {"param_taper_months": None}


def test_the_day_of_force_is_no_value() -> None:
    found = read(params={"doc_effective_date": "2026-01-01"})
    assert (found.effective, found.params) == (dt.date(2026, 1, 1), {})


def test_the_same_said_twice_is_no_fault() -> None:
    assert read({"in_school": True}, household={"in_school": True}).facts["in_school"] is True
    assert read({"in_school": None}, household={"in_school": False}).facts["in_school"] is False
    assert read({"in_school": False}, household={"in_school": None}).facts["in_school"] is False


def test_a_parent_may_be_spoken_of_without_saying_which() -> None:
    assert "parent_performing_duty" in read({"parent_performing_duty": True}).facts


@pytest.mark.parametrize(("hukou", "here"), [("990102", True), ("330102", False)])
def test_whether_the_hukou_lies_here_is_worked_out(hukou: str, here: bool) -> None:
    assert read({"hukou_division": hukou}).facts["hukou_here"] is here


def test_a_division_code_may_be_a_number() -> None:
    assert read({"hukou_division": 990102}).facts["hukou_division"] == "990102"


def test_code_stems(tmp_path: Path) -> None:
    assert [code_stem(toy_place(folder)) for folder in ("realm", "town")] == ["", "99"]
    city = write_place(tmp_path / "city", 'name = "城"\ncode = "990100"\nlevel = "city"\n', [])
    assert code_stem(city) == "9901"


def test_a_case_needs_no_name() -> None:
    found = read_case({"jurisdiction": "魔法镇", "as_of_date": DAY})
    assert (found.id, found.title, found.effective, found.params) == ("", "", None, {})
    with pytest.raises(Faults, match=r"^child.birth_date: 出生日期不能是"):
        read_case(case({"birth_date": "x"}))


@pytest.mark.parametrize(
    ("child", "held"),
    [
        ({"rehab_provider_distance": 0}, 0),
        ({"disability_level": 4}, 4),
        ({"mh_score": 3}, 3.0),
        ({"mh_score": -0.5}, -0.5),
        ({"birth_date": "1900-01-01"}, dt.date(1900, 1, 1)),
        ({"birth_date": "2100-12-31"}, dt.date(2100, 12, 31)),
        (
            {"disability_types": list(vocabulary()["disability_types"].values)},
            frozenset(vocabulary()["disability_types"].values),
        ),
        ({"disability_types": ()}, frozenset()),
        ({"premium_amount": 0}, 0),
        ({"premium_amount": "1,300元"}, 130_000),
    ],
)
def test_values_at_the_edge_of_what_is_allowed(child: dict[str, Any], held: Any) -> None:
    found = read(child).facts[next(iter(child))]
    assert (found, type(found)) == (held, type(held))


@pytest.mark.parametrize(("percent", "held"), [(0, 0), (1000, 100_000), (0.5, 50)])
def test_a_percent_at_the_edge(percent: float, held: int) -> None:
    assert read(params={"param_cpi_rise": percent}).params == {"param_cpi_rise": held}


# ---------------------------------------------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("child", "path", "what", "mend"),
    [
        ({"brith_date": "2015-03-01"}, "brith_date", "词表里没有“brith_date”", "是否想写 birth_date？"),
        ({"qqqq": 1}, "qqqq", "词表里没有“qqqq”", "见 tonghu law search"),
        ({"birth_date": "2015-02-30"}, "birth_date", "出生日期不能是“2015-02-30”", "写成 2015-03-01"),
        ({"birth_date": "2015.3.1"}, "birth_date", "出生日期不能是", "写成 2015-03-01"),
        ({"birth_date": "2015-03-01T08:00"}, "birth_date", "出生日期不能是", "写成 2015-03-01"),
        ({"mh_score": True}, "mh_score", "不能是“True”", "填数字"),
        ({"birth_date": 20150301}, "birth_date", "出生日期不能是", "写成 2015-03-01"),
        ({"birth_date": "9999-12-31"}, "birth_date", "年份不在 1900–2100 之间", "没有期限的日期留空"),
        ({"birth_date": "1015-03-01"}, "birth_date", "年份不在 1900–2100 之间", "没有期限的日期留空"),
        ({"household_status": "穷"}, "household_status", "不能是“穷”", "可填：特困供养 / 低保 / 低保边缘"),
        ({"in_school": "是"}, "in_school", "不能是“是”", "填 true 或 false，不知道就留空"),
        ({"in_school": 1}, "in_school", "不能是“1”", "填 true 或 false"),
        ({"disability_level": 5}, "disability_level", "不能是“5”", "可填：1 / 2 / 3 / 4"),
        ({"disability_level": True}, "disability_level", "不能是“True”", "可填：1 / 2 / 3 / 4"),
        ({"rehab_provider_distance": -1}, "rehab_provider_distance", "不能是“-1”", "填整数"),
        ({"rehab_provider_distance": 1.5}, "rehab_provider_distance", "不能是“1.5”", "填整数"),
        ({"premium_amount": -5}, "premium_amount", "金额“-5”是负数", "最多两位小数"),
        ({"premium_amount": 1.005}, "premium_amount", "超过两位小数", "最多两位小数"),
        ({"premium_amount": "多"}, "premium_amount", "“多”不是金额", "最多两位小数"),
        ({"premium_amount": [400]}, "premium_amount", r"不能是“\[400\]”", "填元，最多两位小数"),
        ({"premium_amount": True}, "premium_amount", "不是金额", "最多两位小数"),
        ({"disability_types": "视力"}, "disability_types", "不能是“视力”", "可填：视力 / 听力"),
        ({"disability_types": ["视力", "痛"]}, "disability_types", "不能是", "可填：视力 / 听力"),
        ({"disease_names": {"甲": 1}}, "disease_names", "不能是", "写成列表"),
        ({"hukou_division": ["330102"]}, "hukou_division", "不能是", "填文字"),
        ({"mh_score": float("nan")}, "mh_score", "不能是“nan”", "填数字"),
        ({"mh_score": "0.5"}, "mh_score", "不能是“0.5”", "填数字"),
        ({"report_time": "2026-03-01 25:00"}, "report_time", "不能是", "写成 2026-03-01T22:00"),
        ({"parent_life_status": "死亡"}, "parent_life_status", "这是父母的情况", "写在 parents 下，注明 role: father 或 mother"),
        ({"param_taper_months": 3}, "param_taper_months", "词表里没有", "是否想写"),
        ({"hukou_here": True}, "hukou_here", "词表里没有“hukou_here”", ""),
        ({"as_of_date": "2026-01-01"}, "as_of_date", "词表里没有“as_of_date”", ""),
    ],
)  # fmt: skip
def test_a_fact_of_the_child_out_of_order(child: dict[str, Any], path: str, what: str, mend: str) -> None:
    where, _, told = one(case(child, id="c7")).partition(": ")
    assert where == f"cases.yaml c7 child.{path}"
    assert re.search(what, told), told
    assert re.search(mend, told), told


@pytest.mark.parametrize(
    ("change", "where", "told"),
    [
        ({"jurisdiction": None}, "jurisdiction", "没有写适用地区; 可用：魔法国（100000）、魔法镇（990000）"),
        ({"jurisdiction": "火星"}, "jurisdiction", "“火星”没有收录政策文件; 可用：魔法国"),
        ({"as_of_date": None}, "as_of_date", "没有写计算日期; 例如 2026-06-15"),
        ({"as_of_date": "2026-06-31"}, "as_of_date", "不能是“2026-06-31”; 写成"),
        ({"chlid": {}}, "chlid", "没有叫“chlid”的字段; 是否想写 child？"),
        ({"child": ["birth_date"]}, "child", "应当是字段和值; 例如 birth_date"),
        ({"params": [1]}, "params", "应当是字段和值"),
        ({"params": {"param_taper_month": 3}}, "params.param_taper_month", "词表里没有.*是否想写 param_taper_months"),
        ({"params": {"param_taper_months": "三"}}, "params.param_taper_months", "不能是“三”; 填整数"),
        ({"params": {"param_severe_disability_ratio": 5000}}, "params.param_severe_disability_ratio", "填 0 到 100 的数"),
        ({"params": {"param_severe_disability_ratio": True}}, "params.param_severe_disability_ratio", "填 0 到 100 的数"),
        ({"params": {"birth_date": "2015-01-01"}}, "params.birth_date", "词表里没有“birth_date”"),
        ({"params": {"doc_effective_date": "soon"}}, "params.doc_effective_date", "不能是“soon”"),
        ({"parents": {"father": {}}}, "parents", "应当是一个列表; 每位父母一项"),
        ({"parents": [{"parent_life_status": "死亡"}]}, r"parents\[0\].role", "“None”不是父亲或母亲; 写 father 或 mother"),
        ({"parents": [{"role": "stepfather"}]}, r"parents\[0\].role", "“stepfather”不是父亲或母亲"),
        ({"parents": [{"role": "father"}, {"role": "father"}]}, r"parents\[1\].role", "写了两位父亲; 只留法律上的一位"),
        ({"parents": [{"role": "mother"}, {"role": "mother"}]}, r"parents\[1\].role", "写了两位母亲"),
        ({"parents": [{"role": "father", "birth_date": "1990-01-01"}]}, r"parents\[0\].birth_date", "词表里没有“birth_date”"),
        ({"parents": [{"role": "father", "parent_life_status": "活"}]}, r"parents\[0\].parent_life_status", "可填："),
        ({"child": {"in_school": True}, "household": {"in_school": False}}, "household.in_school", "写得不一样; 只留一个"),
    ],
)  # fmt: skip
def test_a_case_out_of_order(change: dict[str, Any], where: str, told: str) -> None:
    line = one({**case(), **change})
    assert re.match(f"cases.yaml {where}: ", line), line
    assert re.search(told, line), line


def test_several_faults_are_told_at_once() -> None:
    raw = case(
        {"birth_date": "2015-02-30", "brith_date": 1}, [{"role": "uncle"}], jurisdiction="火星", extra=1
    )
    found = faults(raw)
    assert [line.partition(":")[0].removeprefix("cases.yaml ") for line in found] == [
        *("extra", "jurisdiction", "child.birth_date", "child.brith_date", "parents[0].role")
    ]


def test_one_fault_hides_no_other() -> None:
    raw = case({"qqqq": 1, "parent_life_status": "死亡", "birth_date": "x"}, [
        {"role": "uncle"}, {"role": "father", "qqqq": 1, "parent_life_status": "x"}, {"role": "father"},
        {"role": "mother", "parent_life_status": "x"},
    ])  # fmt: skip
    assert [line.partition(":")[0].removeprefix("cases.yaml ") for line in faults(raw)] == [
        *("child.qqqq", "child.parent_life_status", "child.birth_date", "parents[0].role", "parents[1].qqqq"),
        *("parents[1].parent_life_status", "parents[2].role", "parents[3].parent_life_status"),
    ]


MESSAGES: list[tuple[dict[str, Any], str, str]] = [
    ({"jurisdiction": None}, "没有写适用地区; 可用：魔法国（100000）、魔法镇（990000）",
     "no place is given; known: 魔法国 (100000), 魔法镇 (990000)"),
    ({"jurisdiction": "火星"}, "“火星”没有收录政策文件; 可用：魔法国（100000）、魔法镇（990000）",
     "no text of “火星” is held; known: 魔法国 (100000), 魔法镇 (990000)"),
    ({"as_of_date": None}, "没有写计算日期; 例如 2026-06-15", "no day is given; e.g. 2026-06-15"),
    ({"chlid": {}}, "没有叫“chlid”的字段; 是否想写 child？", "there is no field “chlid”; did you mean child?"),
    ({"child": [1]}, "应当是字段和值; 例如 birth_date: 2015-03-01", "must be fields with values; e.g. birth_date: 2015-03-01"),
    ({"child": {"zzzz": 1}}, "词表里没有“zzzz”; 见 tonghu law search", "the vocabulary has no “zzzz”; see tonghu law search"),
    ({"child": {"parent_life_status": "死亡"}}, "这是父母的情况; 写在 parents 下，注明 role: father 或 mother",
     "this is a fact about a parent; put it under parents with role: father or mother"),
    ({"child": {"in_school": True}, "household": {"in_school": False}}, "在 child 和 household 里写得不一样; 只留一个",
     "differs between child and household; keep one"),
    ({"parents": 1}, "应当是一个列表; 每位父母一项", "must be a list; one item per parent"),
    ({"parents": [{"role": "uncle"}]}, "“uncle”不是父亲或母亲; 写 father 或 mother",
     "“uncle” is neither father nor mother; write father or mother"),
    ({"parents": [{"role": "mother"}] * 2}, "写了两位母亲; 只留法律上的一位；继父母记入备注",
     "there are two mothers; keep the legal one; a stepparent is not entered here"),
    ({"child": {"birth_date": "9999-01-01"}}, "“9999-01-01”的年份不在 1900–2100 之间; 没有期限的日期留空",
     "the year of “9999-01-01” is not within 1900–2100; leave out a day that never comes"),
    ({"parents": [{"role": "father", "parent_lif_status": 1}]}, "词表里没有“parent_lif_status”; 是否想写 parent_life_status？",
     "the vocabulary has no “parent_lif_status”; did you mean parent_life_status?"),
    ({"child": {"premium_amount": -5}}, "金额“-5”是负数; 请写成 1300 或 1300.50 这样的数，单位为元，最多两位小数。",
     "the amount '-5' is negative; Write a number of yuan with at most two decimals, such as 1300 or 1300.50."),
]  # fmt: skip
REMEDIES = {
    "in_school": ("填 true 或 false，不知道就留空", "true or false; leave out when unknown"),
    "birth_date": ("写成 2015-03-01", "write 2015-03-01"),
    "rehab_provider_distance": ("填整数", "a whole number"),
    "premium_amount": ("填元，最多两位小数", "yuan, at most two decimals"),
    "disease_names": ("写成列表", "write a list"),
    "mh_score": ("填数字", "a number"),
    "hukou_division": ("填文字", "text"),
    "report_time": ("写成 2026-03-01T22:00", "write 2026-03-01T22:00"),
    "disability_level": ("可填：1 / 2 / 3 / 4", "allowed: 1 / 2 / 3 / 4"),
}


@pytest.mark.parametrize(("change", "zh", "en"), MESSAGES)
def test_each_message_in_both_languages(change: dict[str, Any], zh: str, en: str) -> None:
    raw = {**case(), **change}
    assert one(raw).partition(": ")[2] == zh
    assert one(raw, "en").partition(": ")[2] == en


@pytest.mark.parametrize("name", REMEDIES)
def test_each_type_says_how_it_is_written(name: str) -> None:
    entry, raw = vocabulary()[name], case({name: {"x": [1]}})
    zh, en = REMEDIES[name]
    assert one(raw) == f"cases.yaml child.{name}: {entry.zh}不能是“{ {'x': [1]} }”; {zh}"
    assert one(raw, "en") == f"cases.yaml child.{name}: {entry.en} cannot be “{ {'x': [1]} }”; {en}"


def test_a_percent_says_how_it_is_written() -> None:
    raw = case(params={"param_cpi_rise": "x"})
    assert one(raw).endswith("填 0 到 100 的数")
    assert one(raw, "en").endswith("a number from 0 to 100")


def test_something_else_than_a_case() -> None:
    assert one([1]) == "cases.yaml: 不是一个案例; 写成字段和值"
    assert one("x", "en") == "cases.yaml: not a case; write fields with values"


WORDS = ("特困供养", "低保", "低保边缘", "刚性支出困难", "低收入帮扶", "一般", "未认定")


def test_faults_in_english() -> None:
    found = faults(case({"birth_date": "2015-02-30", "household_status": "穷", "brith_date": 1}), "en")
    assert found == [
        "cases.yaml child.birth_date: date of birth cannot be “2015-02-30”; write 2015-03-01",
        f"cases.yaml child.household_status: {vocabulary()['household_status'].en} cannot be “穷”; allowed: {' / '.join(WORDS)}",
        "cases.yaml child.brith_date: the vocabulary has no “brith_date”; did you mean birth_date?",
    ]
