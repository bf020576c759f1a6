"""What the summary of a table counts while its slices go by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import polars as pl

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import rulebook
from tonghu.web.commands.output import table

COUNTED = (("owed", ["yes"]), ("waiting", ["candidate", "choice"]), ("unknown", ["unknown"]))
HEAD = (
    Text("项目", "item"),
    Text("应享", "owed"),
    Text("待认定或选择", "candidate or choice"),
    Text("还不能确定", "unknown"),
    Text("元", "yuan"),
)


class TableTally:
    """Children by category and benefit: owed, waiting for another body or a choice, unknown; yuan owed."""

    def __init__(self, columns: Iterable[str]) -> None:
        every = list(columns)
        self._names = [n for n in every if n.startswith(("category.", "benefit.")) and n.count(".") == 1]
        self._sums = [
            pl.col(name).is_in(statuses).sum().alias(f"{name}:{what}")
            for name in self._names
            for what, statuses in COUNTED
        ]
        self._sums += [
            pl.col(f"{name}.amount").filter(pl.col(name) == "yes").sum().alias(f"{name}:yuan")
            for name in self._names
            if f"{name}.amount" in every
        ]
        self._totals: Counter[str] = Counter()
        self._yuan: dict[str, Decimal] = {}
        self._binding = True
        self.rows = 0

    def add(self, results: pl.DataFrame) -> None:
        """Count a slice of results."""
        self.rows += results.height
        self._binding = self._binding and bool(results["binding"].all())
        for name, value in results.select(self._sums).row(0, named=True).items():
            if name.endswith(":yuan"):
                self._yuan[name] = self._yuan.get(name, Decimal(0)) + value
            else:
                self._totals[name] += value

    def told(self, lang: Lang) -> str:
        """The summary as a table."""
        rows = [
            (_label(n, lang), *(f"{self._totals[f'{n}:{what}']:,}" for what, _ in COUNTED), self._money(n))
            for n in self._names
        ]
        lines = [
            table(rows, [head.in_(lang) for head in HEAD]), "",
            Text(f"共 {self.rows:,} 行", f"{self.rows:,} rows").in_(lang),
        ]  # fmt: skip
        if not self._binding:
            zh = "仅供测算：有的行所依据的文件是征求意见稿，或施行日未确认，不能据此发放"
            en = "simulation only: for some rows a draft, or a text whose first day is not confirmed"
            lines.append(Text(zh, en).in_(lang))
        return "\n".join(lines)

    def _money(self, name: str) -> str:
        amount = self._yuan.get(f"{name}:yuan")
        return f"{amount:,.2f}".removesuffix(".00") if amount else ""


def _label(column: str, lang: Lang) -> str:
    kind, _, name = column.partition(".")
    for rule in rulebook().rules.values():
        if rule.kind == kind and name in (rule.public, rule.name):
            return rule.label(lang).partition("{")[0].strip() + (f"（{rule.unit}）" if rule.unit else "")
    return column
