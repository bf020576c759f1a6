"""Inside Spark: the same results, row for row; what cannot be read is told with its row."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from tests.law.scale.rows import DAY, county

from tonghu.base.errors import Faults
from tonghu.law.engine.batch import STATUS, Tables
from tonghu.law.engine.overrides import read_overrides
from tonghu.register.demo import facts_frame, invented_values

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

ROWS = 110_000  # of each of two places
PAGE = Path(__file__).parents[3] / "docs/scale.md"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    """Spark on this machine with two workers, reachable from nowhere else."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 the extra is only installed for the long tests

    here = {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in here.items():
            patch.setenv(name, value)
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.log.level", "OFF")
        session = builder.config("spark.sql.session.timeZone", "Asia/Shanghai").getOrCreate()
        yield session
        session.stop()


def on_spark(
    frame: DataFrame, place: str | None = None, day: dt.date | None = None, **options: object
) -> DataFrame:
    """`determine_on_spark`, imported where the extra is needed."""
    from tonghu.law.engine.cluster import determine_on_spark  # noqa: PLC0415 as above

    return determine_on_spark(frame, place, day, **options)


def read(spark: SparkSession, frame: pl.DataFrame, folder: Path) -> DataFrame:
    """A table in two partitions, read by Spark from a file."""
    frame.write_parquet(folder / "children.parquet", row_group_size=10_000)
    return spark.read.parquet(str(folder / "children.parquet"))


def collected(results: DataFrame) -> pl.DataFrame:
    """Spark's results as the command writes them."""
    found = pl.from_arrow(results.toArrow())
    assert isinstance(found, pl.DataFrame)
    statuses = [
        n for n in found.columns if re.fullmatch(r"(category|benefit|entitlement|exit|block|duty)\.\w+", n)
    ]
    return found.with_columns(pl.col(statuses).cast(STATUS))


def alone(frame: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """The results of one machine."""
    keys = tables.keys(frame.lazy()).select("jurisdiction", "as_of_date").rows()
    return tables.answer(frame, tables.schema(keys, {"id": frame.schema["id"]}))


def two_places() -> pl.DataFrame:
    """More than 200,000 children of two places and two days, mixed."""
    frames = [
        facts_frame(ROWS, 1, DAY, place).with_columns(jurisdiction=pl.lit(place))
        for place in ("天津市", "四川省")
    ]
    whole = pl.concat(frames, how="diagonal").with_columns(
        id=pl.int_range(pl.len()),
        as_of_date=pl.when(pl.int_range(pl.len()) % 5 == 0).then(dt.date(2025, 6, 30)).otherwise(DAY),
    )
    return whole.sample(fraction=1.0, shuffle=True, seed=1)


def test_two_workers_give_what_one_machine_gives(spark: SparkSession, tmp_path: Path) -> None:
    frame = two_places()
    table = read(spark, frame, tmp_path).repartition(8)
    results = collected(on_spark(table))
    expected = alone(frame, Tables())
    assert results.height == 2 * ROWS
    assert results.schema == expected.schema
    assert results.sort("id").equals(expected.sort("id"))


def test_place_day_and_the_countys_values_from_the_caller(spark: SparkSession, tmp_path: Path) -> None:
    values = tmp_path / "county.toml"
    values.write_text(invented_values("天津市"), "utf-8")
    frame = county("天津市", 2000).drop("jurisdiction", "as_of_date")
    results = collected(on_spark(read(spark, frame, tmp_path), "天津市", DAY, values=values))
    expected = alone(frame, Tables("天津市", DAY, overrides=read_overrides(values)))
    assert results.sort("id").equals(expected.sort("id"))
    assert expected["benefit.orphan_allowance.amount"].is_not_null().any()


def test_a_row_that_cannot_be_read_is_told(spark: SparkSession, tmp_path: Path) -> None:
    from pyspark.errors import PythonException  # noqa: PLC0415 as above

    frame = county("天津市", 2000).with_columns(
        household_status=pl.when(pl.int_range(2000) == 1234).then(pl.lit("贫困")).otherwise(pl.lit("低保"))
    )
    results = on_spark(read(spark, frame, tmp_path).coalesce(1))
    with pytest.raises(
        PythonException,
        match="分区 0 household_status: “贫困”不在允许值内，共 1 行：第 1,235 行（id 天津市-1-1234）",
    ):
        results.count() if results.rdd.isEmpty() else None


@pytest.mark.parametrize(("column", "told"), [
    ("houshold_status", "是否想写 household_status"), ("jurisdiction", "“x”没有收录政策文件，共 9 行"),
])  # fmt: skip
def test_what_can_be_seen_beforehand_is_told_at_once(
    spark: SparkSession, tmp_path: Path, column: str, told: str
) -> None:
    frame = county("天津市", 9).with_columns(pl.lit("x").alias(column))
    with pytest.raises(Faults, match=told):
        on_spark(read(spark, frame, tmp_path))


def test_the_example_of_the_page(tmp_path: Path) -> None:
    frame = county("天津市", 50).drop("jurisdiction", "as_of_date")
    frame.write_parquet(tmp_path / "children.parquet")
    example = re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert len(example) == 1
    (tmp_path / "example.py").write_text(example[0], "utf-8")
    subprocess.run([sys.executable, "example.py"], cwd=tmp_path, check=True)
    results = pl.read_parquet(tmp_path / "results/*.parquet")
    assert sorted(results["id"]) == sorted(frame["id"])
