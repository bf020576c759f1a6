"""`tonghu law show`: a provision, a rule, a value or an ambiguity, with the code and the clauses behind it."""

from __future__ import annotations

import argparse
import difflib
import inspect
from collections.abc import Iterator

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.coverage import rule_by_name, switch_uses
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import Rule, rules
from tonghu.law.language.switches import switches
from tonghu.law.language.words import UNITS, listed, word
from tonghu.law.places.load import Document, Place, Provision, background, places
from tonghu.web.account import plain
from tonghu.web.account.codes import DOCUMENT_STATUS, KINDS, MODALITIES, RELATIONS, TYPES, dated_told
from tonghu.web.account.wording import day_told, quote
from tonghu.web.commands.options import said
from tonghu.web.commands.output import table


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument(
        "what", metavar="ID",
        help=said("如 nm20-s1a1-x5、nm20、exit_released、param_taper_months、A23，或地区",
                  "such as nm20-s1a1-x5, nm20, exit_released, param_taper_months, A23, or a place"),
    )  # fmt: skip


def run(asked: argparse.Namespace) -> int:
    """Print what is known of the id. Raises Faults with the nearest ids."""
    print(show(asked.what, asked.lang))
    return 0


def show(what: str, lang: Lang) -> str:
    """The text for one id."""
    for place in _everywhere():
        if what in (place.name, place.en, place.code, *place.aliases):
            return _place(place, place.documents, lang)
        for provision in place.provisions:
            if provision.id == what:
                return _provision(place, provision, lang)
        documents = tuple(d for d in place.documents if what in (d.id, d.number, d.title))
        if documents:
            return _place(place, documents, lang)
    rule = rule_by_name(what)
    if rule is not None:
        return _rule(rule, lang)
    if what.upper() in switches():
        return _switch(what.upper(), lang)
    if what in vocabulary():
        return _fact(what, lang)
    raise Faults(_unknown(what, lang))


def _everywhere() -> tuple[Place, ...]:
    return (*places(), background())


def _unknown(what: str, lang: Lang) -> Fault:
    names = [n.removeprefix("father.") for n in rules() if not n.startswith("mother.")]
    every = [p.id for place in _everywhere() for p in place.provisions]
    close = difflib.get_close_matches(what, [*every, *names, *switches(), *vocabulary()], n=3)
    mend = (
        Text(f"是否想看 {'、'.join(close)}？", f"did you mean {' or '.join(close)}?")
        if close
        else Text(f"用 tonghu law search {what} 查找", f"try tonghu law search {what}")
    )
    return Fault(what, Text("没有这个编号", "there is no such id").in_(lang), mend.in_(lang))


def _place(place: Place, documents: tuple[Document, ...], lang: Lang) -> str:
    lines = [f"{place.label(lang)} {place.code}"]
    lines += [f"  {_document(d, lang)}" for d in documents]
    ids = {d.id for d in documents}
    rows = [(p.id, p.article, quote(p.quote, 40)) for p in place.provisions if p.document in ids]
    return "\n".join([*lines, "", table(rows)])


def _document(document: Document, lang: Lang) -> str:
    status = word(DOCUMENT_STATUS, document.status, lang)
    since = day_told(document.starts, lang) if document.starts else ""
    first = Text(f"自{since}起", f"from {since}") if since else Text("施行日未知", "first day unknown")
    return f"{document.id}  {document.name}  {status}  {first.in_(lang)}"


def _provision(place: Place, provision: Provision, lang: Lang) -> str:
    document = next(d for d in place.documents if d.id == provision.document)
    modality = word(MODALITIES, provision.modality, lang)
    words = quote(provision.quote)
    if document.background:  # the words are ours, so they are not given as a quote
        gist = provision.row.get("gist_en") if lang == "en" else None
        words = Text("大意：", "in substance: ").in_(lang) + (gist or provision.quote)
    lines = [f"{provision.id}  {document.name}  {provision.article}  [{modality}]", f"  {words}", ""]
    lines += [f"  {line}" for entry in provision.serves for line in _served(entry, place, lang)]
    if provision.replaces:
        lines.append(
            Text("  在本地代替：", "  stands here instead of: ").in_(lang) + ", ".join(provision.replaces)
        )
    lines.append(f"  src/tonghu/law/places/{place.folder}/clauses.yaml")
    return "\n".join([*lines, *_surroundings(provision, lang)])


