"""`determine`: one case of the contract in, one answer out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from tonghu.base.texts import Lang
from tonghu.law.engine.ahead import next_change, spells
from tonghu.law.engine.answer import Answer, clause_text
from tonghu.law.engine.case import Case, read_case
from tonghu.law.engine.change import smallest_change
from tonghu.law.engine.evaluate import DEFAULT, Determined, Options, evaluate, facts_for
from tonghu.law.engine.explain import why_tree
from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import Law, law_for
from tonghu.law.engine.reasons import Reading
from tonghu.law.engine.values import outside
from tonghu.law.language.facts import FactType, vocabulary

__all__ = ["Options", "answer", "determine", "evaluate", "explained"]


def determine(raw: Mapping[str, Any], options: Options = DEFAULT, *, where: str = "") -> dict[str, Any]:
    """Answer one case (CONTRACT.md). Raises Faults when it cannot be read."""
    return answer(read_case(raw, where=where, lang=options.lang), options)


def explained(case: Case, options: Options = DEFAULT) -> dict[str, Any]:
    """The answer itself: every result with its clauses, what is missing and the questions it leans on."""
    done = evaluate(case, options)
    return Answer(done.reading, done.facts, case, options.lang).as_dict()


def answer(case: Case, options: Options = DEFAULT) -> dict[str, Any]:
    """Answer a case that has been read."""
    done = evaluate(case, options)
    built = Answer(done.reading, done.facts, case, options.lang).as_dict()
    built["next_change"] = next_change(done, options) if options.next_change else None
    if options.proposals and not options.only_documents:
        built["proposals"] += proposed_by_unverified(done, options)
    built["replay"] = replay(done)
    if options.until is not None:
        built["spells"] = spells(done, options)
    if options.counterfactual:
        add_counterfactuals(done, built)
    if options.explain:
        built["tree"] = why_tree(done.reading, options.lang)
    if options.text:
        add_texts(done.law, built, options.lang)
    return built


def proposed_by_unverified(done: Determined, options: Options) -> list[dict[str, Any]]:
    """What texts nobody has verified would add: shown with their source, never part of the answer."""
    case = done.case
    wider = law_for(
        case.place, case.day, overrides=options.overrides, effective=case.effective, unverified=True
    )
    read = Reading(wider, program(wider.frame).run(facts_for(case, wider)))
    rows = []
    for entry in wider.of_kind("benefit", "entitlement"):
        name = entry.rule.name
        if read.named(name) is True and done.reading.named(name) is not True:
            met = {g: ps for g, ps in entry.grounds.items() if read.named(f"{name}.{g}") is True}
            by = [p for ps in (met or entry.grounds).values() for p in ps if not p.verified]
            rows.append(
                {"rule": name, "name": entry.rule.label(options.lang), "clauses": [p.id for p in by],
                 "source": "；".join(dict.fromkeys(str(p.row.get("source", "")) for p in by))}
            )  # fmt: skip
    return rows


def replay(done: Determined) -> dict[str, str]:
    """Hashes of rules, values and facts: the same three give the same answer, byte for byte."""
    values = {k: v for k, v in done.facts.items() if k.startswith("param_")}
    facts = {k: v for k, v in done.facts.items() if not k.startswith("param_")}
    return {"rules": done.law.frame.fingerprint, "values": digest(values), "facts": digest(facts)}


def digest(mapping: Mapping[str, Any]) -> str:
    """A short hash of named values, the same on every machine."""
    plain = {k: sorted(v) if isinstance(v, frozenset) else v for k, v in mapping.items() if v is not None}
    return hashlib.sha256(
        json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()[:16]


def add_counterfactuals(done: Determined, built: dict[str, Any]) -> None:
    """For each no, the smallest change of facts that would make it yes; values as cases hold them."""
    for key in ("categories", "benefits", "entitlements"):
        for item in built[key]:
            if item["status"] == "no":
                root = done.law.nodes[item.get("rule", item["id"])]
                change = smallest_change(done.facts, done.reading, root)
                item["would_be_yes_if"] = change and {n: outside(_entry(n), v) for n, v in change.items()}


def _entry(name: str) -> FactType:
    return vocabulary()[name.rpartition(".")[2]]


def add_texts(law: Law, built: dict[str, Any], lang: Lang) -> None:
    """Give every clause, of the tree of reasons too, its document, article and words."""
    items = [item for value in built.values() if isinstance(value, list) for item in value]
    cited: set[str] = set()
    while items:
        item = items.pop()
        if isinstance(item, dict):
            cited.update(item.get("clauses") or [])
            items += item.get("because") or []
    built["texts"] = {
        clause: clause_text(law, clause, lang) for clause in sorted(cited) if clause in law.provisions
    }
