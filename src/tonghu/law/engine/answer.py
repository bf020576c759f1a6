"""The answer of the contract, read off one run of the law."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tonghu.base.money import yuan_from_fen
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.amounts import arithmetic, bounds
from tonghu.law.engine.case import Case
from tonghu.law.engine.law import Law
from tonghu.law.engine.outcomes import Outcome, outcomes
from tonghu.law.engine.reasons import Reading
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import switches
from tonghu.law.language.words import fact_label, listed, with_unit

# how much an open outcome weighs when the missing facts are put in order
WEIGHT = {"category": 8, "benefit": 8, "exit": 6, "block": 6, "question": 4, "entitlement": 1}
CATEGORIES = (
    "orphan",
    "unattended",
    "disabled",
    "poor_family",
    "migrant",
    "left_behind",
)  # the order of hz-o0-1
CANDIDATE = {True: "candidate", False: "no", None: "unknown"}
CERTAIN = {True: "yes", False: "no", None: "unknown"}
UNIT_FACTS = ("village", "township", "school", "staff", "institution", "facility", "county")


def _place_of(category: dict[str, Any]) -> int:
    return CATEGORIES.index(category["id"]) if category["id"] in CATEGORIES else len(CATEGORIES)


def clause_text(law: Law, clause: str, lang: Lang = "zh") -> dict[str, Any]:
    """Document, article and words of a provision; `quoted` false where they are ours and not those of the text."""
    provision = law.provisions[clause]
    document = next(d for d in law.documents if d.id == provision.document)
    gist = provision.row.get("gist_en") if document.background and lang == "en" else None
    return {"document": document.name, "title": document.title, "article": provision.article, "text": gist or provision.quote,
            "quoted": not document.background, "status": document.status, "verified": provision.verified}  # fmt: skip


class Answer:
    """One answer, part by part; what is missing and what is leaned on gather while the parts are read."""

    def __init__(self, reading: Reading, facts: dict[str, Any], case: Case, lang: Lang) -> None:
        self.reading, self.facts, self.case, self.lang = reading, facts, case, lang
        self.law, self.values = reading.law, reading.values
        self._outcomes = outcomes(reading.law.frame)
        self._decides: dict[str, dict[str, int]] = defaultdict(dict)
        self._leaned_on: list[int] = []

    def as_dict(self) -> dict[str, Any]:
        """The mapping of the contract (without next_change and replay)."""
        benefits, alternatives = self._benefits()
        parts = {
            "id": self.case.id,
            "jurisdiction": {"code": self.law.place.code, "name": self.law.place.label(self.lang)},
            "as_of_date": self.law.day,
            "binding": self.law.binding,
            "categories": sorted((self._category(o) for o in self._of("category")), key=_place_of),
            "benefits": benefits,
            "alternatives": alternatives,
            "entitlements": [self._entitlement(o) for o in self._of("entitlement")],
            "exits": [self._exit(o) for o in self._true("exit")],
            "blocked": [self._blocked(o) for o in self._true("block")],
            "tasks": [self._task(o) for o in (*self._true("duty"), *self._true("indicator"))],
        }
        parts["undetermined"] = self._undetermined(benefits)
        parts["missing"] = self._missing()
        parts["questions"] = sorted(self.reading.questions(self._leaned_on) | self._of_documents())
        parts["proposals"] = self._proposals()
        return parts

    def _of(self, kind: str) -> tuple[Outcome, ...]:
        return self._outcomes.get(kind, ())

    def _true(self, kind: str) -> list[Outcome]:
        return [o for o in self._of(kind) if self.values[o.root] is True]

    def _part(self, outcome: Outcome, part: str) -> Any:
        slot = outcome.parts.get(part)
        return None if slot is None else self.values[slot]

    def _status(self, outcome: Outcome) -> str:
        if self.values[outcome.firm] is True:
            return "yes"
        return CANDIDATE[self.values[outcome.root]]

    def _answering(self, outcome: Outcome) -> list[tuple[int, tuple[str, ...]]]:
        """The grounds that answer for a result; where two open ones settle it together, both (`engine.complete`)."""
        value, values = self.values[outcome.root], self.values
        found = [ground for ground in outcome.grounds if values[ground[0]] is value]
        return found or [ground for ground in outcome.grounds if values[ground[0]] is None]

    def _clauses(self, outcome: Outcome) -> list[str]:
        """Provisions of the grounds that answer for the result."""
        return list(dict.fromkeys(c for _, clauses in self._answering(outcome) for c in clauses))

    def _with_conditions(self, outcome: Outcome) -> list[str]:
        """And of the conditions on the way (the kinds of circumstances a parent is in)."""
        if self.values[outcome.root] is False:
            return self._clauses(outcome)
        grounds = [slot for slot, _ in self._answering(outcome)]
        return list(dict.fromkeys([*self._clauses(outcome), *self._cited(grounds)]))

    def _cited(self, roots: list[int]) -> list[str]:
        """Provisions that speak of conditions and quantities on the way to some values."""
        cited, rank = self.law.frame.cited, self.law.frame.rank
        found = {p.id for name in self.reading.conditions(roots) for p in cited.get(name, ())}
        return sorted(found, key=rank.__getitem__)

    def _ask(self, name: str, facts: Iterable[str], kind: str) -> list[str]:
        listed = list(dict.fromkeys(facts))
        for fact in listed:
            self._decides[fact][name] = WEIGHT[kind]
        return listed

    def _unset(self, names: Iterable[str]) -> list[str]:
        return [n for n in names if self.facts.get(n) is None]

    def _category(self, outcome: Outcome) -> dict[str, Any]:
        rule, value = outcome.rule, self.values[outcome.root]
        missing = (
            self._ask(rule.name, self.reading.missing(outcome.root), "category") if value is None else []
        )
        self._leaned_on.append(outcome.root)
        return {"id": rule.public or rule.name, "rule": rule.name, "name": rule.label(self.lang), "status": CERTAIN[value],
                "clauses": self._with_conditions(outcome), "missing": missing}  # fmt: skip

    def _benefits(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        paid: list[dict[str, Any]] = []
        others: list[dict[str, Any]] = []
        for outcome in self._of("benefit"):
            item = self._benefit(outcome)
            aside = False
            if item["status"] in ("yes", "candidate"):
                aside = self._part(outcome, "outdone") is True or self._part(outcome, "passed_over") is True
                waits = self._part(outcome, "awaits_choice") is True
                if aside or waits:
                    item["status"] = "choice"
                    self._leaned_on += [
                        outcome.parts[p] for p in ("outdone", "awaits_choice") if p in outcome.parts
                    ]
            (others if aside else paid).append(item)
        return paid, others

    def _benefit(self, outcome: Outcome) -> dict[str, Any]:
        rule, status = outcome.rule, self._status(outcome)
        missing = self.reading.missing(outcome.root) if status == "unknown" else []
        item: dict[str, Any] = {
            "id": rule.name, "name": self._named(rule.label(self.lang)), "status": status, "amount": None,
            "amount_min": None, "amount_max": None, "unit": rule.unit, "from": None, "until": None,
            "clauses": self._clauses(outcome), "arithmetic": "", "missing": missing,
        }  # fmt: skip
        self._leaned_on.append(outcome.root)
        if status in ("yes", "candidate"):
            self._money(outcome, item)
            missing += self._unset(rule.needs)
            if rule.group and self.facts.get("hukou_division"):
                item["payer"] = self.facts["hukou_division"]
        item["missing"] = self._ask(rule.name, missing, "benefit")
        if rule.estimate and status == "yes":
            item["estimate"] = True
        return item

    def _money(self, outcome: Outcome, item: dict[str, Any]) -> None:
        """Amount, bounds, days and arithmetic of a benefit that is due."""
        item["from"], item["until"] = self._part(outcome, "start"), self._part(outcome, "until")
        settled = [
            p for p in ("amount", "until", "start") if self._part(outcome, p) is not None or p == "amount"
        ]
        self._leaned_on += [outcome.parts[p] for p in settled if p in outcome.parts]
        if "amount" in outcome.parts:
            item["clauses"] = list(dict.fromkeys([*item["clauses"], *self._cited([outcome.parts["amount"]])]))
        if "until" in outcome.parts and item["until"] is None:
            item["missing"] += self.reading.missing(outcome.parts["until"])
        if "amount" in outcome.parts:
            self._settle(item, outcome.parts["amount"])

    def _settle(self, item: dict[str, Any], slot: int) -> None:
        fen, node = self.values[slot], self.reading.program.order[slot]
        if fen is None:
            low, high = bounds(self.reading, node)
            item["missing"] += self.reading.missing(slot)
            if low:
                item["amount_min"] = yuan_from_fen(low)
            if high is not None and low != high:
                item["amount_max"] = yuan_from_fen(high)
            return
        item["amount"] = item["amount_min"] = item["amount_max"] = yuan_from_fen(fen)
        item["arithmetic"] = arithmetic(self.reading, node, self.lang)

    def _entitlement(self, outcome: Outcome) -> dict[str, Any]:
        rule, status = outcome.rule, self._status(outcome)
        missing: list[str] = []
        if status == "unknown":
            missing = self.reading.missing(outcome.root, gates=True)
        else:
            self._leaned_on.append(outcome.root)
            if status != "no":
                missing = self._unset(rule.needs)
        self._ask(rule.name, missing, "entitlement")
        return {"id": rule.name, "name": self._named(rule.label(self.lang)), "system": rule.system, "status": status,
                "clauses": self._clauses(outcome), "departments": list(outcome.departments), "missing": missing}  # fmt: skip

    def _exit(self, outcome: Outcome) -> dict[str, Any]:
        self._leaned_on += [outcome.root, outcome.parts["until"]]
        clauses = self._clauses(outcome)
        return {"id": outcome.rule.name, "ground": outcome.rule.label(self.lang), "benefit": self._ended(outcome),
                "effective": self._part(outcome, "until"), "clause": clauses[0], "clauses": clauses}  # fmt: skip

    def _ended(self, outcome: Outcome) -> str | None:
        """The name of the benefit that this exit ends."""
        adopted = (
            outcome.rule.name == "exit_adopted"
        )  # where the record of before may be all that says orphan
        of_orphan = self.reading.named("was_orphan") is True or (
            adopted and self.reading.named("was_unattended") is not True
        )
        ended = outcome.rule.ends or ("orphan_allowance" if of_orphan else "unattended_allowance")
        active = self.law.active.get(ended)
        return active.rule.label(self.lang) if active else None

    def _blocked(self, outcome: Outcome) -> dict[str, Any]:
        rule, clauses = outcome.rule, self._clauses(outcome)
        self._leaned_on.append(outcome.root)
        needs = self._ask(rule.name, self._unset(rule.needs), "block")
        return {"id": rule.name, "action": rule.label(self.lang), "clause": clauses[0], "clauses": clauses,
                "until_fact": next(iter((*needs, *rule.needs)), None)}  # fmt: skip

    def _task(self, outcome: Outcome) -> dict[str, Any]:
        rule, clauses = outcome.rule, self._clauses(outcome)
        task = {"id": rule.name, "name": self._named(rule.label(self.lang)), "clause": clauses[0], "clauses": clauses,
                "seat": rule.seat, "due": self._part(outcome, "until")}  # fmt: skip
        figure = self._part(outcome, "value")
        return task if figure is None else {**task, "figure": _figure(figure, rule.unit, self.lang)}

    def _undetermined(self, benefits: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = [] if any(not d.background for d in self.law.documents) else [self._no_text()]
        for outcome in self._of("question"):
            value = self.values[outcome.root]
            if value is True:
                found.append(self._open(outcome))
            elif value is None and outcome.rule.needs:
                facts = [*self.reading.missing(outcome.root), *self._unset(outcome.rule.needs)]
                self._ask(outcome.rule.name, facts, "question")
        return found + [unset for item in benefits if (unset := self._value_unset(item))]

    def _no_text(self) -> dict[str, Any]:
        """On a day before the documents no rule of theirs is there; that is no refusal."""
        place, day = self.law.place.label(self.lang), self.law.day
        what = Text(f"{day}，{place}的文件尚未施行", f"no text of {place} is in force on {day}")
        why = Text("更早的文件没有收录", "earlier texts are not held")
        ask = Text("当时执行的是哪份文件？", "Which text applied then?")
        return {
            "what": what.in_(self.lang),
            "why": why.in_(self.lang),
            "question": ask.in_(self.lang),
            "clauses": [],
        }

    def _open(self, outcome: Outcome) -> dict[str, Any]:
        rule, clauses = outcome.rule, self._clauses(outcome)
        self._leaned_on.append(outcome.root)
        self._ask(rule.name, self._unset(rule.needs), "question")
        asked = sorted(self.reading.questions([outcome.root]))
        words = (
            f"条文：{self.law.provisions[clauses[0]].quote}"
            if self.lang == "zh"
            else rule.doc.split("\n", 1)[0]
        )
        return {"what": rule.label(self.lang), "why": words, "clauses": clauses,
                "question": " ".join(filter(None, (switches()[a].ask(self.lang) for a in asked)))}  # fmt: skip

    def _value_unset(self, item: dict[str, Any]) -> dict[str, Any] | None:
        """A benefit that only an unset value of the place keeps open."""
        open_ = item["status"] == "unknown" or (
            item["status"] in ("yes", "candidate") and item["amount"] is None
        )
        params = [m for m in item["missing"] if m.startswith("param_")]
        if not open_ or not params or len(params) != len(item["missing"]):
            return None
        labels = listed((vocabulary()[p].label(self.lang) for p in params), self.lang)
        zh = self.lang == "zh"
        return {"what": item["name"], "why": f"本地未设：{labels}" if zh else f"not set here: {labels}",
                "question": f"{labels}是多少，依据哪份文件？" if zh else f"What is it ({labels}), and by which document?",
                "clauses": item["clauses"]}  # fmt: skip

    def _missing(self) -> list[dict[str, Any]]:
        rows = []
        for name, decided in self._decides.items():
            entry = vocabulary()[name.split(".")[-1]]
            if entry.about in UNIT_FACTS:
                continue
            rows.append((-sum(decided.values()), name, decided, entry))
        rows.sort(key=lambda row: row[:2])
        return [{"fact": name, "name": fact_label(name, self.lang), "decides": list(decided), "supplier": list(entry.suppliers)}
                for _, name, decided, entry in rows]  # fmt: skip

    def _of_documents(self) -> set[str]:
        """A draft is simulation only (A01); a text without its first day is not confirmed (A02)."""
        own = [d for d in self.law.documents if d in self.law.place.documents]
        draft = {"A01"} if any(d.status == "draft" for d in own) else set()
        undated = not self.law.binding and not draft and bool(own)
        return draft | ({"A02"} if undated else set())

    def _proposals(self) -> list[dict[str, Any]]:
        """Unverified values that would matter here: shown with their source, never used until the county adopts them."""
        return [{"fact": name, "name": vocabulary()[name].label(self.lang), "value": standing.entry.value,
                 "unit": standing.entry.unit, "source": standing.entry.basis}
                for name, standing in self.law.values.items() if not standing.decides and name in self._decides]  # fmt: skip

    def _named(self, label: str) -> str:
        """Put facts into a label such as 临时救助（急难发生地 {emergency_location}）."""
        if "{" not in label:
            return label
        return re.sub(
            r"\s*\{(\w+)\}", lambda m: f" {self.facts[m[1]]}" if self.facts.get(m[1]) else "", label
        )


def _figure(value: Any, unit: str, lang: Lang) -> str:
    if unit == "%":
        return f"{value / 100:g}%"
    return with_unit(yuan_from_fen(value) if unit.startswith("元") else value, unit, lang)
