"""`tonghu determine` on cases: shapes of input and answer, faults told one a line, what decides."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.web.conftest import OPEN, ORPHAN, Run, Tonghu, process

from tonghu.web.commands import main

Write = Callable[..., Path]
Row = dict[str, Any]
KEYS = (
    "id", "jurisdiction", "as_of_date", "binding", "categories", "benefits", "alternatives", "entitlements", "exits",
    "blocked", "tasks", "undetermined", "missing", "questions", "next_change", "replay",
)  # fmt: skip


def changed(path: str, value: Any) -> Row:
    """The orphan's case with one field set."""
    case = copy.deepcopy(ORPHAN)
    *way, last = path.split(".")
    part = case
    for step in way:
        part = part.setdefault(step, {})
    part[last] = value
    return case


def allowance(answer: Row) -> Row:
    return next(b for b in answer["benefits"] if b["id"] == "orphan_allowance")


def test_a_mapping_gives_a_list_of_one_answer_in_the_shape_of_the_contract(
    tonghu: Tonghu, write: Write
) -> None:
    done = tonghu("determine", write(ORPHAN), "--json")
    assert (done.status, done.err) == (0, "")
    (answer,) = done.json
    assert list(answer)[: len(KEYS) - 2] == [*KEYS[:-2]]
    assert set(KEYS) <= set(answer)
    assert answer["jurisdiction"] == {"code": "150000", "name": "内蒙古自治区"}
    assert allowance(answer)["amount"] == 1300
    assert {"texts", "tree"}.isdisjoint(answer)


def test_a_list_keeps_its_order_in_yaml_and_json(tonghu: Tonghu, write: Write) -> None:
    cases = [{**ORPHAN, "id": str(n)} for n in (3, 1, 2)]
    for name in ("cases.yaml", "cases.json"):
        answers = tonghu("determine", write(cases, name), "--json").json
        assert [a["id"] for a in answers] == ["3", "1", "2"]


def test_standard_input_is_read_as_yaml_or_json(write: Write) -> None:
    for name in ("cases.yaml", "cases.json"):
        done = process("determine", "-", "--json", stdin=write([ORPHAN], name).read_bytes())
        assert (done.status, allowance(done.json[0])["amount"]) == (0, 1300)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tonghu: Tonghu, write: Write) -> None:
    raw = write(ORPHAN).read_bytes().replace(b"\n", b"\r\n")
    assert tonghu("determine", write(b"\xef\xbb\xbf" + raw), "--json").status == 0


def test_a_faulty_case_keeps_its_place_and_stops_nobody(tonghu: Tonghu, write: Write) -> None:
    wrong = {**changed("child.birth_dat", "2014-03-02"), "id": "wrong"}
    path = write([ORPHAN, wrong, OPEN])
    done = tonghu("determine", path, "--json")
    assert done.status == 2
    first, second, third = done.json
    assert (first["id"], third["id"]) == ("orphan", "open")
    assert list(second) == ["id", "error"]
    assert second["id"] == "wrong"
    assert second["error"]["faults"][0]["where"] == f"{path} wrong child.birth_dat"
    assert done.faults == [f"{path} wrong child.birth_dat: 词表里没有“birth_dat”; 是否想写 birth_date？"]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("child.orphan_certifid", True, "是否想写 orphan_certified？"),
        ("child.orphan_certified", "yes", "填 true 或 false，不知道就留空"),
        ("child.birth_date", "2014-02-30", "出生日期不能是“2014-02-30”; 写成 2015-03-01"),
        ("child.birth_date", "2014/3/2", "写成 2015-03-01"),
        ("child.birth_date", "2014.3", "写成 2015-03-01"),
        ("child.parent_life_status", "死亡", "写在 parents 下，注明 role: father 或 mother"),
        ("child.category_list", ["orphan"], "词表里没有“category_list”"),
        ("household.household_status", "富裕", "可填：特困供养 / 低保"),
        ("household.birth_date", "2014-03-03", "只留一个"),
        ("params.param_taper_months", "六", "填整数"),
        ("params.param_consumption_prev_year", 1300.555, "超过两位小数"),
        ("params.param_consumption_prev_year", [1300], "填元，最多两位小数"),
        ("params.birth_date", "2014-03-02", "词表里没有“birth_date”"),
        ("jurisdiction", "巴黎", "可用：全国（100000）、浙江省杭州市（330100）"),
        ("jurisdiction", None, "没有写适用地区"),
        ("as_of_date", "2026-13-01", "不能是“2026-13-01”"),
        ("as_of_date", None, "例如 2026-06-15"),
        ("parent", [], "没有叫“parent”的字段; 是否想写 parents？"),
        ("parents", {"role": "father"}, "应当是一个列表"),
        ("child", ["birth_date"], "应当是字段和值"),
        ("parents", [{"role": "father"}, {"role": "father"}], "写了两位父亲"),
        ("parents", [{"role": "aunt"}], "“aunt”不是父亲或母亲"),
        ("parents", [None], "应当是字段和值"),
    ],
)
def test_a_fault_says_where_what_and_what_is_allowed(
    tonghu: Tonghu, write: Write, path: str, value: Any, told: str
) -> None:
    file = write([changed(path, value)])
    done = tonghu("determine", file, "--json")
    assert done.status == 2
    assert done.json[0]["id"] == "orphan"
    (line,) = [line for line in done.faults if told in line]
    assert line.startswith(f"{file} orphan {path.split('.', maxsplit=1)[0]}")


