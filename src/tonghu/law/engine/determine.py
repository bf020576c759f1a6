"""`determine`: one case of the contract in, one answer out."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tonghu.base.money import yuan_from_fen
from tonghu.base.texts import Lang
from tonghu.law.engine.answer import Answer, clause_text
from tonghu.law.engine.case import Case, read_case
from tonghu.law.engine.change import days_ahead, shown_values, smallest_change, value_days
from tonghu.law.engine.explain import why_tree
from tonghu.law.engine.interpret import program
from tonghu.law.engine.law import Law, law_for
from tonghu.law.engine.overrides import NO_OVERRIDES, Overrides
from tonghu.law.engine.reasons import Reading
from tonghu.law.places.load import background, places


@dataclass(frozen=True, slots=True)
class Options:
    """How to determine: which texts decide, what the answer carries, in which language names are given."""

    only_documents: bool = False
    overrides: Overrides = NO_OVERRIDES
    lang: Lang = "zh"
    text: bool = False
    explain: bool = False
    counterfactual: bool = False
    next_change: bool = True
    proposals: bool = True


DEFAULT = Options()


@dataclass(slots=True)
class Determined:
    """A case with its law and the values of every node."""

    case: Case
    law: Law
    facts: dict[str, Any]
    reading: Reading


def evaluate(case: Case, options: Options = DEFAULT, day: dt.date | None = None) -> Determined:
    """Run the law of the case's place and day (or of another day) over its facts."""
    law = law_of(case, options, day)
    facts = facts_for(case, law)
    return Determined(case, law, facts, Reading(law, program(law.frame).run(facts)))


def law_of(case: Case, options: Options, day: dt.date | None = None) -> Law:
    """The law that applies to a case on its day, or on another."""
    return law_for(
        case.place, day or case.day, only_documents=options.only_documents, overrides=options.overrides,
        effective=case.effective,
    )  # fmt: skip


def facts_for(case: Case, law: Law) -> dict[str, Any]:
    """The case's facts, the values that stand that day, and over them those of the case itself (null = unset)."""
    standing = {name: value.value for name, value in law.values.items() if value.decides}
    return {**standing, **case.params, **case.facts, "as_of_date": law.day}


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
    if options.counterfactual:
        add_counterfactuals(done, built)
    if options.text:
        add_texts(done.law, built)
    if options.explain:
        built["tree"] = why_tree(done.reading, options.lang)
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
            by = [
                p
                for g, ps in entry.grounds.items()
                if read.named(f"{name}.{g}") is True
                for p in ps
                if not p.verified
            ]
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


def next_change(done: Determined, options: Options) -> dict[str, Any] | None:
    """The next day on which the answer changes with no new fact, and what changes."""
    before = shown_values(done.reading)
    layers = [p.values for p in places() if p.code in (done.case.place.code, "100000")]
    if not options.only_documents:
        layers.append(background().values)
    day = done.law.day
    texts = [d.starts for p in (*places(), background()) for d in p.documents if d.starts and d.starts > day]
    for turn in sorted({*days_ahead(done.reading, day), *value_days(done.law, layers), *texts}):
        later = evaluate(done.case, options, turn)
        after = shown_values(later.reading)
        changed = [name for name in {**before, **after} if before.get(name) != after.get(name)]
        if changed:
            return {"date": turn, "changes": _changes(changed, before, after, done, later, options.lang)}
    return None


def _changes(
    changed: list[str],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    done: Determined,
    later: Determined,
    lang: Lang,
) -> list[dict[str, Any]]:
    rows = []
    for name in changed:
        owner, _, part = name.partition(".")
        if part and (owner not in before or owner not in after):
            continue  # told by the status already
        entry = later.law.active.get(owner) or done.law.active[owner]
        then, now = (_state(d.reading, name) for d in (done, later))
        rows.append(
            {"id": owner, "name": entry.rule.label(lang), "part": part or "status", "from": then, "to": now}
        )
    return rows


def _state(reading: Reading, name: str) -> Any:
    value = reading.named(name)
    if name.endswith(".amount"):
        return None if value is None else yuan_from_fen(value)
    return {True: "yes", False: "no", None: "unknown"}[value]


def add_counterfactuals(done: Determined, built: dict[str, Any]) -> None:
    """For each no, the smallest change of facts that would make it yes."""
    for key in ("categories", "benefits", "entitlements"):
        for item in built[key]:
            if item["status"] == "no":
                root = done.law.nodes[item.get("rule", item["id"])]
                change = smallest_change(done.facts, done.reading, root)
                item["would_be_yes_if"] = change


def add_texts(law: Law, built: dict[str, Any]) -> None:
    """Give every clause its document, article and words."""
    cited: set[str] = set()
    for value in built.values():
        for item in value if isinstance(value, list) else []:
            if isinstance(item, dict):
                cited.update(item.get("clauses") or ([item["clause"]] if item.get("clause") else []))
    built["texts"] = {
        clause: clause_text(law, clause) for clause in sorted(cited) if clause in law.provisions
    }
