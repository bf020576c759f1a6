"""What is missing, as things to do: look at the family's papers, ask on a visit, ask a department."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import rulebook
from tonghu.law.language.words import SUPPLIERS, fact_label, plain, word
from tonghu.web.account.wording import several
from tonghu.web.file.recordable import recordable
from tonghu.web.file.tokens import token_of_fact

MOST = 8
ACTS = {
    "evidence": Text("请家庭出示材料", "Ask the family for papers"),
    "visit": Text("走访时询问", "Ask on a visit"),
    "county": Text("由县里规定", "The county sets it"),
}


@dataclass(slots=True)
class Wanted:
    """One fact that is wanted: what it would decide, and the form that records it."""

    label: str
    decides: str
    token: str


@dataclass(slots=True)
class Action:
    """One way to find out, with what can be asked at once."""

    supplier: str
    text: str
    wanted: list[Wanted] = field(default_factory=list)

    @property
    def tokens(self) -> str:
        """For the address of one form for all of them."""
        return ",".join(one.token for one in self.wanted if one.token)


def actions(answer: Mapping[str, Any], lang: Lang) -> list[Action]:
    """What is missing, by whom it is got with the least trouble for the family; the weightiest first."""
    by_supplier: dict[str, Action] = {}
    counted: dict[str, int] = defaultdict(int)
    for row in answer["missing"]:
        supplier = (row["supplier"] or ["visit"])[0]
        action = by_supplier.setdefault(supplier, Action(supplier, _act(supplier, lang)))
        counted[supplier] += 1
        if counted[supplier] <= MOST:
            action.wanted.append(
                Wanted(fact_label(row["fact"], lang), _decides(row, lang), _token(row["fact"]))
            )
    return list(by_supplier.values())


def _act(supplier: str, lang: Lang) -> str:
    if supplier in ACTS:
        return ACTS[supplier].in_(lang)
    who = word(SUPPLIERS, supplier, lang)
    return Text(f"请{who}部门核查", f"Request from {who}").in_(lang)


def _decides(row: Mapping[str, Any], lang: Lang) -> str:
    names = [plain(rulebook().rules[rule].label(lang)) for rule in row["decides"] if rule in rulebook().rules]
    return several(names, lang, 3)


def _token(fact: str) -> str:
    whom, _, name = fact.rpartition(".")
    found = recordable(name)
    return token_of_fact(whom if whom in found else found[0], name) if found else ""
