"""The law of a place on a day: which provisions are active, which grounds of which rules they switch on."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from tonghu.law.engine.complete import complete
from tonghu.law.engine.overrides import NO_OVERRIDES, Overrides
from tonghu.law.engine.values import Standing, standing_values
from tonghu.law.language.expr import FALSE, Expr, any_of, names, rebuild
from tonghu.law.language.interactions import awaits_choice, outdone, passed_over
from tonghu.law.language.rule import Rule, rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import NATIONAL, Document, Place, Provision, background, places

FIRM = ("shall", "target")


@dataclass(frozen=True, eq=False)
class Rulebook:
    """A set of rules that belong together."""

    rules: dict[str, Rule]


@cache
def rulebook() -> Rulebook:
    """All rules of the law."""
    return Rulebook(rules())


class NoLaw(LookupError):
    """No text of this place is among those that Tonghu knows."""


@dataclass(frozen=True, slots=True)
class Active:
    """A rule as it stands in a place: its grounds and the provisions that switch each of them on."""

    rule: Rule
    grounds: dict[str, tuple[Provision, ...]]
    firm: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Frame:
    """The part of a law that stays while the same texts are in force.

    `nodes` holds every named expression in an order fit to compute; `cited` the provisions that speak of a
    condition or quantity itself; `settings` the reading taken of each ambiguity.
    """

    provisions: dict[str, Provision]
    active: dict[str, Active]
    cited: dict[str, tuple[Provision, ...]]
    nodes: dict[str, Expr]
    settings: dict[str, str]

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the rule set: provisions, readings and every expression."""
        text = "\n".join([*self.provisions, *(f"{k}={v}" for k, v in self.settings.items()),
                          *(f"{name}:{expr!r}" for name, expr in self.nodes.items())])  # fmt: skip
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @cached_property
    def facts(self) -> frozenset[str]:
        """Names of all facts that some active rule reads."""
        return frozenset().union(*(names(expr, "fact") for expr in self.nodes.values()))

    @cached_property
    def rank(self) -> dict[str, int]:
        """The order in which provisions are cited: the place's own first, in the order of the text."""
        return {clause: index for index, clause in enumerate(self.provisions)}

    @cached_property
    def by_kind(self) -> dict[str, list[Active]]:
        """The active rules by kind, in the order of the tree."""
        found: dict[str, list[Active]] = {}
        for entry in self.active.values():
            found.setdefault(entry.rule.kind, []).append(entry)
        return found


@dataclass(frozen=True, eq=False)
class Law:
    """What applies in one place on one day: the frame of the texts in force and the values that stand."""

    place: Place
    day: dt.date
    documents: tuple[Document, ...]
    binding: bool
    only_documents: bool
    frame: Frame
    values: dict[str, Standing]

    @property
    def provisions(self) -> dict[str, Provision]:
        """Active provisions by id."""
        return self.frame.provisions

    @property
    def active(self) -> dict[str, Active]:
        """Active rules by name."""
        return self.frame.active

    @property
    def nodes(self) -> dict[str, Expr]:
        """Every named expression."""
        return self.frame.nodes

    @property
    def settings(self) -> dict[str, str]:
        """The reading taken of each ambiguity."""
        return self.frame.settings

    @property
    def facts(self) -> frozenset[str]:
        """Names of all facts that some active rule reads."""
        return self.frame.facts

    def of_kind(self, *kinds: str) -> list[Active]:
        """The active rules of some kinds, in the order of the tree."""
        return [entry for kind in kinds for entry in self.frame.by_kind.get(kind, ())]


def find_place(asked: str) -> Place:
    """A place by name, alias or GB/T 2260 code (a code inside a place counts). Raises NoLaw."""
    text = str(asked).strip()
    for entry in places():
        if text in (entry.name, entry.en, entry.code, *entry.aliases):
            return entry
    if text.isdigit() and len(text) >= 6:
        for entry in sorted(places(), key=lambda p: p.level != "city"):
            length = {"city": 4, "province": 2}.get(entry.level)
            if length and text.startswith(entry.code[:length]):
                return entry
    raise NoLaw(text)


