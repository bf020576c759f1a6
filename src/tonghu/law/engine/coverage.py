"""The account of every provision: what serves it, and whether that exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tonghu.law.language.expr import names
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import Rule, rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import Place, Provision, background, places

ROOMS = ("access", "register", "linkage", "casework", "payments", "oversight", "web")
KINDS = ("rule", "value", "workflow", "indicator", "duty", "engine")


@dataclass(frozen=True, slots=True)
class Served:
    """One provision with what serves it, by kind."""

    place: Place
    provision: Provision
    kinds: tuple[str, ...]


def account() -> list[Served]:
    """Every provision of the five documents, in the order of the texts."""
    return [
        Served(place, p, tuple(dict.fromkeys(entry.partition(":")[0] for entry in p.serves)))
        for place in places() for p in place.provisions
    ]  # fmt: skip


def faults() -> list[str]:
    """What is not in order: unserved provisions, rules, grounds or values that do not exist, rules without clause."""
    return [*_broken_links(), *_silent_rules(), *_unused_switches()]


def _broken_links() -> Iterator[str]:
    for place in (*places(), background()):
        for provision in place.provisions:
            if not provision.serves:
                yield f"{provision.id}: nothing serves it"
            for entry in (*provision.serves, *provision.replaces):
                wrong = _wrong(entry)
                if wrong:
                    yield f"{provision.id}: {wrong}"


def _wrong(entry: str) -> str:
    kind, _, target = entry.partition(":")
    if kind == "rule":
        name, _, limb = target.partition(".")
        rule = rule_by_name(name)
        if rule is None:
            return f"there is no rule {name}"
        return f"the rule {name} has no ground {limb}" if limb and limb not in rule.limbs else ""
    if kind == "value":
        known = target in vocabulary() and vocabulary()[target].about == "value"
        return "" if known else f"there is no value {target}"
    if kind == "engine":
        return ""
    if kind in KINDS:
        return "" if target.partition("/")[0] in ROOMS else f"there is no room for {entry}"
    return f"{entry} is none of {', '.join(KINDS)}"


def rule_by_name(name: str) -> Rule | None:
    """A rule by its name without the parent's role."""
    return rules().get(name) or rules().get(f"father.{name}")


def _silent_rules() -> Iterator[str]:
    """Rules that reach the outside and that no provision of any place switches on, ground by ground."""
    served = {pair for place in (*places(), background()) for p in place.provisions for pair in p.limbs()}
    for name, rule in rules().items():
        for limb in rule.limbs:
            if (name, limb) not in served and (name, "") not in served:
                yield f"{name}.{limb}: no provision switches it on"


def switch_uses() -> dict[str, list[str]]:
    """For each ambiguity the rules that lean on it."""
    uses: dict[str, list[str]] = {key: [] for key in switches()}
    for name, rule in rules().items():
        expressions = [*rule.limbs.values(), rule.value, rule.amount, rule.until, rule.start]
        for key in {k for expr in expressions if expr is not None for k in names(expr, "lean")}:
            uses[key].append(name)
    uses["A19"].append("interactions.outdone")
    uses["A20"].append("interactions.awaits_choice")
    return uses


def _unused_switches() -> Iterator[str]:
    for key, users in switch_uses().items():
        if not users and not switches()[key].elsewhere_en:
            yield f"{key}: no rule leans on it and no reason is given"


def totals() -> list[tuple[Place, Counter[str], int]]:
    """By place: how many provisions each kind serves, and how many there are."""
    rows = account()
    return [
        (place, Counter(k for s in rows if s.place is place for k in s.kinds), sum(s.place is place for s in rows))
        for place in places()
    ]  # fmt: skip
