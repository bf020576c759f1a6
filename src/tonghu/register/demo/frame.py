"""The demo county as a table of facts, for a million children at a time.

Drawing each child alone takes a minute for a million. So each axis of circumstances draws a stock of some thousand
sketches, with every circumstance in it, and the table takes rows from the stocks by the rates. The dates of half of
the rows are moved back by up to two months, so that the rows differ and the edges (a birthday today) stay.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import accumulate
from random import Random

import polars as pl

from tonghu.law.language.facts import FactType, vocabulary
from tonghu.register.demo.circumstances import AXES, Circumstance, circumstances
from tonghu.register.demo.county import DEMO_DAY, DEMO_PLACE, Mix, draw_for, fill, tidy
from tonghu.register.demo.sketch import Draw, Sketch

STOCK = 150  # sketches of one circumstance
STOCK_OF_REST = 2000  # sketches of the circumstance that nearly everyone is in
MOVED = 60  # days by which dates may be moved back

_TYPES: dict[str, pl.DataType] = {
    "bool": pl.Boolean(),
    "int": pl.Int64(),
    "number": pl.Float64(),
    "percent": pl.Float64(),
    "money": pl.Decimal(18, 2),
    "date": pl.Date(),
    "datetime": pl.Datetime("us"),
    "list": pl.List(pl.String()),
}
_PARENTS = ("father", "mother")


def facts_frame(
    n: int, seed: int = 1, as_of: date = DEMO_DAY, jurisdiction: str = DEMO_PLACE, mix: Mix = "rates"
) -> pl.DataFrame:
    """The facts of n invented children, one row each; the same table for the same arguments.

    Facts of the child and the household stand under their names, those of a parent as `father.<fact>` and
    `mother.<fact>`. Enums and texts are String, lists List(String), money Decimal in yuan, days Date, unknown is null:
    the columns that `tonghu determine` reads from a Parquet file.
    A fact that no circumstance knows has no column: it is unknown for everyone. With the mix "all" every
    circumstance of an axis is as likely as any other. Raises ValueError for a place that has no invented county.
    """
    d = draw_for(seed, as_of, jurisdiction)
    parts = [_axis(axis, n, d, mix) for axis in AXES]
    columns: dict[str, list[pl.Series]] = {}
    for part in parts:
        for series in part:
            columns.setdefault(series.name, []).insert(0, series)
    frame = pl.DataFrame([_first_known(stacked) for stacked in columns.values()])
    return frame.with_columns(_not_before_birth(name) for name in frame.columns if _is_day_of_child(name))


def _axis(axis: str, n: int, d: Draw, mix: Mix) -> pl.DataFrame:
    """n rows of one axis."""
    rows: list[dict[str, object]] = []
    weights: list[float] = []
    for place, circumstance in enumerate(circumstances()[axis]):
        share = circumstance.rate if mix == "rates" else 1.0
        if share > 0:
            stock = STOCK if place else STOCK_OF_REST
            rows += [_row(circumstance, d) for _ in range(stock)]
            weights += [share / stock] * stock
    stock_frame = pl.DataFrame(rows, schema=_schema(rows), orient="row")
    taken = d.random.choices(range(len(rows)), cum_weights=list(accumulate(weights)), k=n)
    return _move(stock_frame[pl.Series(taken, dtype=pl.UInt32)], d.random)


def _row(circumstance: Circumstance, d: Draw) -> dict[str, object]:
    sketch = Sketch()
    fill(sketch, circumstance, d)
    tidy(sketch, d, forget=circumstance.rate > 0)
    return {
        f"{role}.{name}" if role in _PARENTS else name: _stored(vocabulary()[name], value)
        for role, facts in sketch.parts.items()
        for name, value in facts.items()
    }


def _stored(fact: FactType, value: object) -> object:
    return Decimal(repr(value)) if fact.type == "money" else value


def _schema(rows: Iterable[dict[str, object]]) -> dict[str, pl.DataType]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: _TYPES.get(_fact(name).type, pl.String()) for name in names}


def _fact(column: str) -> FactType:
    return vocabulary()[column.rpartition(".")[2]]


def _move(frame: pl.DataFrame, random: Random) -> pl.DataFrame:
    """Move the dates of half of the rows back, all of one row by as many days."""
    days = [name for name, dtype in frame.schema.items() if dtype == pl.Date]
    if not days or frame.is_empty():
        return frame
    steps = pl.Series(random.choices([0] * MOVED + list(range(1, MOVED + 1)), k=len(frame)), dtype=pl.Int64)
    return frame.with_columns(pl.col(days) - pl.duration(days=pl.lit(steps)))


def _first_known(stacked: list[pl.Series]) -> pl.Series:
    """What the last axis says, else the one before it: as in a single sketch."""
    known, *others = stacked
    for other in others:
        known = known.zip_with(known.is_not_null(), other)
    return known


def _is_day_of_child(name: str) -> bool:
    fact = _fact(name)
    return fact.type == "date" and fact.about == "child" and name != "birth_date"


def _not_before_birth(name: str) -> pl.Expr:
    return pl.when(pl.col(name) < pl.col("birth_date")).then("birth_date").otherwise(name).alias(name)