def law_for(
    place: Place, day: dt.date, *, only_documents: bool = False, overrides: Overrides = NO_OVERRIDES,
    effective: dt.date | None = None, unverified: bool = False, book: Rulebook | None = None,
) -> Law:  # fmt: skip
    """The law of a place on a day.

    `effective` is the day of force of the place's own text where the case gives it; `unverified` lets unverified
    provisions in (to see what adopting them would change); `book` are the rules, all of them when left out. A
    county's own file decides nothing for a child of another place.
    """
    if overrides.place and find_place(overrides.place) is not place:
        overrides = NO_OVERRIDES
    texts = _texts(place, day, only_documents, effective, unverified)
    return _assemble(place, day, texts, only_documents, overrides, effective, unverified, book or rulebook())


def _texts(
    place: Place, day: dt.date, only_documents: bool, effective: dt.date | None, unverified: bool
) -> tuple[Document, ...]:
    own = [d for d in place.documents if _in_force(d, day, effective)]
    if place.code != NATIONAL:
        national = next(p for p in places() if p.code == NATIONAL)
        own += [d for d in national.documents if _in_force(d, day, None)]
    if not only_documents:
        own += [d for d in background().documents
                if _covers(d.scope, place.code) and _in_force(d, day, None) and (d.verified or unverified)]  # fmt: skip
    return tuple(own)


def _in_force(document: Document, day: dt.date, effective: dt.date | None) -> bool:
    start = effective or document.starts
    return start is None or start <= day


def _covers(scope: str, code: str) -> bool:
    return scope in (NATIONAL, code) or (scope.endswith("0000") and code.startswith(scope[:2]))


@lru_cache(maxsize=128)
def _assemble(
    place: Place, day: dt.date, texts: tuple[Document, ...], only_documents: bool, overrides: Overrides,
    effective: dt.date | None, unverified: bool, book: Rulebook,
) -> Law:  # fmt: skip
    frame = _frame(place, texts, overrides, unverified, book)
    own = [d for d in texts if d in place.documents]
    binding = bool(own) and all(d.status != "draft" and (effective or d.starts) is not None for d in own)
    return Law(
        place=place, day=day, documents=texts, binding=binding, only_documents=only_documents, frame=frame,
        values=standing_values(place, day, only_documents=only_documents, overrides=overrides),
    )  # fmt: skip


@lru_cache(maxsize=64)
def _frame(
    place: Place, texts: tuple[Document, ...], overrides: Overrides, unverified: bool, book: Rulebook
) -> Frame:
    settings = {key: switch.default for key, switch in switches().items()} | dict(overrides.switches)
    provisions = {p.id: p for p in active_provisions(place, texts) if p.verified or unverified}
    active = _activate(book.rules, provisions, overrides)
    return Frame(provisions, active, _cited(book, provisions), _nodes(book.rules, active), settings)


def active_provisions(place: Place, texts: tuple[Document, ...]) -> list[Provision]:
    """Provisions of the texts, the place's own before the nation's before the background's."""
    ids = [d.id for d in texts]
    national = next(p for p in places() if p.code == NATIONAL)
    pools = [place, *([national] if place is not national else []), background()]
    found = [p for pool in pools for p in pool.provisions if p.document in ids]
    return sorted(found, key=lambda p: ids.index(p.document))


def _activate(
    known: Mapping[str, Rule], provisions: Mapping[str, Provision], overrides: Overrides
) -> dict[str, Active]:
    off = {pair for p in provisions.values() for pair in p.replaced()}
    served: dict[str, dict[str, list[Provision]]] = {}
    for provision in provisions.values():
        for name, limb in provision.limbs():
            if name in known and (name, "") not in off:
                for one in known[name].limbs:
                    if limb in ("", one) and (name, one) not in off:
                        served.setdefault(name, {}).setdefault(one, []).append(provision)
    return {name: _active(rule, served[name], overrides) for name, rule in known.items() if name in served}


