"""Decorators that turn a pure function into a rule.

A rule's argument names are what it needs: facts, values (`param_…`), other rules, parts of rules
(`orphan_allowance__amount`) and, for the two parents, `father__x` and `mother__x`. A rule written with
`per_parent=True` is read once for each parent.

Rules that reach the outside state their grounds by name ("limbs"). A provision of a place switches limbs on
(`serves` in the place's clauses.yaml), so the same rule speaks with the words of each place's own clause and
a new place needs no code (ADR 0003).
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from tonghu.law.language.expr import Expr, RuleError, Type, all_of, fact, names, rule_ref
from tonghu.law.language.facts import vocabulary

F = TypeVar("F", bound=Callable[..., Any])
ROLES = ("father", "mother")
OUTCOMES = ("category", "benefit", "entitlement", "duty", "exit", "block", "question", "indicator")
PART_TYPES: dict[str, Type] = {"amount": "money", "until": "date"}


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a rule that reaches the outside returns.

    `limbs`: ground -> bool. `when`: what every ground needs besides. `amount` in fen, `until` and `start` days.
    `value`: the figure of an indicator.
    """

    limbs: Mapping[str, Expr]
    when: Expr | None = None
    amount: Expr | None = None
    until: Expr | None = None
    start: Expr | None = None
    value: Expr | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as read: its labels, its place in the tree and its expressions by part."""

    name: str
    kind: str
    zh: str
    en: str
    system: str
    module: str
    line: int
    doc: str
    limbs: dict[str, Expr] = field(default_factory=dict)
    value: Expr | None = None
    amount: Expr | None = None
    until: Expr | None = None
    start: Expr | None = None
    unit: str = ""
    seat: str = ""
    group: str = ""
    choice: str = ""
    needs: tuple[str, ...] = ()
    candidate: tuple[str, ...] = ()
    settles_adoption: bool = False
    estimate: bool = False
    public: str = ""
    ends: str = ""

    def label(self, lang: str = "zh") -> str:
        """The rule's name for people."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    kind: str
    type: Type
    function: Callable[..., Any]
    per_parent: bool
    labels: tuple[str, str]
    options: dict[str, Any]


_sources: dict[tuple[str, str], _Source] = {}


def _decorator(
    kind: str, type_: Type, zh: str, en: str, per_parent: bool = False, **options: Any
) -> Callable[[F], F]:
    def register(function: F) -> F:
        name = function.__name__
        if name in vocabulary():
            raise RuleError(f"the rule {name} has the name of a fact")
        earlier = _sources.get((function.__module__, name))
        if earlier is not None and _line(earlier.function) != _line(function):
            raise RuleError(f"two rules are called {name} in {function.__module__}")
        source = _Source(name, kind, type_, function, per_parent, (zh, en), options)
        _sources[function.__module__, name] = source
        return function

    return register


def condition(zh: str, en: str, *, per_parent: bool = False) -> Callable[[F], F]:
    """A yes-or-no that other rules use; it does not reach the outside by itself."""
    return _decorator("condition", "bool", zh, en, per_parent)


def quantity(type_: Type, zh: str, en: str, *, per_parent: bool = False) -> Callable[[F], F]:
    """An amount, day or number that other rules use."""
    return _decorator("quantity", type_, zh, en, per_parent)


def category(zh: str, en: str, *, public: str = "") -> Callable[[F], F]:
    """A category or group of children (对象). `public`: its name in the contract where a fact has that name."""
    return _decorator("category", "bool", zh, en, public=public)


def benefit(
    zh: str, en: str, *, unit: str, group: str = "", choice: str = "", needs: tuple[str, ...] = (),
    candidate: tuple[str, ...] = (), settles_adoption: bool = False, estimate: bool = False,
) -> Callable[[F], F]:  # fmt: skip
    """Money. `group`: of these only the highest is paid (A19). `choice`: the fact in which the family's choice
    between several stands (A20). `needs`: facts wanted once it is granted."""
    return _decorator(
        "benefit", "bool", zh, en, unit=unit, group=group, choice=choice, needs=needs, candidate=candidate,
        settles_adoption=settles_adoption, estimate=estimate,
    )  # fmt: skip


def entitlement(
    zh: str, en: str, *, needs: tuple[str, ...] = (), candidate: tuple[str, ...] = ()
) -> Callable[[F], F]:
    """A service, waiver or protection. `candidate`: grounds on which another body decides (A41)."""
    return _decorator("entitlement", "bool", zh, en, needs=needs, candidate=candidate)


def duty(zh: str, en: str, *, seat: str) -> Callable[[F], F]:
    """Work that somebody must do now; `seat` says who."""
    return _decorator("duty", "bool", zh, en, seat=seat)


def exit_ground(zh: str, en: str, *, ends: str = "") -> Callable[[F], F]:
    """A ground on which a benefit ends; `until` is the day on which it takes effect.

    `ends`: the benefit; left out, the living allowance that the child draws.
    """
    return _decorator("exit", "bool", zh, en, ends=ends)


def block(zh: str, en: str, *, needs: tuple[str, ...] = ()) -> Callable[[F], F]:
    """An act that the law does not allow now."""
    return _decorator("block", "bool", zh, en, needs=needs)


