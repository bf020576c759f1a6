"""Pages of the rules: one a system, each rule with its grounds and the provisions that switch them on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache

from tonghu.law.engine.catalogue import bare, by_system, gathered, switched_on
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import Rule

KINDS = {
    "condition": "condition (a yes or no that other rules use)",
    "quantity": "quantity (an amount, day or number that other rules use)",
    "category": "category of children",
    "benefit": "benefit (money)",
    "entitlement": "entitlement (a service, waiver or protection)",
    "duty": "duty (work that somebody must do now)",
    "exit": "ground of exit",
    "block": "act that is not allowed now",
    "question": "open question, left to a person",
    "indicator": "figure of a place or body against its target",
}


def rule_pages(note: str) -> dict[str, Callable[[], str]]:
    """A page for each system of rules, by its path under docs/."""
    return {f"rules/{system}.md": _page_of(system, note) for system in sorted(by_system())}


@cache
def page_of_rule() -> dict[str, str]:
    """The page on which a rule stands, by the rule's bare name."""
    return {bare(rule.name): f"rules/{system}.md" for system, found in by_system().items() for rule in found}


def link(name: str, start: str = "../") -> str:
    """A rule's name as a link to its page."""
    home = page_of_rule().get(name.partition(".")[0])
    return f"[{name}]({start}{home}#{name.partition('.')[0]})" if home else name


@cache
def switches_on() -> dict[tuple[str, str], dict[str, list[str]]]:
    """(rule, ground) -> place -> links to the provisions that switch it on; ground '' is the whole rule."""
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for pair, cited in switched_on().items():
        found[pair] = defaultdict(list)
        for place, provision in cited:
            found[pair][place.name].append(f"[{provision.id}](../law/{place.folder}.md#{provision.id})")
    return found


def _page_of(system: str, note: str) -> Callable[[], str]:
    def page() -> str:
        lead = "Each rule with its grounds, and the provisions that switch a ground on in each place.\n"
        return "\n".join([f"# Rules: {system}\n", note, lead, *(_rule(rule) for rule in by_system()[system])])

    return page


def _rule(rule: Rule) -> str:
    return "\n".join([f"## {bare(rule.name)}\n", *_lines(rule)]) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.zh} · {rule.en}\n"
    yield f"{rule.doc}\n"
    yield f"- kind: {KINDS[rule.kind]}" + (", for each parent" if "." in rule.name else "")
    told = {"unit": rule.unit, "seat": rule.seat, "ends": rule.ends, "choice": rule.choice,
            "only the highest is paid of": rule.group, "another body decides on": ", ".join(rule.candidate),
            "asks for besides": ", ".join(rule.needs)}  # fmt: skip
    yield from (f"- {key}: {value}" for key, value in told.items() if value)
    facts = [f"{vocabulary()[name].zh} `{name}`" for name in gathered(rule, "fact")]
    others = [link(name) for name in gathered(rule, "rule")]
    leans = [f"[{a}](../law/ambiguities.md#{a.lower()})" for a in gathered(rule, "lean")]
    yield from (f"- {key}: {', '.join(found)}" for key, found in
                (("facts and values", facts), ("other rules", others), ("ambiguities", leans)) if found)  # fmt: skip
    grounds = dict.fromkeys(rule.limbs) or {"": None}
    rows = [row for ground in grounds for row in _ground(bare(rule.name), ground)]
    if rows or rule.limbs:
        yield "\n| ground | place | switched on by |\n| --- | --- | --- |"
        yield from rows


def _ground(name: str, ground: str) -> Iterator[str]:
    served = switches_on()
    found = dict(served.get((name, ground), {}))
    for place, links in served.get((name, ""), {}).items() if ground else ():
        found[place] = [*found.get(place, []), *links]
    if ground and not found:
        yield f"| {ground} | | no provision |"
    yield from (f"| {ground} | {place} | {', '.join(links)} |" for place, links in found.items())
