"""A list as a question: filters, order, columns. It can be kept under a name, and holds nothing personal but `find`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from tonghu.base.texts import Text
from tonghu.law.language.words import STATUS
from tonghu.register.reads.finding import KINDS, Find
from tonghu.register.reads.results import results

AGES: Mapping[str, tuple[int, int]] = {"0-2": (0, 3), "3-5": (3, 6), "6-11": (6, 12), "12-15": (12, 16),
                                       "16-17": (16, 18), "18-": (18, 200)}  # fmt: skip
ONLY: Mapping[str, Text] = {
    "open": Text("有未定事项", "with open questions"),
    "undelivered": Text("应享而未享", "owed and not receiving"),
    "stale": Text("一年未核实", "not verified for a year"),
    "adult": Text("180 天内满 18 周岁", "18 within 180 days"),
    "closed": Text("已结档", "closed files"),
}
DELIVERY: Mapping[str, Text] = {  # of the rule that is asked for
    "receiving": Text("已享受", "receiving"),
    "missing": Text("尚未享受", "not receiving"),
    "beyond": Text("已享受而不在应享之列", "receiving and not owed"),
}
STATUSES = tuple(name for name in STATUS if name != "no")
ORDERS = ("place", "name", "age", "amount", "open")
COLUMNS = (
    "name",
    "sex",
    "age",
    "birth",
    "place",
    "categories",
    "amount",
    "open",
    "delivery",
    "verified",
    "id",
)
USUAL = ("name", "sex", "age", "place", "categories", "amount", "open", "delivery", "verified", "id")


@dataclass(frozen=True, slots=True)
class Query:
    """What a list asks. Empty means any."""

    find: Find | None = None
    region: int = 0
    category: str = ""
    rule: str = ""
    status: str = ""
    age: str = ""
    sex: str = ""
    only: str = ""
    delivery: str = ""
    order: str = "place"
    falling: bool = False
    columns: tuple[str, ...] = USUAL

    @classmethod
    def read(cls, said: Mapping[str, Any], find: Find | None = None) -> Query:
        """Out of form fields or what was kept; what is not among the choices is left out."""
        known = results()

        def among(name: str, choices: Any) -> str:
            value = str(said.get(name) or "")
            return value if value in choices else ""

        region = str(said.get("region") or "")
        category = among("category", known)
        columns = tuple(c for c in COLUMNS if c == "name" or c in (said.get("columns") or ()))
        return cls(
            find=find or _found(said.get("find")),
            region=int(region) if region.isdecimal() and len(region) <= 12 else 0,
            category=category if category and known[category].kind == "category" else "",
            rule=among("rule", known), status=among("status", STATUSES), age=among("age", AGES),
            sex=among("sex", ("男", "女")), only=among("only", ONLY),
            delivery=among("delivery", DELIVERY), order=among("order", ORDERS) or "place",
            falling=str(said.get("falling") or "") in {"1", "True"}, columns=columns if len(columns) > 1 else USUAL,
        )  # fmt: skip

    def kept(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self) | {
            "columns": list(self.columns),
            "find": asdict(self.find) if self.find else None,
        }

    def anonymous(self) -> Query:
        """Without what was typed into the search box."""
        return replace(self, find=None)

    def in_use(self) -> list[str]:
        """The names of the filters that narrow the list; never their personal values."""
        told = [
            name
            for name in ("region", "category", "rule", "status", "age", "sex", "only", "delivery")
            if getattr(self, name)
        ]
        return told + ([f"find.{self.find.kind}"] if self.find else [])

    def without_hidden(self, visible: frozenset[str]) -> Query:
        """Without filters by results that somebody may not choose: nothing can be learnt from what is left."""
        return replace(
            self,
            category=self.category if self.category in visible else "",
            rule=self.rule if self.rule in visible else "",
            status=self.status if self.rule in visible or not self.rule else "",
        )


def _found(kept: Any) -> Find | None:
    if isinstance(kept, Mapping) and kept.get("kind") in KINDS:
        return Find(str(kept["kind"]), str(kept.get("key", "")), str(kept.get("shown", "")))
    return None
