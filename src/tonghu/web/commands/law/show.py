"""`tonghu law show`: a provision, a rule, a value or an ambiguity, with the code and the clauses behind it."""

from __future__ import annotations

import argparse
import difflib
import inspect

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.coverage import rule_by_name, switch_uses
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import Rule, rules
from tonghu.law.language.switches import switches
from tonghu.law.places.load import Place, Provision, background, places
from tonghu.web.commands.output import table


def add(parser: argparse.ArgumentParser) -> None:
    """Options of this verb."""
    parser.add_argument(
        "what", metavar="ID", help="nm20-s1a1-x5, exit_released, param_taper_months, A23, or a place"
    )


def run(asked: argparse.Namespace) -> int:
    """Print what is known of the id. Raises Faults with the nearest id."""
    print(show(asked.what, asked.lang))
    return 0


def show(what: str, lang: Lang) -> str:
    """The text for one id."""
    for place in (*places(), background()):
        if what in (place.name, place.en, place.code, *place.aliases):
            return _place(place, lang)
        for provision in place.provisions:
            if provision.id == what:
                return _provision(place, provision, lang)
    rule = rule_by_name(what)
    if rule is not None:
        return _rule(rule, lang)
    if what in switches():
        return _switch(what, lang)
    if what in vocabulary():
        return _fact(what, lang)
    raise Faults(_unknown(what, lang))


def _unknown(what: str, lang: Lang) -> Fault:
    every = [p.id for place in (*places(), background()) for p in place.provisions]
    close = difflib.get_close_matches(what, [*every, *rules(), *switches(), *vocabulary()], n=1)
    mend = (
        Text(f"是否想看 {close[0]}？", f"did you mean {close[0]}?")
        if close
        else Text("用 tonghu law search 查找", "use tonghu law search")
    )
    return Fault(what, Text("没有这个编号", "there is no such id").in_(lang), mend.in_(lang))


def _place(place: Place, lang: Lang) -> str:
    lines = [f"{place.label(lang)} {place.code}"]
    lines += [
        f"  {d.id}  {d.name}  {d.status}  {d.starts or Text('施行日未知', 'first day unknown').in_(lang)}"
        for d in place.documents
    ]
    return "\n".join([*lines, "", table([(p.id, p.article, p.quote[:40]) for p in place.provisions])])


def _provision(place: Place, provision: Provision, lang: Lang) -> str:
    document = next(d for d in place.documents if d.id == provision.document)
    row = provision.row
    lines = [
        f"{provision.id}  {document.name}  {provision.article}  [{provision.modality}]",
        f"  “{provision.quote}”",
        "",
    ]
    lines += [f"  {line}" for entry in provision.serves for line in _served(entry, place, lang)]
    if provision.replaces:
        lines.append(
            Text("  在本地代替：", "  stands here instead of: ").in_(lang) + ", ".join(provision.replaces)
        )
    lines.append(f"  src/tonghu/law/places/{place.folder}/clauses.yaml")
    related = [f"{r.get('id') or r.get('doc')} ({r['rel']})" for r in row.get("relates") or ()]
    if related:
        lines.append(Text("  他处：", "  elsewhere: ").in_(lang) + ", ".join(related))
    if row.get("departments"):
        lines.append(Text("  责任部门：", "  bodies: ").in_(lang) + "、".join(row["departments"]))
    return "\n".join(lines)


def _served(entry: str, place: Place, lang: Lang) -> list[str]:
    kind, _, target = entry.partition(":")
    if kind == "rule":
        name, _, limb = target.partition(".")
        rule = rule_by_name(name)
        ground = f" · {limb}" if limb else ""
        return [f"{entry}", f"    {rule.label(lang)}{ground}", f"    {source_of(rule)}"] if rule else [entry]
    if kind == "value":
        dated = place.values.get(target, ())
        told = [
            f"    {v.since or ''} {v.value} {v.unit}  ({v.status}; {v.basis})".replace("     ", "    ")
            for v in dated
        ]
        unset = [Text("    未设", "    unset").in_(lang)]
        return [f"{entry}  {vocabulary()[target].label(lang)}", *(told or unset),
                *([f"    src/tonghu/law/places/{place.folder}/values.toml"] if dated else [])]  # fmt: skip
    return [entry]


def source_of(rule: Rule) -> str:
    """File and line of a rule."""
    return f"src/{rule.module.replace('.', '/')}.py:{rule.line}"


def _rule(rule: Rule, lang: Lang) -> str:
    name = rule.name.removeprefix("father.").removeprefix("mother.")
    lines = [
        f"{name}  {rule.label(lang)}  [{rule.kind}]",
        f"  {source_of(rule)}",
        "",
        *(f"  {line}" for line in inspect.cleandoc(rule.doc).split("\n")),
        "",
    ]
    for place in (*places(), background()):
        for provision in place.provisions:
            for target, limb in provision.limbs():
                if target == name:
                    lines.append(f"  {place.label(lang)}  {provision.id}  {limb}  “{provision.quote[:50]}”")
    return "\n".join(lines)


def _switch(key: str, lang: Lang) -> str:
    switch = switches()[key]
    options = [f"  {'→' if k == switch.default else ' '} {k}: {v[lang]}" for k, v in switch.options.items()]
    users = ", ".join(dict.fromkeys(u.split(".")[-1] for u in switch_uses()[key]))
    elsewhere = switch.elsewhere_zh if lang == "zh" else switch.elsewhere_en
    return "\n".join(
        [
            f"{key}  {switch.zh if lang == 'zh' else switch.en}",
            *options,
            f"  {switch.ask(lang)}",
            f"  {users or elsewhere}",
        ]
    )


def _fact(name: str, lang: Lang) -> str:
    entry = vocabulary()[name]
    lines = [
        f"{name}  {entry.label(lang)}  {entry.type} {entry.unit}".rstrip(),
        "  " + " / ".join(entry.values),
    ]
    for place in (*places(), background()):
        dated = place.values.get(name, ())
        lines += [
            f"  {place.label(lang)}  {v.since or ''}  {v.value} {v.unit}  {v.status}  {v.basis}"
            for v in dated
        ]
    return "\n".join(line for line in lines if line.strip())