def test_an_impossible_day_without_quotes_is_a_fault_of_its_case_alone(tonghu: Tonghu, write: Write) -> None:
    text = """
    - {id: bad, jurisdiction: 天津市, as_of_date: 2026-06-15, child: {birth_date: 2015-02-30}}
    - {id: good, jurisdiction: 天津市, as_of_date: 2026-06-15, child: {birth_date: 2015-02-28}}
    """
    done = tonghu("determine", write(text), "--json")
    assert done.status == 2
    assert "error" in done.json[0]
    assert "error" not in done.json[1]
    assert "bad child.birth_date: 出生日期不能是“2015-02-30”" in done.err


def test_several_faults_of_a_case_are_told_at_once(tonghu: Tonghu, write: Write) -> None:
    case = {
        "id": "x",
        "jurisdiction": "天津",
        "as_of_date": "2026-06-15",
        "child": {"a": 1, "birth_date": 7},
        "nonsense": 1,
    }
    assert len(tonghu("determine", write(case), "--json").faults) == 3


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ("a: [1, 2", "cases.yaml", "行"),
        ("id: 1\nid: 2\n", "cases.yaml", "第 2 行第 1 列不合 YAML 的写法"),
        ("{", "cases.json", "第 1 行第 2 列不合 JSON 的写法"),
        ("a: !!python/object:os.system x", "cases.yaml", "不合 YAML"),
        ("a: 0b_", "cases.yaml", "不合 YAML 或 JSON 的写法"),
        ("[" * 100_000, "cases.json", "不合 YAML 或 JSON 的写法"),
        ("困境儿童".encode("gbk"), "cases.yaml", "不是 UTF-8 文本"),
        ("", "cases.yaml", "没有案例"),
        ("# nothing\n", "cases.yaml", "没有案例"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(
    tonghu: Tonghu, write: Write, content: object, name: str, told: str
) -> None:
    path = write(content, name)
    done = tonghu("determine", path, "--json")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"{path}: ")
    assert told in done.err
    assert len(done.faults) == 1


def test_a_missing_file_is_told_in_words(tonghu: Tonghu, tmp_path: Path) -> None:
    done = tonghu("determine", tmp_path / "none.yaml")
    assert (done.status, done.err) == (2, f"{tmp_path / 'none.yaml'}: 没有这个文件或文件夹\n")
    done = tonghu("determine", tmp_path / "none.yaml", "--lang", "en")
    assert "there is no such file" in done.err


def test_what_is_no_case_keeps_its_place_by_number(tonghu: Tonghu, write: Write) -> None:
    path = write([ORPHAN, "hello", {"jurisdiction": "天津市", "as_of_date": "2026-06-15", "child": {"x": 1}}])
    done = tonghu("determine", path, "--json")
    assert [a["id"] for a in done.json] == ["orphan", None, None]
    assert done.faults[0].startswith(f"{path} #2: 不是一个案例")
    assert done.faults[1].startswith(f"{path} #3 child.x: ")


def test_an_empty_list_is_answered_with_an_empty_list(tonghu: Tonghu, write: Write) -> None:
    assert tonghu("determine", write([]), "--json") == Run(0, "[]\n", "")


def test_place_and_day_serve_cases_that_do_not_say(tonghu: Tonghu, write: Write) -> None:
    bare = {"id": "bare", "jurisdiction": None, "child": {"birth_date": "2014-03-02"}}
    said = {**bare, "id": "said", "jurisdiction": "四川省", "as_of_date": "2026-01-05"}
    done = tonghu("determine", write([bare, said]), "--json", "--place", "120000", "--as-of", "2026年6月1日")
    told = [(a["jurisdiction"]["name"], a["as_of_date"]) for a in done.json]
    assert told == [("天津市", "2026-06-01"), ("四川省", "2026-01-05")]
    assert tonghu("determine", write([bare])).status == 2
    assert tonghu("determine", write([said]), "--as-of", "2015.3").status == 2


def test_text_gives_each_provision_with_document_article_and_words(tonghu: Tonghu, write: Write) -> None:
    (answer,) = tonghu("determine", write(ORPHAN), "--json", "--text", "--explain").json
    cited = {c for b in answer["benefits"] for c in b["clauses"]}
    assert cited <= set(answer["texts"])
    own = answer["texts"]["nm20-s1a1-1"]
    assert (own["document"], own["article"], own["quoted"]) == ("内政发〔2025〕20号", "一、（一）", True)
    assert "65%" in own["text"]
    assert answer["texts"]["bg-2010-54-def"]["quoted"] is False