def open_question(zh: str, en: str, *, needs: tuple[str, ...] = ()) -> Callable[[F], F]:
    """Something the texts leave open in this case; a person decides. `needs`: what would settle it."""
    return _decorator("question", "bool", zh, en, needs=needs)


def indicator(zh: str, en: str, *, seat: str, unit: str = "%") -> Callable[[F], F]:
    """A figure of a place or body against its target; its ground is true when the target is missed."""
    return _decorator("indicator", "bool", zh, en, seat=seat, unit=unit)


@cache
def rules() -> dict[str, Rule]:
    """Every rule of the tree, by name; parent rules as `father.x` and `mother.x`. Raises RuleError."""
    for package in ("tonghu.law.categories", "tonghu.law.systems"):
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, package + "."):
            importlib.import_module(module.name)
    return rules_of("tonghu.law")


def rules_of(package: str) -> dict[str, Rule]:
    """The rules written in one package (already imported): the law itself, or a toy law of the tests."""
    sources: dict[str, _Source] = {}
    for (module, name), source in _sources.items():
        if module == package or module.startswith(package + "."):
            if name in sources:
                raise RuleError(f"two rules are called {name}: {sources[name].function.__module__}, {module}")
            sources[name] = source
    result: dict[str, Rule] = {}
    for source in sources.values():
        for role in ROLES if source.per_parent else (None,):
            rule = _read_one(source, role, sources)
            result[rule.name] = rule
    _require_parts(result)
    return result


def _read_one(source: _Source, role: str | None, sources: Mapping[str, _Source]) -> Rule:
    arguments = [
        _symbol(name, role, source, sources) for name in inspect.signature(source.function).parameters
    ]
    returned = source.function(*arguments)
    if isinstance(returned, Grounds) and source.kind in OUTCOMES:
        parts = _grounds(source, returned)
    elif isinstance(returned, Expr) and source.kind not in OUTCOMES:
        if returned.type != source.type:
            raise RuleError(f"{source.name} gives {returned.type}, its decorator says {source.type}")
        parts = {"value": returned}
    else:
        raise RuleError(
            f"{source.name}: a {source.kind} returns Grounds, a condition or quantity an expression"
        )
    zh, en = source.labels
    return Rule(
        name=f"{role}.{source.name}" if role else source.name, kind=source.kind, zh=zh, en=en,
        system=_system(source.function.__module__), module=source.function.__module__,
        line=_line(source.function), doc=inspect.getdoc(source.function) or "", **parts, **source.options,
    )  # fmt: skip


def _grounds(source: _Source, returned: Grounds) -> dict[str, Any]:
    """The parts of a rule that reaches the outside, each of the type that answers rely on."""
    when = returned.when
    limbs = {k: expr if when is None else all_of(when, expr) for k, expr in returned.limbs.items()}
    parts = {part: getattr(returned, part) for part in ("amount", "until", "start", "value")}
    wanted = [*(("bool", limb) for limb in limbs.values()), ("money", parts["amount"])]
    wanted += [("date", parts["until"]), ("date", parts["start"])]
    for type_, expr in wanted:
        if expr is not None and expr.type != type_:
            raise RuleError(f"{source.name}: {expr!r} is {expr.type} and should be {type_}")
    if not limbs:
        raise RuleError(f"{source.name}: names no ground")
    if source.kind == "exit" and parts["until"] is None:
        raise RuleError(f"{source.name}: an exit says in `until` from which day")
    options = source.options
    strange = set(options.get("candidate", ())) - limbs.keys()
    strange |= {*options.get("needs", ()), *filter(None, [options.get("choice")])} - vocabulary().keys()
    if strange:
        raise RuleError(f"{source.name}: neither ground nor fact: {', '.join(sorted(strange))}")
    return {"limbs": limbs, **parts}


def _require_parts(result: Mapping[str, Rule]) -> None:
    """What rules ask of each other's parts is there."""
    for name, rule in result.items():
        expressions = [*rule.limbs.values(), rule.value, rule.amount, rule.until, rule.start]
        for ref in {
            r for expr in expressions if expr is not None for r in names(expr, "rule")
        } - result.keys():
            owner, _, part = ref.rpartition(".")
            if getattr(result[owner], part) is None:
                raise RuleError(f"{name}: {owner} has no {part}")


def _line(function: Callable[..., Any]) -> int:
    return function.__code__.co_firstlineno


def _symbol(argument: str, role: str | None, source: _Source, sources: Mapping[str, _Source]) -> Expr:
    head, _, tail = argument.partition("__")
    owner, name = (head, tail) if head in ROLES and tail else (role, argument)
    if name in sources:
        other = sources[name]
        if other.per_parent and owner is None:
            raise RuleError(f"{source.name}: say father__{name} or mother__{name}")
        return rule_ref(f"{owner}.{name}" if other.per_parent else name, other.type)
    if head in sources and tail in PART_TYPES:
        return rule_ref(f"{head}.{tail}", PART_TYPES[tail])
    if name not in vocabulary():
        raise RuleError(f"{source.name}: {argument} is neither a fact nor a rule")
    if vocabulary()[name].about == "parent":
        return fact(f"{owner}.{name}" if owner else name)
    if name != argument:
        raise RuleError(f"{source.name}: {name} is no fact about a parent")
    return fact(name)


def _system(module: str) -> str:
    parts = module.split(".")
    return parts[parts.index("systems") + 1] if "systems" in parts else "categories"