def _surroundings(provision: Provision, lang: Lang) -> Iterator[str]:
    """What other texts say, and who answers for it."""
    related = [
        f"{r.get('id') or r.get('doc')} ({word(RELATIONS, r['rel'], lang)})"
        for r in provision.row.get("relates") or ()
    ]
    if related:
        yield Text("  他处：", "  elsewhere: ").in_(lang) + ", ".join(related)
    bodies = provision.row.get("departments")
    if bodies:
        named = "、".join(bodies)
        yield Text(f"  责任部门：{named}", f"  bodies named: “{named}”").in_(lang)


def _served(entry: str, place: Place, lang: Lang) -> list[str]:
    kind, _, target = entry.partition(":")
    if kind == "rule":
        name, _, limb = target.partition(".")
        rule = rule_by_name(name)
        ground = f" · {limb}" if limb else ""
        return (
            [entry, f"    {plain(rule.label(lang))}{ground}", f"    {source_of(rule)}"] if rule else [entry]
        )
    if kind == "value":
        dated = [f"    {dated_told(v, lang)}" for v in place.values.get(target, ())]
        unset = [Text("    未设", "    unset").in_(lang)]
        return [f"{entry}  {vocabulary()[target].label(lang)}", *(dated or unset),
                *([f"    src/tonghu/law/places/{place.folder}/values.toml"] if dated else [])]  # fmt: skip
    return [entry]


def source_of(rule: Rule) -> str:
    """File and line of a rule."""
    return f"src/{rule.module.replace('.', '/')}.py:{rule.line}"


def _rule(rule: Rule, lang: Lang) -> str:
    name = rule.name.removeprefix("father.").removeprefix("mother.")
    lines = [
        f"{name}  {plain(rule.label(lang))}  [{word(KINDS, rule.kind, lang)}]",
        f"  {source_of(rule)}",
        "",
    ]
    if lang == "en":  # what the rule's author wrote beside it
        lines += [*(f"  {line}".rstrip() for line in inspect.cleandoc(rule.doc).split("\n")), ""]
    for place in _everywhere():
        for provision in place.provisions:
            for target, limb in provision.limbs():
                if target == name:
                    lines.append(
                        f"  {place.label(lang)}  {provision.id}  {limb}  {quote(provision.quote, 50)}"
                    )
    return "\n".join(lines)


def _switch(key: str, lang: Lang) -> str:
    switch = switches()[key]
    options = [f"  {'→' if k == switch.default else ' '} {k}: {v[lang]}" for k, v in switch.options.items()]
    users = ", ".join(dict.fromkeys(u.split(".")[-1] for u in switch_uses()[key]))
    elsewhere = switch.elsewhere_zh if lang == "zh" else switch.elsewhere_en
    lines = [f"{key}  {switch.zh if lang == 'zh' else switch.en}", *options]
    lines += [f"  {line}" for line in (switch.ask(lang), users or elsewhere) if line]
    return "\n".join(lines)


def _fact(name: str, lang: Lang) -> str:
    entry = vocabulary()[name]
    unit = word(UNITS, entry.unit, lang)
    head = "  ".join(filter(None, (name, entry.label(lang), word(TYPES, entry.type, lang), unit)))
    lines = [head, f"  {listed(entry.values, lang)}" if entry.values else "", f"  {_note(entry.note, lang)}"]
    for place in _everywhere():
        lines += [f"  {place.label(lang)}  {dated_told(v, lang)}" for v in place.values.get(name, ())]
    return "\n".join(line for line in lines if line.strip())


def _note(note: str, lang: Lang) -> str:
    zh, _, en = note.partition(" / ")
    return zh if lang == "zh" else en