def test_explain_adds_the_tree_down_to_the_facts(tonghu: Tonghu, write: Write) -> None:
    (answer,) = tonghu("determine", write(ORPHAN), "--json", "--explain").json
    tree = next(row for row in answer["tree"] if row["id"] == "orphan_allowance")
    assert tree["value"] is True

    def facts(rows: list[Row]) -> set[str]:
        return {r["fact"] for r in rows if "fact" in r}.union(*(facts(r.get("because", [])) for r in rows))

    assert {"orphan_certified", "birth_date"} <= facts(tree["because"])


def test_counterfactual_gives_the_smallest_change_in_the_units_of_cases(tonghu: Tonghu, write: Write) -> None:
    poor = {"id": "p", "jurisdiction": "天津市", "as_of_date": "2026-06-15", "child": {"birth_date": "2014-03-02"},
            "household": {"household_status": "一般"}}  # fmt: skip
    (answer,) = tonghu("determine", write(poor), "--json", "--counterfactual").json
    refused = {i["id"]: i["would_be_yes_if"] for i in answer["categories"] if i["status"] == "no"}
    assert refused["poor_family"]["household_status"] in ("低保", "低保边缘", "特困供养")
    assert all("would_be_yes_if" not in i for i in answer["benefits"] if i["status"] != "no")


def test_background_decides_by_default_and_not_by_documents_alone(tonghu: Tonghu, write: Write) -> None:
    facts = [{"role": r, "parent_life_status": "死亡"} for r in ("father", "mother")]
    case = {"id": "b", "jurisdiction": "天津市", "as_of_date": "2026-06-15", "child": {"birth_date": "2014-03-02"},
            "parents": facts}  # fmt: skip
    (by_default,) = tonghu("determine", write(case), "--json").json
    (alone,) = tonghu("determine", write(case), "--json", "--only-documents").json
    status = [next(c["status"] for c in a["categories"] if c["id"] == "orphan") for a in (by_default, alone)]
    assert status == ["yes", "unknown"]


def test_a_draft_never_binds(tonghu: Tonghu, write: Write) -> None:
    case = {**ORPHAN, "jurisdiction": "杭州市", "params": {}}
    done = tonghu("determine", write({**case, "jurisdiction": "330100"}), "--json")
    assert done.json[0]["binding"] is False
    told = tonghu("determine", write({**case, "jurisdiction": "330100"})).out
    assert "仅供测算" in told.splitlines()[1]
    dated = {**case, "jurisdiction": "330100", "params": {"doc_effective_date": "2025-01-01"}}
    assert tonghu("determine", write(dated), "--json").json[0]["binding"] is False


COUNTY = '[county]\nplace = "内蒙古自治区"\napprover = "示例县民政局"\n'
STANDARD = '[[param_premium_subsidy_ratio]]\nfrom = 2026-01-01\nvalue = 50\nunit = "%"\n'


def test_values_of_the_county_decide(tonghu: Tonghu, write: Write) -> None:
    case = {**ORPHAN, "params": {"doc_effective_date": "2025-12-01"}}
    values = write(
        COUNTY
        + '[[param_consumption_prev_year]]\nfrom = 2026-01-01\nvalue = 30000\nunit = "元/年"\nsource = "统计公报"\n',
        "county.toml",
    )
    path = write(case)
    assert allowance(tonghu("determine", path, "--json").json[0])["amount"] is None
    assert allowance(tonghu("determine", path, "--json", "--values", values).json[0])["amount"] == 1625


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (STANDARD, "[county] 要写 place（地区）和 approver", "needs place and approver"),
        ('[county]\nplace = "四川省"\n', "[county] 要写 place（地区）和 approver", "needs place and approver"),
        (COUNTY + STANDARD, "数值须有依据", "a value needs its clause or source"),
        (COUNTY + '[[param_nothing]]\nvalue = 1\nsource = "x"\n', "没有叫 param_nothing 的数值", "no value of the vocabulary"),
        (COUNTY + '[switches]\nA23 = "guess"\n', "A23 不能是 'guess'，可用：continues_in_full, open", "allowed: continues_in_full"),
        (COUNTY + "x = ", "不合 TOML 的写法", "not a TOML file"),
    ],
)  # fmt: skip
def test_a_bad_values_file_is_refused_in_words(
    tonghu: Tonghu, write: Write, text: str, zh: str, en: str
) -> None:
    values, case = write(text, "county.toml"), write(ORPHAN)
    done = tonghu("determine", case, "--values", values, "--json")
    assert (done.status, done.out) == (2, "")
    assert zh in done.err
    assert en in tonghu("determine", case, "--values", values, "--lang", "en").err


def test_the_demo_county_goes_through(county: Path, tonghu: Tonghu) -> None:
    result = county / "result.xlsx"
    done = tonghu("determine", county / "county.xlsx", "-o", result, "--place", "天津市", "--as-of", "2026-06-15",
                  "--values", county / "county.toml")  # fmt: skip
    assert done.status in (0, 2)
    assert result.exists()
    assert "孩子 60 名" in done.out
    answers = tonghu("determine", county / "cases.yaml", "--json")
    assert answers.status == 0
    assert len(answers.json) == 24


def test_main_takes_its_arguments_as_a_sequence(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("determine", str(write(ORPHAN)))) == 0
    assert "孤儿基本生活费：1,300 元/月" in capsys.readouterr().out
