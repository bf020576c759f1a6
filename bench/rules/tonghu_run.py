"""The rule set run by Tonghu's engine."""

import datetime as dt
from types import SimpleNamespace

import polars as pl
import rule_set
from data import BOOLS, Clock, asked, children, values

from tonghu.law.engine.law import _ordered
from tonghu.law.engine.polars_plan import Plan, column
from tonghu.law.language.rule import rules_of

FEN = 100


def main() -> None:
    n, months = asked()
    raw = pl.DataFrame(children(n))
    table = raw.with_columns(
        born=pl.col("birth").cast(pl.String).str.to_date("%Y%m%d"), income=(pl.col("income") * FEN).cast(pl.Int64),
        was_adopted=pl.col("adopted"),
    ).drop("birth", *(b for b in BOOLS if b == "adopted"))  # fmt: skip
    by_place = {key[0]: part for key, part in table.partition_by("jur", as_dict=True).items()}
    nodes = _ordered({name: rule.value for name, rule in rules_of(rule_set.__name__).items()})
    del raw, table
    clock = Clock()
    total = [0.0, 0, 0, 0]
    for month in range(1, months + 1):
        v = values(2026, month)
        for place, part in by_place.items():
            known = {"param_pcc": int(v["pcc"][place] * FEN), "param_dibao": int(v["dibao"][place] * FEN),
                     "param_months": v["taper"][place], "month_index": 2026 * 12 + month,
                     "param_adult_age": 18, "as_of_date": dt.date(2026, month, 1)}  # fmt: skip
            plan = Plan(
                SimpleNamespace(nodes=nodes, settings={}),
                known,
                ["total", "is_orphan", "second", "is_single"],
            )
            found = (
                plan.apply(part.lazy())
                .select(*(pl.col(column(w)).sum() for w in plan.wanted))
                .collect(engine="streaming")
                .row(0)
            )
            total = [x + y for x, y in zip(total, found, strict=True)]
    clock.report("Tonghu", [total[0] / FEN, *total[1:]])


if __name__ == "__main__":
    main()
