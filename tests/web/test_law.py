"""`tonghu law`: every id can be shown, a wrong one is told the nearest, and the verbs agree with the law."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.conftest import Tonghu

from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import background, places
from tonghu.web.commands.law.show import show

Write = Callable[..., Path]


def test_a_provision_names_the_line_of_its_rule_and_the_file_of_its_clause(tonghu: Tonghu) -> None:
    out = tonghu("law", "show", "nm20-s1a1-x5").out
    assert "“父（母）一方刑满释放或强制戒毒结束且渐退期满的”" in out
    found = re.search(r"(src/tonghu/law/systems/basic_living/exits\.py):(\d+)", out)
    assert found
    root = Path(__file__).parents[2]
    line = (root / found[1]).read_text("utf-8").splitlines()[int(found[2]) - 1 : int(found[2]) + 3]
    assert "exit_released" in "".join(line) or "@exit_ground" in line[0]
    assert "src/tonghu/law/places/inner_mongolia/clauses.yaml" in out
    assert "exit_released" in out


def test_a_value_shows_under_the_provision_that_sets_it(tonghu: Tonghu) -> None:
    out = tonghu("law", "show", "nm20-s1a1-1").out
    assert (
        "value:param_consumption_ratio_scattered  散居标准占上年度人均消费支出比例\n      65%（已核实：nm20-s1a1-1）"
        in out
    )
    assert "src/tonghu/law/places/inner_mongolia/values.toml" in out
    assert "65%（已核实：nm20-s1a1-1）" in tonghu("law", "show", "param_consumption_ratio_scattered").out


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_that_has_an_id_can_be_shown(lang: str) -> None:
    ids = [p.id for place in (*places(), background()) for p in place.provisions]
    ids += [d.id for place in places() for d in place.documents]
    ids += [name.removeprefix("father.") for name in rules() if not name.startswith("mother.")]
    for one in (*ids, *switches(), *vocabulary(), *(p.name for p in places())):
        assert one in show(one, lang) or "  " in show(one, lang), one  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("nm20-s1a1-x55", "nm20-s1a1-x5"),
        ("exit_relesed", "exit_released"),
        ("param_taper_month", "param_taper_months"),
    ],
)
def test_a_wrong_id_is_told_the_nearest(tonghu: Tonghu, wrong: str, near: str) -> None:
    done = tonghu("law", "show", wrong)
    assert (done.status, done.out) == (2, "")
    assert re.match(f"{wrong}: 没有这个编号; 是否想看 .*{near}", done.err)


def test_an_id_like_no_other_is_told_to_search(tonghu: Tonghu) -> None:
    assert "用 tonghu law search 猫 查找" in tonghu("law", "show", "猫").err


def test_search_wants_every_word_in_either_language(tonghu: Tonghu) -> None:
    out = tonghu("law", "search", "渐退期", "基本生活").out
    assert "nm20-s1a1-7" in out
    assert "orphan_allowance" in tonghu("law", "search", "orphan", "living", "allowance").out
    assert "孤儿基本生活费" in tonghu("law", "search", "orphan", "living", "allowance").out
    assert tonghu("law", "search", "猫").out == "没有找到；试试更短的词\n"
    only = tonghu("law", "search", "助学金", "--place", "天津市").out
    assert set(re.findall(r"^(\w+)-", only, re.MULTILINE)) == {"tj"}


def test_diff_of_a_place_with_itself_with_another_and_with_another_day(tonghu: Tonghu) -> None:
    day = ("--as-of", "2026-06-15")
    assert tonghu("law", "diff", "天津市", "120000", *day).out == "没有差别\n"
    other = tonghu("law", "diff", "四川省", "天津市", *day).out
    assert "四川省 2026-06-15" in other
    assert "{" not in other, "a label's place for a fact is not shown"
    earlier = tonghu("law", "diff", "四川省", "2025年1月1日", *day).out
    assert "四川省 2025-01-01" in earlier
    assert "sc53-art02-1" in earlier
    assert tonghu("law", "diff", "四川省", "巴黎").status == 2


def test_coverage_accounts_for_every_provision(tonghu: Tonghu) -> None:
    done = tonghu("law", "coverage", "--json")
    assert done.status == 0
    assert {row["id"] for row in done.json} == {p.id for place in places() for p in place.provisions}
    assert all(row["serves"] for row in done.json)
    table = tonghu("law", "coverage").out
    assert f"{len(done.json)} 条中有 {len(done.json)} 条有落实" in table
    assert tonghu("law", "coverage", "--all", "--place", "天津市").out.count("tj-") >= 90


def test_unset_shrinks_by_what_the_county_fills_in(tonghu: Tonghu, write: Write) -> None:
    form = tonghu("law", "unset", "--place", "四川省", "--toml").out
    assert tomllib.loads(form) == {"county": {"place": "四川省", "approver": ""}}
    bare = (
        form.split("\n# [[", 1)[0].replace('approver = ""', 'approver = "示例县民政局"').rsplit("\n\n", 1)[0]
    )
    filled = write(
        bare + '\n[[param_taper_months]]\nfrom = 2026-01-01\nvalue = 6\nunit = "月"\nsource = "示例"\n',
        "county.toml",
    )
    before, after = (
        tonghu("law", "unset", "--place", "四川省", "--as-of", "2026-06-15", *more).out
        for more in ((), ("--values", filled))
    )
    assert "param_taper_months" in before
    assert "param_taper_months" not in after


def test_the_graph_is_dot_and_a_wrong_rule_is_told_the_nearest(tonghu: Tonghu) -> None:
    whole = tonghu("law", "graph", "--place", "四川省")
    assert whole.out.startswith("digraph law {")
    assert whole.out.count("{") == whole.out.count("}")
    part = tonghu("law", "graph", "premium_full", "--place", "四川省").out
    assert '"premium_full"' in part
    assert len(part) < len(whole.out) / 5
    wrong = tonghu("law", "graph", "premium_ful", "--place", "四川省")
    assert wrong.status == 2
    assert "premium_full" in wrong.err


def test_shared_options_may_stand_before_or_behind_the_verb(tonghu: Tonghu) -> None:
    before = tonghu("law", "--lang", "en", "--place", "四川省", "unset")
    behind = tonghu("law", "unset", "--lang", "en", "--place", "四川省")
    assert before == behind
    assert "Sichuan: " in before.out
    assert json.dumps(before.out)
