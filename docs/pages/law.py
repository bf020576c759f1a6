"""Pages of the law: every provision in the order of its text, every dated value, every ambiguity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from pages.rules import link

from tonghu.law.engine.catalogue import bare, by_system, gathered
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.switches import Switch, switches
from tonghu.law.places.load import DatedValue, Document, Place, Provision, background, places

ASKED = {
    "": "wherever the result leans on it",
    "differs": "only where another reading gives another result",
    "unknown": "only while it is open",
    "true": "only where it decided",
}


def law_pages(note: str) -> dict[str, Callable[[], str]]:
    """The pages by their path under docs/."""
    found: dict[str, Callable[[], str]] = {
        f"law/{place.folder}.md": _page_of(place, note) for place in (*places(), background())
    }
    return found | {"law/values.md": lambda: _values(note), "law/ambiguities.md": lambda: _ambiguities(note)}


def _page_of(place: Place, note: str) -> Callable[[], str]:
    def page() -> str:
        lead = (
            "Each provision in the order of its text: its words, how strong they are, and what serves it.\n"
        )
        parts = [part for document in place.documents for part in _document(document, place)]
        return "\n".join([f"# {place.name} {place.en}\n", note, lead, *parts])

    return page


def _document(document: Document, place: Place) -> Iterator[str]:
    mine = [p for p in place.provisions if p.document == document.id]
    yield f"## {document.title}\n"
    start = document.starts.isoformat() if document.starts else "not in this copy"
    state = "draft, never binding" if document.status == "draft" else "in force"
    told = [document.number, document.issuer, state, f"from: {start}", "abridged copy" if document.abridged else "",
            "" if document.verified else "unverified: never decides"]  # fmt: skip
    yield ", ".join(part for part in told if part) + ".\n"
    yield from (f"{words}\n" for words in (document.note_zh, document.note_en) if words)
    yield from map(_provision, mine)


def _provision(provision: Provision) -> str:
    served = [_served(entry) for entry in provision.serves]
    off = [link(entry.removeprefix("rule:")) for entry in provision.replaces]
    lines = [f"### {provision.id}\n", f"{provision.article}\n" if provision.article else "", f"> {provision.quote}\n",
             f"- {provision.modality}" + ("" if provision.verified else ", unverified"),
             f"- served by: {', '.join(served) or 'nothing to compute'}",
             f"- takes the place of: {', '.join(off)}" if off else ""]  # fmt: skip
    return "\n".join(line for line in lines if line) + "\n"


def _served(entry: str) -> str:
    kind, _, what = entry.partition(":")
    return link(what) if kind == "rule" else f"{kind} {what}"


def _values(note: str) -> str:
    lead = ("Every value that is set, with the day from which it holds and its source. What no source gives is unset, "
            "and stays so. Only a verified value or one of the county's own file decides.\n")  # fmt: skip
    parts = [part for place in (*places(), background()) for part in _values_of(place)]
    return "\n".join(["# Dated values\n", note, lead, *parts]) + "\n"


def _values_of(place: Place) -> Iterator[str]:
    yield f"## {place.name} {place.en}\n"
    yield "| value | name | from | figure | clause or source | status | note |\n| --- | --- | --- | --- | --- | --- | --- |"
    for name in sorted(place.values):
        yield from (_value(name, entry) for entry in place.values[name])
    yield ""


def _value(name: str, entry: DatedValue) -> str:
    since = entry.since.isoformat() if entry.since else "with its text"
    stale = f"; out of date from {entry.stale_after}" if entry.stale_after else ""
    cells = [vocabulary()[name].zh, f"`{name}`", since + stale, f"{entry.value} {entry.unit}".strip(), entry.basis,
             entry.status, entry.note]  # fmt: skip
    return "| " + " | ".join(cells) + " |"


def _ambiguities(note: str) -> str:
    lead = ("What the five texts leave open: the reading taken, the others that can be chosen in a county's file, and "
            "the rules that lean on it.\n")  # fmt: skip
    leaning: dict[str, list[str]] = defaultdict(list)
    for found in by_system().values():
        for rule in found:
            for switch in gathered(rule, "lean"):
                leaning[switch].append(bare(rule.name))
    parts = [_ambiguity(switch, leaning[switch.id]) for switch in switches().values()]
    return "\n".join(["# Ambiguities\n", note, lead, *parts])


def _ambiguity(switch: Switch, leaning: list[str]) -> str:
    lines = [f"## {switch.id}\n", f"{switch.zh} {switch.en}\n"]
    for option, label in switch.options.items():
        taken = " (taken unless the county chooses another)" if option == switch.default else ""
        lines.append(f"- `{option}`{taken}: {label['zh']} · {label['en']}")
    asked = ASKED[switch.ask_when]
    lines.append(
        f"- asked {asked}: {switch.ask_zh} {switch.ask_en}" if switch.ask_zh else "- nothing is asked"
    )
    elsewhere = f"none; {switch.elsewhere_en} ({switch.elsewhere_zh})"
    lines.append(f"- rules that lean on it: {', '.join(map(link, sorted(leaning))) or elsewhere}")
    return "\n".join(lines) + "\n"
