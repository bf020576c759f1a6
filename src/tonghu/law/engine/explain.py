"""The reasons of an answer as a tree of sentences: rule by rule, down to the facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tonghu.base.money import format_yuan
from tonghu.base.texts import Lang
from tonghu.law.engine.reasons import Reading
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import Rule, rules
from tonghu.law.language.words import CATEGORIES, fact_label, listed, owner, with_unit, word

SHOWN = ("category", "benefit", "entitlement", "exit", "block", "duty", "question")
TRUTH = {
    "zh": {True: "是", False: "否", None: "还不能确定"},
    "en": {True: "yes", False: "no", None: "not yet known"},
}


def why_tree(reading: Reading, lang: Lang) -> list[dict[str, Any]]:
    """For each result that is not a plain no: its reasons (see `because`)."""
    law = reading.law
    return [
        {"id": e.rule.name, "name": e.rule.label(lang), "value": reading.named(e.rule.name),
         "because": because(reading, law.nodes[e.rule.name], lang)}
        for e in law.of_kind(*SHOWN) if reading.named(e.rule.name) is not False or e.rule.kind == "category"
    ]  # fmt: skip


def because(reading: Reading, root: Expr, lang: Lang) -> list[dict[str, Any]]:
    """The rules and facts that answer for a value, each with its own reasons below it."""
    return [
        _fact_row(reading, node, lang) if node.kind == "fact" else _rule_row(reading, node, lang)
        for node in _nearest(reading, root)
    ]


def _nearest(reading: Reading, root: Expr) -> Iterator[Expr]:
    """The first named nodes on the way that answers for a root, itself if it is one; each once."""
    todo = [root]
    seen: set[int] = set()
    while todo:
        node = todo.pop(0)
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.kind in ("rule", "fact"):
            yield node
        else:
            todo.extend(reading.responsible(node))


def _rule_row(reading: Reading, node: Expr, lang: Lang) -> dict[str, Any]:
    law = reading.law
    name = node.data[0]
    rule = _rule_of(name)
    cited = law.frame.cited.get(name.split(".")[-1], ())
    if name in law.active:
        grounds, value = law.active[name].grounds, reading.of(node)
        met = {g: by for g, by in grounds.items() if reading.named(f"{name}.{g}") is value}
        cited = tuple(p for by in (met or grounds).values() for p in by)
    return {"rule": name, "label": rule_label(name, rule, lang), "value": told_value(reading.of(node), node.type, lang),
            "clauses": list(dict.fromkeys(p.id for p in cited)), "because": because(reading, law.nodes[name], lang)}  # fmt: skip


def _rule_of(name: str) -> Rule | None:
    known = rules()
    return known.get(name) or known.get(name.split(".", maxsplit=1)[0])


def rule_label(name: str, rule: Rule | None, lang: Lang) -> str:
    """A rule's name for people, with the parent it speaks of."""
    role = name.split(".", maxsplit=1)[0]
    return owner(role, lang) + (rule.label(lang) if rule else name)


def _fact_row(reading: Reading, node: Expr, lang: Lang) -> dict[str, Any]:
    name = node.data[0]
    entry = vocabulary()[name.split(".")[-1]]
    told = told_value(reading.of(node), node.type, lang)
    if node.type == "int" and reading.of(node) is not None:
        told = with_unit(told, entry.unit, lang)
    return {"fact": name, "label": fact_label(name, lang), "value": told, "supplier": list(entry.suppliers)}


def told_value(value: Any, type_: str, lang: Lang) -> str:
    """A value as people read it."""
    if value is None or isinstance(value, bool):
        return TRUTH[lang][value]
    if type_ == "money":
        return format_yuan(value, lang)
    if type_ == "percent":
        return f"{value / 100:g}%"
    if isinstance(value, frozenset):
        return (
            listed((word(CATEGORIES, v, lang) for v in sorted(value)), lang)
            or {"zh": "无", "en": "none"}[lang]
        )
    return str(value)
