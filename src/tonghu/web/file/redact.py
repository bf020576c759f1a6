"""An answer as one seat may see it: results and facts of other compartments are left out, and it is said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import rulebook
from tonghu.register.standing.compartments import (
    NAMED_IN_TEXTS,
    NEVER_NAMED,
    RESTRICTED,
    amount_boxes,
    box_of,
    box_of_fact,
    may_explain,
    may_see,
    step_boxes,
)

Answer = dict[str, Any]
LISTS = ("categories", "benefits", "alternatives", "entitlements", "exits", "blocked", "tasks")
HIDDEN = "…"
IN_LIBRARY = Text("原文见政策库", "the words stand in the policy library")


def visible(answer: Mapping[str, Any], boxes: AbstractSet[str], lang: Lang) -> Answer:
    """The same answer without what the compartments do not show. `withheld` counts the facts left out of `missing`."""
    shown: Answer = dict(answer)
    for key in LISTS:
        shown[key] = [_item(item, boxes, lang) for item in answer[key] if may_see(_rule(item), boxes)]
    shown["undetermined"] = [item for item in answer["undetermined"] if _question_open(item, boxes, lang)]
    shown["missing"] = [_missing(row, boxes) for row in answer["missing"] if may_name(row["fact"], boxes)]
    shown["missing"] = [row for row in shown["missing"] if row["decides"]]
    shown["withheld"] = len(answer["missing"]) - len(shown["missing"])
    shown["proposals"] = [
        item for item in answer["proposals"] if may_see(item.get("rule", ""), boxes)
    ]  # fmt: skip
    change = answer.get("next_change")
    if change:
        rows = [row for row in change["changes"] if may_see(row["id"], boxes)]
        shown["next_change"] = {**change, "changes": rows} if rows else None
    shown["tree"] = [
        {**row, "because": redacted(row["because"], boxes, lang)}
        for row in answer.get("tree", []) if may_explain(row["id"], boxes)
    ]  # fmt: skip
    shown["texts"] = {clause: _words(text, lang) for clause, text in answer.get("texts", {}).items()}
    return shown


def citable(clauses: Iterable[str], texts: Mapping[str, Any], lang: Lang) -> list[str]:
    """Those whose words may stand on a child's page."""
    told = IN_LIBRARY.in_(lang)
    return [clause for clause in clauses if clause in texts and texts[clause]["text"] != told]


def may_name(fact: str, boxes: AbstractSet[str]) -> bool:
    """Whether a fact may be named: its compartment is open and it is not the illness that is never named."""
    return box_of_fact(fact) in boxes and box_of_fact(fact) != NEVER_NAMED


def redacted(rows: Iterable[Mapping[str, Any]], boxes: AbstractSet[str], lang: Lang) -> list[dict[str, Any]]:
    """Steps of a reason: facts and results of other compartments stand as one restricted step, without a value."""
    told: list[dict[str, Any]] = []
    for row in rows:
        if not _may_tell(row, boxes):
            told.append(
                {
                    "name": RESTRICTED.in_(lang),
                    "label": RESTRICTED.in_(lang),
                    "value": HIDDEN,
                    "clauses": [],
                    "because": [],
                }
            )
            continue
        told.append({**row, "because": redacted(row.get("because") or [], boxes, lang)})
    return [row for at, row in enumerate(told) if row.get("value") != HIDDEN or row not in told[:at]]


def _may_tell(row: Mapping[str, Any], boxes: AbstractSet[str]) -> bool:
    if "fact" in row:
        return may_name(row["fact"], boxes)
    rule = str(row.get("rule") or "")
    return step_boxes(rule) <= boxes and box_of(rule) != NEVER_NAMED


def _rule(item: Mapping[str, Any]) -> str:
    return str(item.get("rule") or item["id"])


def _item(item: Mapping[str, Any], boxes: AbstractSet[str], lang: Lang) -> dict[str, Any]:
    """One result: facts that may not be named are counted, its arithmetic only where all its facts may be seen."""
    rule = _rule(item)
    shown = dict(item)
    missing = item.get("missing") or []
    shown["missing"] = [fact for fact in missing if may_name(fact, boxes)]
    shown["withheld"] = len(missing) - len(shown["missing"])
    change = item.get("would_be_yes_if")
    if change and not all(may_name(fact, boxes) for fact in change):
        shown["would_be_yes_if"] = None
    if item.get("arithmetic") and not amount_boxes(rule) - {NEVER_NAMED} <= boxes:
        shown["arithmetic"] = RESTRICTED.in_(lang)
    if item.get("until_fact") and not may_name(item["until_fact"], boxes):
        shown["until_fact"] = None
    if box_of(rule) == NEVER_NAMED:
        shown["clauses"], shown["missing"], shown["would_be_yes_if"] = [], [], None
    return shown


def _missing(row: Mapping[str, Any], boxes: AbstractSet[str]) -> dict[str, Any]:
    return {**row, "decides": [rule for rule in row["decides"] if may_explain(rule, boxes)]}


def _question_open(item: Mapping[str, Any], boxes: AbstractSet[str], lang: Lang) -> bool:
    """Questions carry the label of their rule; those that would name the illness are left out for all."""
    labels = {
        rule.label(lang): name
        for name, rule in rulebook().rules.items()
        if rule.kind in ("question", "benefit")
    }
    rule = labels.get(item["what"], "")
    told = f"{item['what']}{item['why']}{item['question']}"
    return may_explain(rule, boxes) and not any(word in told for word in NAMED_IN_TEXTS)


def _words(text: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """The words of a provision; those that name the illness stand in the library, not on a child's page."""
    told = {**text}
    if any(word in str(text["text"]) for word in NAMED_IN_TEXTS):
        told |= {"text": IN_LIBRARY.in_(lang), "quoted": True}
    for part in ("document", "title", "article"):
        if any(word in str(text.get(part) or "") for word in NAMED_IN_TEXTS):
            told[part] = IN_LIBRARY.in_(lang)
    return told