def _cited(book: Rulebook, provisions: Mapping[str, Provision]) -> dict[str, tuple[Provision, ...]]:
    """Provisions that speak of a condition or quantity itself, by its name without the parent's role."""
    helpers = {n.split(".")[-1] for n, rule in book.rules.items() if rule.kind in ("condition", "quantity")}
    result: dict[str, tuple[Provision, ...]] = {}
    for provision in provisions.values():
        for name, _ in provision.limbs():
            if name in helpers:
                result[name] = (*result.get(name, ()), provision)
    return result


def _active(rule: Rule, served: dict[str, list[Provision]], overrides: Overrides) -> Active:
    grounds = {limb: tuple(served[limb]) for limb in rule.limbs if limb in served}
    firm = tuple(
        limb for limb, by in grounds.items()
        if limb not in rule.candidate
        and (rule.settles_adoption or any(p.modality in FIRM or p.id in overrides.adopted for p in by))
    )  # fmt: skip
    return Active(rule, grounds, firm)


def _nodes(known: Mapping[str, Rule], active: Mapping[str, Active]) -> dict[str, Expr]:
    named: dict[str, Expr] = {}
    for name, rule in known.items():
        if rule.kind in ("condition", "quantity") and rule.value is not None:
            named[name] = rule.value
        elif name in active:
            named |= _outcome_nodes(name, active[name])
    named |= _groups(active, named)
    silent = {ref for expr in named.values() for ref in names(expr, "rule")} - named.keys()
    named = {name: complete(_without(expr, silent)) for name, expr in named.items()}
    return _ordered(named)


def _outcome_nodes(name: str, entry: Active) -> dict[str, Expr]:
    limbs = {f"{name}.{limb}": entry.rule.limbs[limb] for limb in entry.grounds}
    named = {**limbs, name: any_of(*limbs.values())}
    named[f"{name}.firm"] = any_of(*(entry.rule.limbs[limb] for limb in entry.firm))
    for part in ("amount", "until", "start", "value"):
        expr = getattr(entry.rule, part)
        if expr is not None:
            named[f"{name}.{part}"] = expr
    return named


def _groups(active: Mapping[str, Active], named: Mapping[str, Expr]) -> dict[str, Expr]:
    """What benefits do to each other: `.outdone` (A19), `.passed_over` and `.awaits_choice` (A20)."""
    result: dict[str, Expr] = {}
    for members in _together(active, "group"):
        result |= {f"{name}.outdone": outdone(name, members, named) for name in members}
    for members in _together(active, "choice"):
        for name in members:
            others = {other: active[other].rule.zh for other in members if other != name}
            result[f"{name}.passed_over"] = passed_over(others, active[name].rule.choice)
            result[f"{name}.awaits_choice"] = awaits_choice(others, active[name].rule.choice)
    return result


def _together(active: Mapping[str, Active], key: str) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for name, entry in active.items():
        if getattr(entry.rule, key):
            found.setdefault(getattr(entry.rule, key), []).append(name)
    return [members for members in found.values() if len(members) > 1]


def _without(expr: Expr, silent: set[str]) -> Expr:
    """A rule that no provision of the place switches on is simply not there: false, or unknown as an amount."""

    def change(node: Expr) -> Expr | None:
        if node.kind == "rule" and node.data[0] in silent:
            return FALSE if node.type == "bool" else Expr("const", node.type, data=(None,))
        return None

    return rebuild(expr, change)


def _ordered(named: Mapping[str, Expr]) -> dict[str, Expr]:
    """Sort so that each expression stands after those it refers to; a cycle is an error."""
    done: dict[str, Expr] = {}
    path: list[str] = []

    def visit(name: str) -> None:
        if name in done:
            return
        if name in path:
            raise RecursionError("rules refer to each other in a circle: " + " → ".join([*path, name]))
        path.append(name)
        for ref in sorted(names(named[name], "rule")):
            visit(ref)
        path.pop()
        done[name] = named[name]

    for name in named:
        visit(name)
    return done
