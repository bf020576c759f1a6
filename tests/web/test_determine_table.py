"""`tonghu determine` over Parquet: what goes in, what comes out, and what is refused in which words."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.law.scale.rows import DAY, case_of, county, differences

from tonghu.law.engine.determine import Options, determine
from tonghu.law.engine.overrides import read_overrides
from tonghu.register.demo import invented_values
from tonghu.web.commands import determine_table, main, table_source

PLACE = "天津市"
ASKED = ("--place", PLACE, "--as-of", DAY.isoformat())


def children(rows: int = 40) -> pl.DataFrame:
    """A table that leaves place and day to the options."""
    return county(PLACE, rows).drop("jurisdiction", "as_of_date")


def run(frame: pl.DataFrame, folder: Path, *asked: str) -> int:
    """Write a table and determine it; the result is `result.parquet` in the folder."""
    source = folder / "children.parquet"
    frame.write_parquet(source)
    return main(["determine", str(source), "-o", str(folder / "result.parquet"), *asked])


def refused(frame: pl.DataFrame, folder: Path, capsys: pytest.CaptureFixture[str], *asked: str) -> str:
    """What a table that cannot be answered is told; nothing may lie under the name of the result."""
    assert run(frame, folder, *(asked or ASKED)) == 2
    assert [path.name for path in folder.iterdir()] == ["children.parquet"]
    return capsys.readouterr().err


# ------------------------------------------------------------------------------------------ answers


def test_a_table_is_answered_row_for_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = children(200)
    assert run(frame, tmp_path, *ASKED) == 0
    results = pl.read_parquet(tmp_path / "result.parquet")
    assert results["id"].to_list() == frame["id"].to_list()
    said = {"jurisdiction": PLACE, "as_of_date": DAY}
    options = Options(next_change=False)
    answers = [determine({**case_of(row), **said}, options) for row in frame.iter_rows(named=True)]
    assert differences(results, answers) == []
    told = capsys.readouterr()
    assert "200 行" in told.out
    assert "孤儿" in told.out
    assert "已算 200 / 200 行 100%" in told.err


def test_slices_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = children(200)
    run(frame, tmp_path, *ASKED)
    whole = pl.read_parquet(tmp_path / "result.parquet")
    monkeypatch.setattr(determine_table, "SLICE", 33)
    run(frame, tmp_path, *ASKED)
    assert pl.read_parquet(tmp_path / "result.parquet").equals(whole)


def test_progress_while_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(determine_table, "SLICE", 10)
    monkeypatch.setattr(determine_table, "SECONDS", 0.0)
    run(children(30), tmp_path, *ASKED, "--lang", "en")
    lines = capsys.readouterr().err.splitlines()
    assert lines == [
        f"Tianjin {DAY} 30 rows",
        "10 / 30 rows  33%",
        "20 / 30 rows  67%",
        "30 / 30 rows 100%",
    ]


def test_each_row_says_its_place_and_day(tmp_path: Path) -> None:
    days = [DAY, dt.date(2025, 1, 31)]
    frame = pl.concat([county(PLACE, 40), county("四川省", 40)], how="diagonal").with_columns(
        as_of_date=pl.Series([days[row % 2] for row in range(80)])
    )
    assert run(frame, tmp_path) == 0
    results = pl.read_parquet(tmp_path / "result.parquet")
    answers = [determine(case_of(row), Options(next_change=False)) for row in frame.iter_rows(named=True)]
    assert differences(results, answers) == []


def test_options_serve_rows_that_do_not_say(tmp_path: Path) -> None:
    frame = county(PLACE, 40).with_columns(
        jurisdiction=pl.when(pl.int_range(40) > 3).then(pl.lit("510000")), as_of_date=pl.lit(None, pl.Date)
    )
    assert run(frame, tmp_path, *ASKED) == 0
    results = pl.read_parquet(tmp_path / "result.parquet")
    assert results["jurisdiction"].to_list() == [PLACE] * 4 + ["510000"] * 36
    assert results["as_of_date"].unique().to_list() == [DAY]


def test_a_folder_whose_files_hold_different_facts(tmp_path: Path) -> None:
    frame = children(60)
    few = frame.select("id", "birth_date", "orphan_certified")
    folder = tmp_path / "county [2026]"
    folder.mkdir()
    frame.head(30).write_parquet(folder / "a.parquet")
    few.tail(30).write_parquet(folder / "b.parquet")
    (folder / "_SUCCESS").touch()
    target = tmp_path / "all.parquet"
    assert main(["determine", str(folder), "-o", str(target), *ASKED]) == 0
    results = pl.read_parquet(target)
    assert results["id"].to_list() == frame["id"].to_list()
    run(few.tail(30), tmp_path, *ASKED)
    assert results.tail(30).equals(pl.read_parquet(tmp_path / "result.parquet"))


def test_the_countys_own_values_and_the_documents_alone(tmp_path: Path) -> None:
    values = tmp_path / "county.toml"
    values.write_text(invented_values(PLACE), "utf-8")
    frame = children(120)
    said = {"jurisdiction": PLACE, "as_of_date": DAY}
    for asked, options in (
        (("--values", str(values)), Options(next_change=False, overrides=read_overrides(values))),
        (("--only-documents",), Options(next_change=False, only_documents=True)),
    ):
        assert run(frame, tmp_path, *ASKED, *asked) == 0
        answers = [determine({**case_of(row), **said}, options) for row in frame.iter_rows(named=True)]
        assert differences(pl.read_parquet(tmp_path / "result.parquet"), answers) == []


def test_numbers_as_other_programs_write_them(tmp_path: Path) -> None:
    """pandas makes floats of whole numbers with gaps and times of days; Excel makes numbers of division codes."""
    frame = children(120)
    run(frame, tmp_path, *ASKED)
    expected = pl.read_parquet(tmp_path / "result.parquet")
    money = [name for name, dtype in frame.schema.items() if dtype == pl.Decimal]
    whole = [name for name, dtype in frame.schema.items() if dtype == pl.Int64]
    days = [name for name, dtype in frame.schema.items() if dtype == pl.Date]
    other = frame.with_columns(
        pl.col(*money, *whole).cast(pl.Float64),
        pl.col(days).cast(pl.Datetime("ns")),
        pl.col("hukou_division").cast(pl.Int64),
        pl.col("household_status", "school_stage").cast(pl.Categorical),
    )
    assert run(other, tmp_path, *ASKED) == 0
    assert pl.read_parquet(tmp_path / "result.parquet").equals(expected)


def test_amounts_are_exact(tmp_path: Path) -> None:
    """Polars divides a float by 100 as a product with 0.01, which gives 1300.1000000000001 for 130010 fen."""
    values = tmp_path / "county.toml"
    values.write_text(invented_values(PLACE), "utf-8")
    run(children(200), tmp_path, *ASKED, "--values", str(values))
    results = pl.read_parquet(tmp_path / "result.parquet")
    amounts = [name for name in results.columns if name.endswith(".amount")]
    assert all(results.schema[name] == pl.Decimal(18, 2) for name in amounts)
    assert any(isinstance(results[name].max(), Decimal) for name in amounts)


def test_ids_that_occur_twice_are_noted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = children(9).with_columns(id=pl.Series(["a", "b", "a", "c", "d", "b", "e", None, None]))
    assert run(frame, tmp_path, *ASKED) == 0
    told = capsys.readouterr().err
    assert "2 个 id 出现不止一次" in told
    assert "如 a、b" in told or "如 b、a" in told
    assert pl.read_parquet(tmp_path / "result.parquet").height == 9


def test_ids_that_occur_twice_are_found_in_several_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_source, "IDS_AT_ONCE", 7)
    frame = pl.DataFrame({"id": [*range(40), 5, 17, 33]})
    source = table_source.Source(Path("x.parquet"), frame.lazy(), frame.schema, frame.height)
    count, some = table_source.doubled_ids([source])
    assert count == 3
    assert set(some) == {"5", "17", "33"}


def test_a_table_without_ids(tmp_path: Path) -> None:
    assert run(children(5).drop("id"), tmp_path, *ASKED) == 0
    assert pl.read_parquet(tmp_path / "result.parquet").columns[:2] == ["jurisdiction", "as_of_date"]


def test_the_result_stands_beside_the_table_when_no_name_is_given(tmp_path: Path) -> None:
    source = tmp_path / "children.parquet"
    children(5).write_parquet(source)
    assert main(["determine", str(source), *ASKED]) == 0
    assert (tmp_path / "children.result.parquet").exists()


# ------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(("name", "mend"), [
    ("houshold_status", "是否想写 household_status？"),
    ("fathr.parent_life_status", "是否想写 father.parent_life_status？"),
    ("parent_life_status", "这是父母的情况，请写 father.parent_life_status / mother.parent_life_status"),
    ("param_consumption_prev_year", "这是本地的数值，用 --values 给出"),
    ("category_list", "请改名或删去"),
    ("备注", "请改名或删去"),
])  # fmt: skip
def test_a_column_that_is_no_fact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, mend: str
) -> None:
    told = refused(children(3).with_columns(pl.lit("x").alias(name)), tmp_path, capsys)
    assert f"children.parquet {name}: 不读这一列：词表里没有; {mend}" in told


@pytest.mark.parametrize(("name", "value", "wanted"), [
    ("birth_date", "2015-03-01", "应为日期（Date）"),
    ("orphan_certified", 1, "应为真假（Boolean）"),
    ("disability_types", "视力", "应为文字的列表（List of String）"),
    ("household_status", 2, "应为文字（String）"),
    ("child_own_income", "1300", "应为以元为单位的数（Int、Decimal、Float）"),
    ("disability_level", "2", "应为整数（Int）"),
    ("as_of_date", "2026-06-15", "应为日期（Date）"),
    ("jurisdiction", 1.5, "应为地区的名称或区划代码（String）"),
])  # fmt: skip
def test_a_column_of_the_wrong_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, value: Any, wanted: str
) -> None:
    told = refused(children(3).with_columns(pl.lit(value).alias(name)), tmp_path, capsys)
    assert f"children.parquet {name}: 这一列的类型是" in told
    assert wanted in told


@pytest.mark.parametrize(("name", "values", "what"), [
    ("household_status", ["低保", "贫困", None, "贫困"], "“贫困”不在允许值内，共 2 行：第 2、4 行"),
    ("household_status", ["", "低保", None, None], "“”不在允许值内，共 1 行：第 1 行"),
    ("disability_types", [["视力"], None, [], ["听", "肢体"]], "“听”不在允许值内，共 1 行：第 4 行"),
    ("disability_types", [["视力"], [None], [], None], "“”列表里有空项，共 1 行：第 2 行"),
    ("child_own_income", [1300, 0, -5, None], "“-5”是负数，共 1 行：第 3 行"),
    ("child_own_income", [1300.1, 0.0, 2.555, None], "“2.555”超过两位小数，共 1 行：第 3 行"),
    ("child_own_income", [Decimal("1.500"), Decimal("1.005"), None, None], "“1.005”超过两位小数，共 1 行：第 2 行"),
    ("child_own_income", [1.0, float("nan"), None, None], "“NaN”不是数，共 1 行：第 2 行"),
    ("premium_amount", [10**11, 400, None, None], "“100000000000”超过一百亿元，共 1 行：第 1 行"),
    ("disability_level", [1, 5, None, 4], "“5”不在允许值内，共 1 行：第 2 行"),
    ("father.parent_condition_months", [6, -1, None, 1201], "“-1”超出范围，共 1 行：第 2 行"),
    ("father.parent_condition_months", [6, -1, None, 1201], "“1201”超出范围，共 1 行：第 4 行"),
    ("father.parent_condition_months", [6.0, 1.5, None, 7.0], "“1.5”不是整数，共 1 行：第 2 行"),
    ("jurisdiction", [PLACE, "火星", None, "火星"], "“火星”没有收录政策文件，共 2 行：第 2 行"),
])  # fmt: skip
def test_rows_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, values: list[Any], what: str
) -> None:
    frame = children(4).with_columns(pl.Series(name, values))
    told = refused(frame, tmp_path, capsys)
    assert f"children.parquet {name}: {what}" in told


def test_faults_of_all_slices_are_gathered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(determine_table, "SLICE", 10)
    words = [f"词{row % 8}" if row % 4 == 3 else None for row in range(80)]
    frame = children(80).with_columns(household_status=pl.Series(words), id=pl.int_range(80))
    told = refused(frame, tmp_path, capsys, *ASKED, "--lang", "en")
    assert "“词3” is not allowed, in 10 rows: 4, 12, 20 … (id 3, 11, 19); allowed: " in told
    assert "“词7” is not allowed, in 10 rows: 8, 16, 24 …" in told


def test_however_many_words_are_wrong_few_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = children(80).with_columns(household_status=pl.Series([f"词{row}" for row in range(80)]))
    told = refused(frame, tmp_path, capsys)
    assert len(told.splitlines()) == 8  # what is asked, progress, five words and the rest
    assert "“…”不在允许值内，共 75 行" in told


@pytest.mark.parametrize(("asked", "what"), [
    (("--as-of", "2026-06-15"), "jurisdiction: 没有写适用地区，共 4 行：第 1 行等; 补上 jurisdiction 列，或用 --place"),
    (("--place", PLACE), "as_of_date: 没有写计算日期，共 4 行：第 1 行等; 补上 as_of_date 列，或用 --as-of"),
    (("--place", "火星", "--as-of", "2026-06-15"), "jurisdiction: “火星”没有收录政策文件"),
    ((*ASKED, "--json"), "--json: 不用于表"),
    ((*ASKED, "--explain", "--text"), "--explain: 不用于表"),
])  # fmt: skip
def test_what_is_asked_of_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], what: str
) -> None:
    assert what in refused(children(4), tmp_path, capsys, *asked)


def test_an_empty_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "children.parquet: 一行也没有" in refused(children(3).clear(), tmp_path, capsys)


def told_of(source: Path, target: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["determine", str(source), "-o", str(target), *ASKED]) == 2
    return capsys.readouterr().err


def test_files_that_are_no_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target, broken, folder = (tmp_path / name for name in ("result.parquet", "broken.parquet", "empty"))
    assert "没有这个文件" in told_of(tmp_path / "none.parquet", target, capsys)
    broken.write_bytes(b"no parquet")
    assert "不是能读的 Parquet" in told_of(broken, target, capsys)
    folder.mkdir()
    assert "文件夹里没有 .parquet 文件" in told_of(folder, target, capsys)
    assert not target.exists()


def test_a_file_that_is_damaged_inside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "children.parquet", tmp_path / "result.parquet"
    children(2000).write_parquet(source)
    data = bytearray(source.read_bytes())
    data[100:3000] = bytes(2900)
    source.write_bytes(data)
    assert "不是能读的 Parquet" in told_of(source, target, capsys)
    assert not target.exists()


def test_a_result_that_cannot_lie_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "in" / "children.parquet"
    source.parent.mkdir()
    children(3).write_parquet(source)
    before = source.read_bytes()
    assert "结果会落在原表里" in told_of(source, source, capsys)
    assert "结果会落在原表里" in told_of(source.parent, source.parent / "x.parquet", capsys)
    assert "表的结果是 Parquet 文件" in told_of(source, tmp_path / "result.xlsx", capsys)
    assert "写不了结果" in told_of(source, tmp_path / "none" / "result.parquet", capsys)
    assert source.read_bytes() == before


def test_files_of_a_folder_whose_ids_differ_in_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    children(3).write_parquet(folder / "a.parquet")
    children(3).with_columns(id=pl.int_range(3)).write_parquet(folder / "b.parquet")
    assert "各文件的 id 列类型不同" in told_of(folder, tmp_path / "result.parquet", capsys)


# ------------------------------------------------------------------------------------------ interruption


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_stopped_leaves_the_old_result(tmp_path: Path, stop: signal.Signals) -> None:
    source, target = tmp_path / "children.parquet", tmp_path / "result.parquet"
    frame = children(2000)
    pl.concat([frame] * 400).write_parquet(source)
    target.write_text("old", "utf-8")
    start = "import sys; from tonghu.web.commands import main; sys.exit(main())"
    command = [sys.executable, "-c", start, "determine", str(source), "-o", str(target), *ASKED]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUTF8": "1"}) as running:
        while not list(tmp_path.glob(".result.*/*")):
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(stop)
        running.communicate(timeout=60)
    assert running.returncode in {130, -signal.SIGKILL}
    assert target.read_text("utf-8") == "old"
    if stop == signal.SIGINT:
        assert sorted(path.name for path in tmp_path.iterdir()) == ["children.parquet", "result.parquet"]
