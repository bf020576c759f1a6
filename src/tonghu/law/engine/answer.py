"""The answer of the contract, read off one run of the law."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from tonghu.base.money import yuan_from_fen
from tonghu.base.texts import Lang
from tonghu.law.engine.amounts import arithmetic, bounds
from tonghu.law.engine.case import Case
from tonghu.law.engine.law import Active, Law
from tonghu.law.engine.reasons import Reading
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import switches

# how much an open outcome weighs when the missing facts are put in order
WEIGHT = {"category": 8, "benefit": 8, "exit": 6, "block": 6, "question": 4, "entitlement": 1}
UNIT_FACTS = ("village", "township", "school", "staff", "institution", "facility", "county")


def clause_text(law: Law, clause: str) -> dict[str, Any]:
    """Document, article and words of a provision."""
    provision = law.provisions[clause]
    document = next(d for d in law.documents if d.id == provision.document)
    return {"document": document.name, "title": document.title, "article": provision.article, "text": provision.quote,
            "status": document.status, "verified": provision.verified}  # fmt: skip


class Answer:
    """One answer, part by part; `missing` and `questions` gather while the parts are read."""

    def __init__(self, reading: Reading, facts: dict[str, Any], case: Case, lang: Lang) -> None:
        self.reading, self.facts, self.case, self.lang = reading, facts, case, lang
        self.law = reading.law
        self._decides: dict[str, dict[str, int]] = defaultdict(dict)
        self._leaned_on: list[Expr] = []

    def as_dict(self) -> dict[str, Any]:
        """The mapping of the contract (without next_change and replay)."""
        benefits, alternatives = self._benefits()
        parts = {
            "id": self.case.id,
            "jurisdiction": {"code": self.law.place.code, "name": self.law.place.label(self.lang)},
            "as_of_date": self.law.day,
            "binding": self.law.binding,
            "categories": [self._category(e) for e in self.law.of_kind("category")],
            "benefits": benefits,
            "alternatives": alternatives,
            "entitlements": [i for e in self.law.of_kind("entitlement") if (i := self._entitlement(e))],
            "exits": [self._exit(e) for e in self.law.of_kind("exit") if self._true(e)],
            "blocked": [self._blocked(e) for e in self.law.of_kind("block") if self._true(e)],
            "tasks": [self._task(e) for e in self.law.of_kind("duty", "indicator") if self._true(e)],
        }
        parts["undetermined"] = self._undetermined(benefits)
        parts["missing"] = self._missing()
        parts["questions"] = sorted(self.reading.questions(self._leaned_on))
        parts["proposals"] = self._proposals()
        return parts

    def _value(self, entry: Active) -> Any:
        return self.reading.named(entry.rule.name)

    def _true(self, entry: Active) -> bool:
        return self._value(entry) is True

    def _root(self, entry: Active) -> Expr:
        return self.law.nodes[entry.rule.name]

    def _status(self, entry: Active) -> str:
        if self.reading.named(f"{entry.rule.name}.firm") is True:
            return "yes"
        return {True: "candidate", False: "no", None: "unknown"}[self._value(entry)]

    def _clauses(self, entry: Active, *, conditions: bool = False) -> list[str]:
        """Provisions of the grounds that answer for the result, and of the conditions on the way."""
        value = self._value(entry)
        grounds = [g for g in entry.grounds if self.reading.named(f"{entry.rule.name}.{g}") is value]
        found = [p.id for g in grounds for p in entry.grounds[g]]
        if conditions and value is not False:
            roots = [entry.rule.limbs[g] for g in grounds]
            for name in self.reading.conditions(self.law.nodes[f"{entry.rule.name}.{g}"] for g in grounds) if roots else []:
                found += [p.id for p in self.law.frame.cited.get(name, ())]
        return list(dict.fromkeys(found))

    def _ask(self, name: str, facts: Iterable[str], kind: str) -> list[str]:
        listed = list(dict.fromkeys(facts))
        for fact in listed:
            self._decides[fact][name] = WEIGHT[kind]
        return listed

    def _lean_on(self, *roots: Expr) -> None:
        self._leaned_on += roots

    def _category(self, entry: Active) -> dict[str, Any]:
        rule, root = entry.rule, self._root(entry)
        value = self._value(entry)
        missing = self._ask(rule.name, self.reading.missing(root), "category") if value is None else []
        self._lean_on(root)
        return {"id": rule.id or rule.name, "rule": rule.name, "name": rule.label(self.lang),
                "status": {True: "yes", False: "no", None: "unknown"}[value],
                "clauses": self._clauses(entry, conditions=True), "missing": missing}  # fmt: skip

    def _benefits(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        paid, others = [], []
        for entry in self.law.of_kind("benefit"):
            item = self._benefit(entry)
            name = entry.rule.name
            granted = item["status"] in ("yes", "candidate")
            if granted and self.reading.named(f"{name}.awaits_choice") is True:
                self._lean_on(self.law.nodes[f"{name}.awaits_choice"])
                item["status"] = "choice"
            aside = self.reading.named(f"{name}.outdone") is True or self.reading.named(f"{name}.passed_over") is True
            if granted and aside:
                self._lean_on(*(self.law.nodes[k] for k in (f"{name}.outdone",) if k in self.law.nodes))
                item["status"] = "choice"
            (others if granted and aside else paid).append(item)
        return paid, others

    def _benefit(self, entry: Active) -> dict[str, Any]:
        rule, name = entry.rule, entry.rule.name
        status = self._status(entry)
        roots = [self._root(entry)]
        missing = self.reading.missing(roots[0]) if status == "unknown" else []
        item: dict[str, Any] = {
            "id": name, "name": self._named(rule.label(self.lang)), "status": status, "amount": None,
            "amount_min": None, "amount_max": None, "unit": rule.unit, "from": None, "until": None,
            "clauses": self._clauses(entry), "arithmetic": "", "missing": missing,
        }  # fmt: skip
        if status in ("yes", "candidate", "unknown"):
            roots += self._money(entry, item, status)
        if status in ("yes", "candidate"):
            missing += [n for n in rule.needs if self.facts.get(n) is None]
            if rule.group and self.facts.get("hukou_division"):
                item["payer"] = self.facts["hukou_division"]
        item["missing"] = self._ask(name, missing, "benefit")
        if rule.estimate and status == "yes":
            item["estimate"] = True
        self._lean_on(*roots)
        return item

    def _money(self, entry: Active, item: dict[str, Any], status: str) -> list[Expr]:
        """Amount, bounds, days and arithmetic of a benefit; gives the roots that they rest on."""
        name = entry.rule.name
        amount = self.law.nodes.get(f"{name}.amount")
        used: list[Expr] = []
        if amount is not None and status != "unknown":
            used.append(amount)
            self._settle(item, amount)
        for part, key in (("until", "until"), ("start", "from")):
            node = self.law.nodes.get(f"{name}.{part}")
            if node is not None and status != "unknown":
                item[key] = self.reading.of(node)
                if part == "until":
                    used.append(node)
                    item["missing"] += self.reading.missing(node) if item[key] is None else []
        return used

    def _settle(self, item: dict[str, Any], amount: Expr) -> None:
        fen = self.reading.of(amount)
        low, high = bounds(self.reading, amount)
        if fen is None:
            item["missing"] += self.reading.missing(amount)
            if low:
                item["amount_min"] = yuan_from_fen(low)
            if high is not None and low != high:
                item["amount_max"] = yuan_from_fen(high)
            return
        item["amount"] = item["amount_min"] = item["amount_max"] = yuan_from_fen(fen)
        item["arithmetic"] = arithmetic(self.reading, amount, self.lang)

    def _entitlement(self, entry: Active) -> dict[str, Any] | None:
        rule, root = entry.rule, self._root(entry)
        status = self._status(entry)
        granted = status in ("yes", "candidate")
        missing = self.reading.missing(root, gates=True) if status == "unknown" else []
        if granted:
            missing += [n for n in rule.needs if self.facts.get(n) is None]
        if status != "unknown":
            self._lean_on(root)
        self._ask(rule.name, missing, "entitlement")
        return {"id": rule.name, "name": self._named(rule.label(self.lang)), "system": rule.system, "status": status,
                "clauses": self._clauses(entry), "departments": self._departments(entry), "missing": missing}  # fmt: skip

    def _departments(self, entry: Active) -> list[str]:
        provisions = [p for by in entry.grounds.values() for p in by]
        return list(dict.fromkeys(d for p in provisions for d in p.row.get("departments") or ()))

    def _exit(self, entry: Active) -> dict[str, Any]:
        self._lean_on(self._root(entry), *(n for k, n in self.law.nodes.items() if k == f"{entry.rule.name}.until"))
        clauses = self._clauses(entry)
        return {"id": entry.rule.name, "ground": entry.rule.label(self.lang), "benefit": self._ended(entry),
                "effective": self.reading.named(f"{entry.rule.name}.until"), "clause": clauses[0], "clauses": clauses}  # fmt: skip

    def _ended(self, entry: Active) -> str | None:
        """The name of the benefit that this exit ends."""
        held = {"exit_tekun": "tekun_support"}.get(
            entry.rule.name, "orphan_allowance" if self.reading.named("was_orphan") is True else "unattended_allowance"
        )
        active = self.law.active.get(held)
        return active.rule.label(self.lang) if active else None

    def _blocked(self, entry: Active) -> dict[str, Any]:
        rule = entry.rule
        self._lean_on(self._root(entry))
        needs = self._ask(rule.name, [n for n in rule.needs if self.facts.get(n) is None], "block")
        clauses = self._clauses(entry)
        return {"id": rule.name, "action": rule.label(self.lang), "clause": clauses[0], "clauses": clauses,
                "until_fact": (needs or list(rule.needs) or [None])[0]}  # fmt: skip

    def _task(self, entry: Active) -> dict[str, Any]:
        clauses = self._clauses(entry)
        task = {"id": entry.rule.name, "name": self._named(entry.rule.label(self.lang)), "clause": clauses[0],
                "clauses": clauses, "seat": entry.rule.seat, "due": None}  # fmt: skip
        figure = self.reading.named(f"{entry.rule.name}.value")
        if figure is not None:
            task["figure"] = _figure(figure, entry.rule.unit)
        return task

    def _undetermined(self, benefits: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = [self._open(e) for e in self.law.of_kind("question") if self._true(e)]
        for entry in self.law.of_kind("question"):
            if self._value(entry) is None and entry.rule.needs:
                self._ask(entry.rule.name, self.reading.missing(self._root(entry)), "question")
                self._ask(entry.rule.name, self._unset(entry.rule.needs), "question")
        found += [unset for item in benefits if (unset := self._value_unset(item))]
        return found

    def _open(self, entry: Active) -> dict[str, Any]:
        root = self._root(entry)
        self._lean_on(root)
        self._ask(entry.rule.name, self._unset(entry.rule.needs), "question")
        asked = sorted(self.reading.questions([root]))
        return {"what": entry.rule.label(self.lang), "why": _first_line(entry.rule.doc) if self.lang == "en" else self._words(entry),
                "question": " ".join(filter(None, (switches()[a].ask(self.lang) for a in asked))),
                "clauses": self._clauses(entry)}  # fmt: skip

    def _words(self, entry: Active) -> str:
        clauses = self._clauses(entry)
        return f"条文：{self.law.provisions[clauses[0]].quote}" if clauses else ""

    def _unset(self, names: Iterable[str]) -> list[str]:
        return [n for n in names if self.facts.get(n) is None]

    def _value_unset(self, item: dict[str, Any]) -> dict[str, Any] | None:
        """A benefit that only an unset value of the place keeps open."""
        open_ = item["status"] == "unknown" or (item["status"] in ("yes", "candidate") and item["amount"] is None)
        params = [m for m in item["missing"] if m.startswith("param_")]
        if not open_ or not params or len(params) != len(item["missing"]):
            return None
        labels = "、".join(vocabulary()[p].label(self.lang) for p in params)
        zh = self.lang == "zh"
        return {"what": item["name"], "why": f"本地未设：{labels}" if zh else f"not set here: {labels}",
                "question": f"{labels}是多少，依据哪份文件？" if zh else f"What is it ({labels}), and by which document?",
                "clauses": item["clauses"]}  # fmt: skip

    def _missing(self) -> list[dict[str, Any]]:
        rows = []
        for name, outcomes in self._decides.items():
            entry = vocabulary()[name.split(".")[-1]]
            if entry.about in UNIT_FACTS:
                continue
            rows.append((-sum(outcomes.values()), name, outcomes, entry))
        rows.sort(key=lambda row: row[:2])
        return [{"fact": name, "name": _fact_label(name, self.lang), "decides": list(outcomes), "supplier": list(entry.suppliers)}
                for _, name, outcomes, entry in rows]  # fmt: skip

    def _proposals(self) -> list[dict[str, Any]]:
        """Unverified values that would matter here: shown with their source, never used until the county adopts them."""
        return [{"fact": name, "name": vocabulary()[name].label(self.lang), "value": standing.entry.value,
                 "unit": standing.entry.unit, "source": standing.entry.basis}
                for name, standing in self.law.values.items() if not standing.decides and name in self._decides]  # fmt: skip

    def _named(self, label: str) -> str:
        """Put facts into a label such as 临时救助（急难发生地 {emergency_location}）."""
        return re.sub(r"\s*\{(\w+)\}", lambda m: f" {self.facts[m[1]]}" if self.facts.get(m[1]) else "", label)


def _fact_label(name: str, lang: Lang) -> str:
    role, _, fact = name.rpartition(".")
    owner = {"father": ("父亲", "father: "), "mother": ("母亲", "mother: "), "": ("", "")}[role][lang != "zh"]
    return owner + vocabulary()[fact].label(lang)


def _figure(value: Any, unit: str) -> str:
    return f"{value / 100:g}%" if unit == "%" else f"{yuan_from_fen(value)} {unit}" if unit.startswith("元") else f"{value} {unit}"


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]
