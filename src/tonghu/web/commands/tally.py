"""The summary of a determined workbook: who they are, what is owed, what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import UNITS, word
from tonghu.law.places.load import Place
from tonghu.register.workbook import Row, Summary
from tonghu.web.account import granted
from tonghu.web.account.wording import bracketed
from tonghu.web.commands.output import table


class Tally:
    """What the summary counts while the rows go by."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.categories: Counter[str] = Counter()
        self.money: Counter[str] = Counter()
        self.open_amounts: Counter[str] = Counter()
        self.yuan: Counter[str] = Counter()
        self.with_service = self.for_people = 0
        self.binding = True

    def watch(self, answered: Iterable[tuple[Row, Any]]) -> Iterator[tuple[Row, Any]]:
        """Pass rows on and count."""
        for row, answer in answered:
            if answer and "error" not in answer:
                self._count(answer)
            yield row, answer

    def _count(self, answer: Mapping[str, Any]) -> None:
        self.binding = self.binding and answer["binding"]
        for category in answer["categories"]:
            self.categories[category["name"]] += category["status"] == "yes"
        for item in granted(answer["benefits"]):
            name = item["name"] + bracketed(word(UNITS, item["unit"], self.lang), self.lang)
            self.money[name] += 1
            self.yuan[name] += item["amount"] or 0
            self.open_amounts[name] += item["amount"] is None
        self.with_service += bool(granted(answer["entitlements"]))
        self.for_people += bool(answer["undetermined"])

    def told(self, place: Place, done: Summary, title: str) -> str:
        """The summary: a table and what to do next."""
        return "\n".join([table(self._rows(), self._head(title)), "", *self._lines(place, done)])

    def _head(self, title: str) -> tuple[str, ...]:
        words = (Text("人数", "children"), Text("金额未定", "amount open"), Text("元", "yuan"))
        return (title, *(word.in_(self.lang) for word in words))

    def _rows(self) -> list[tuple[str, ...]]:
        people = [(name, f"{count:,}", "", "") for name, count in self.categories.items() if count]
        service = Text("可享一项以上服务", "owed one service or more").in_(self.lang)
        owed = [
            (name, f"{count:,}", f"{self.open_amounts[name]:,}", f"{self.yuan[name]:,.0f}")
            for name, count in self.money.items()
        ]
        return [*people, *owed, (service, f"{self.with_service:,}", "", "")]

    def _lines(self, place: Place, done: Summary) -> Iterator[str]:
        zh = (
            f"孩子 {done.children:,} 名：已计算 {done.answered:,}，未能读取 {done.unanswered:,}（见第三张表）"
        )
        en = f"{done.children:,} children: {done.answered:,} answered, {done.unanswered:,} not read (third sheet)"
        yield Text(
            f"{zh}；需人判断 {self.for_people:,}；另跳过 {done.skipped:,} 行（合计、签名）",
            f"{en}; {self.for_people:,} need a person; {done.skipped:,} other rows skipped (totals, signatures)",
        ).in_(self.lang)
        if self.open_amounts.total():
            ask = f"tonghu law unset --place {place.name}"
            yield Text(
                f"金额未定的，多因本地数值未设：{ask}", f"open amounts mostly wait for values: {ask}"
            ).in_(self.lang)
        if not self.binding:
            yield Text(
                "仅供测算：文件是征求意见稿，或施行日未确认，不能据此发放",
                "simulation only: a draft, or a text whose first day is not confirmed; not payable",
            ).in_(self.lang)
