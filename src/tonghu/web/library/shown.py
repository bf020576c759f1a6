"""What the pages of the library show of the pure law, made once and kept: rules in words, values as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from tonghu.base.texts import Lang
from tonghu.law.engine.catalogue import bare, gathered, rules_named_by, serving
from tonghu.law.engine.coverage import rule_by_name
from tonghu.law.engine.law import Law
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.language.phrases import Teller, Told
from tonghu.law.language.rule import Rule, rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import DatedValue, Place, Provision
from tonghu.web.account.codes import dated_told
from tonghu.web.account.wording import figure, value_told


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a rule: its conditions in words, who switches it on, whether it holds in the reader's place."""

    limb: str
    told: Told
    cited: tuple[tuple[Place, Provision], ...]
    here: bool
    candidate: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A value as it stands in a place: `state` is unset, unverified, verified or county; `told` the figure."""

    entry: FactType
    state: str
    told: str
    dated: DatedValue | None
    money: bool


def settings_key(law: Law) -> tuple[tuple[str, str], ...]:
    """The readings of a law as a key to keep things by."""
    return tuple(sorted(law.settings.items()))


def sentences(rule: Rule, lang: Lang, settings: tuple[tuple[str, str], ...]) -> Mapping[str, Told]:
    """Every ground and part of a rule in words, by name; what each ground needs besides under 'every'."""
    return _sentences(rule.name, lang, settings)


@lru_cache(maxsize=2_000)
def _sentences(name: str, lang: Lang, settings: tuple[tuple[str, str], ...]) -> Mapping[str, Told]:
    rule = rules()[name]
    teller = Teller(lang, dict(settings))
    shared = _shared(rule)
    found = {f"limb.{limb}": _condition(teller, expr, shared) for limb, expr in rule.limbs.items()}
    if shared:
        found["every"] = Told((), tuple(teller.condition(part) for part in shared))
    for part in ("value", "amount", "until", "start"):
        expr = getattr(rule, part)
        if expr is not None:
            found[part] = teller.condition(expr) if expr.type == "bool" else teller.figure(expr)
    return found


def _shared(rule: Rule) -> tuple[Expr, ...]:
    """The conditions that every one of several grounds has."""
    parts = [expr.args if expr.kind == "all" else (expr,) for expr in rule.limbs.values()]
    if len(parts) < 2:
        return ()
    return tuple(part for part in parts[0] if all(any(part is one for one in other) for other in parts[1:]))


def _condition(teller: Teller, expr: Expr, shared: tuple[Expr, ...]) -> Told:
    parts = expr.args if expr.kind == "all" else (expr,)
    own = tuple(part for part in parts if not any(part is one for one in shared))
    if not own:
        return Told((), (teller.condition(shared[-1]),))
    return (
        Told((), tuple(teller.condition(part) for part in own))
        if len(own) < len(parts)
        else teller.condition(expr)
    )


def grounds_of(rule: Rule, law: Law, lang: Lang) -> list[Ground]:
    """The decision table of a rule: one row a ground."""
    told = sentences(rule, lang, settings_key(law))
    active = law.active.get(rule.name)
    return [
        Ground(limb, told[f"limb.{limb}"], tuple(serving(bare(rule.name), limb)),
               active is not None and limb in active.grounds, limb in rule.candidate)
        for limb in rule.limbs
    ]  # fmt: skip


def values_of(rule: Rule) -> tuple[str, ...]:
    """Names of the values of a place on which a rule rests, by way of the conditions and amounts it uses too."""
    return _values_of(rule.name)


@cache
def _values_of(name: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    todo, seen = [rules()[name]], {name}
    while todo:
        one = todo.pop(0)
        found |= dict.fromkeys(fact for fact in gathered(one, "fact") if vocabulary()[fact].about == "value")
        for other in filter(None, map(by_name, rules_named_by(one))):
            if other.name not in seen and other.kind in ("condition", "quantity"):
                seen.add(other.name)
                todo.append(other)
    return tuple(found)


def by_name(name: str) -> Rule | None:
    """A rule by its bare name."""
    return rule_by_name(name)


def stand(law: Law, wanted: Iterable[str], lang: Lang) -> list[Standing]:
    """How some values stand in a law: unset first, then those that do not decide; money before the rest."""
    found = [_standing(law, name, lang) for name in dict.fromkeys(wanted)]
    order = ("unset", "unverified", "county", "verified")
    return sorted(found, key=lambda value: (order.index(value.state), not value.money))


def _standing(law: Law, name: str, lang: Lang) -> Standing:
    entry, found = vocabulary()[name], law.values.get(name)
    money = entry.type == "money" or name in MONEY_MAKERS
    if found is None or found.value is None:
        return Standing(entry, "unset", "", None, money)
    dated = found.entry
    told = figure(dated.value, dated.unit, lang) if dated.unit else value_told(name, dated.value, lang)
    return Standing(entry, "unverified" if not found.decides else dated.status, told, dated, money)


MONEY_MAKERS = tuple(name for name, entry in vocabulary().items() if entry.about == "value" and (
    entry.type == "money" or (entry.type == "percent" and ("ratio" in name or "share" in name))
))  # fmt: skip


def history(name: str, lang: Lang, ordered: Iterable[Place]) -> list[tuple[Place, list[str]]]:
    """A value's dated entries, place by place."""
    return [
        (place, [dated_told(entry, lang) for entry in place.values[name]])
        for place in ordered if name in place.values
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """An ambiguity: the question, the readings, which is taken and by whom."""

    id: str
    text: str
    ask: str
    options: tuple[tuple[str, str, bool, bool], ...]  # id, words, taken, default
    by_county: bool
    elsewhere: str


def reading(key: str, law: Law, lang: Lang) -> Reading:
    """An ambiguity as the law of a place takes it."""
    switch = switches()[key]
    taken = law.settings[key]
    options = tuple((o, words[lang], o == taken, o == switch.default) for o, words in switch.options.items())
    zh = lang == "zh"
    return Reading(
        key, switch.zh if zh else switch.en, switch.ask(lang), options, taken != switch.default,
        switch.elsewhere_zh if zh else switch.elsewhere_en,
    )  # fmt: skip
