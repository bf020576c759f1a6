"""An answer told to people: a readable account as text, and as a page that prints on A4."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from typing import Any

from tonghu.base.texts import Lang, Text

Answer = Mapping[str, Any]
STATUS = {
    "yes": Text("应享", "owed"), "candidate": Text("待有关部门认定", "another body decides"),
    "choice": Text("等家庭选择", "waits for the family's choice"), "unknown": Text("还不能确定", "not yet known"),
    "no": Text("不符合", "no"),
}  # fmt: skip
SYSTEMS = {
    "basic_living": Text("基本生活", "Basic living"), "medical_rehab": Text("医疗康复", "Medical care and rehabilitation"),
    "education": Text("教育", "Education"), "mental_health": Text("心理健康", "Mental health"),
    "safety": Text("人身安全", "Safety"), "guardianship": Text("监护", "Guardianship"),
    "foundations": Text("工作保障", "Foundations"),
}  # fmt: skip
SUPPLIERS = {
    "visit": Text("入户走访", "home visit"), "evidence": Text("家庭提供材料", "papers of the family"),
    "county": Text("县里的规定", "the county's own rule"),
}  # fmt: skip
MOST_MISSING = 8


def yuan(item: Mapping[str, Any], lang: Lang) -> str:
    """The amount of a benefit as people read it."""
    unit = item.get("unit") or ""
    if item.get("amount") is not None:
        about = Text("（估算）", " (estimate)").in_(lang) if item.get("estimate") else ""
        return f"{item['amount']} {unit}{about}"
    if item.get("amount_min"):
        return Text(f"至少 {item['amount_min']} {unit}", f"at least {item['amount_min']} {unit}").in_(lang)
    return Text("金额未定", "amount not settled").in_(lang)


def granted(items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Those that are owed, wait for a choice or for another body."""
    return [i for i in items if i["status"] in ("yes", "candidate", "choice")]


def words(answer: Answer, clause: str) -> str:
    """Document, article and words of a provision where the answer carries them (`--text`)."""
    found = answer.get("texts", {}).get(clause)
    return f"{found['document']} {found['article']}：“{found['text']}”" if found else clause


def supplier(names: Iterable[str], lang: Lang) -> str:
    """Who can say: departments, papers, a visit."""
    return "、".join(SUPPLIERS[n].in_(lang) if n in SUPPLIERS else n for n in names)


def sections(answer: Answer, lang: Lang) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The account as (heading, [(line, notes)]); empty sections are left out."""
    made = [
        (Text("类别", "Categories").in_(lang), _categories(answer, lang)),
        (Text("应享待遇", "Money owed").in_(lang), _benefits(answer["benefits"], answer, lang)),
        (Text("可以改选", "May be chosen instead").in_(lang), _benefits(answer["alternatives"], answer, lang)),
        (Text("应享服务", "Services owed").in_(lang), _entitlements(answer, lang)),
        (Text("退出", "Exits").in_(lang), [_exit(x, answer, lang) for x in answer["exits"]]),
        (Text("现在不能做", "Not allowed now").in_(lang), [_blocked(b, answer) for b in answer["blocked"]]),
        (Text("要办的事", "To do").in_(lang), [(f"{t['name']}（{t['seat']}）", [words(answer, t["clause"])]) for t in answer["tasks"]]),
        (Text("需人判断", "For a person to decide").in_(lang),
         [(u["what"], [n for n in (u["why"], u["question"]) if n]) for u in answer["undetermined"]]),
        (Text("还缺的信息（最能决定的在前）", "Missing facts, most decisive first").in_(lang), _missing(answer, lang)),
        (Text("下一次变化", "Next change").in_(lang), _next(answer, lang)),
        (Text("未核实、待县里采纳的（不作依据）", "Unverified, for the county to adopt (not used)").in_(lang),
         [_proposal(p) for p in answer.get("proposals", [])]),
    ]  # fmt: skip
    return [(heading, lines) for heading, lines in made if lines]


def _categories(answer: Answer, lang: Lang) -> list[tuple[str, list[str]]]:
    yes = [
        (c["name"], [words(answer, x) for x in c["clauses"][:3]])
        for c in answer["categories"]
        if c["status"] == "yes"
    ]
    none = Text("没有一类可以确定", "none is certain yet").in_(lang)
    return yes or [(none, [])]


def _benefits(items: Iterable[Mapping[str, Any]], answer: Answer, lang: Lang) -> list[tuple[str, list[str]]]:
    rows = []
    for item in granted(items):
        until = Text(f"，至 {item['until']}", f", until {item['until']}").in_(lang) if item["until"] else ""
        mark = "" if item["status"] == "yes" else f"（{STATUS[item['status']].in_(lang)}）"
        notes = [item["arithmetic"]] if "=" in item["arithmetic"] else []
        rows.append(
            (
                f"{item['name']}：{yuan(item, lang)}{until}{mark}",
                [*notes, *(words(answer, c) for c in item["clauses"])],
            )
        )
    return rows


def _entitlements(answer: Answer, lang: Lang) -> list[tuple[str, list[str]]]:
    rows = []
    for system, label in SYSTEMS.items():
        for item in granted(answer["entitlements"]):
            if item["system"] == system:
                mark = "" if item["status"] == "yes" else f"（{STATUS[item['status']].in_(lang)}）"
                rows.append(
                    (
                        f"{label.in_(lang)}：{item['name']}{mark}",
                        [words(answer, c) for c in item["clauses"][:2]],
                    )
                )
    return rows


def _exit(item: Mapping[str, Any], answer: Answer, lang: Lang) -> tuple[str, list[str]]:
    day = item["effective"]
    line = Text(
        f"{day} 起退出：{item['ground']}（须二次审批）",
        f"exit on {day}: {item['ground']} (needs a second approval)",
    )
    return line.in_(lang), [words(answer, item["clause"])]


def _blocked(item: Mapping[str, Any], answer: Answer) -> tuple[str, list[str]]:
    return item["action"], [words(answer, item["clause"])]


def _missing(answer: Answer, lang: Lang) -> list[tuple[str, list[str]]]:
    rows = [
        (m["name"], [Text("可问：", "ask: ").in_(lang) + supplier(m["supplier"], lang)])
        for m in answer["missing"][:MOST_MISSING]
    ]
    more = len(answer["missing"]) - len(rows)
    return [*rows, (Text(f"……另有 {more} 项", f"… and {more} more").in_(lang), [])] if more > 0 else rows


def _proposal(item: Mapping[str, Any]) -> tuple[str, list[str]]:
    told = item["name"] if "value" not in item else f"{item['name']} {item['value']} {item['unit']}".strip()
    return told, [item["source"]]


def _next(answer: Answer, lang: Lang) -> list[tuple[str, list[str]]]:
    change = answer.get("next_change")
    if not change:
        return []
    told = [f"{c['name']}：{_state(c['from'], lang)} → {_state(c['to'], lang)}" for c in change["changes"]]
    return [(str(change["date"]), told[:6])]


def _state(value: Any, lang: Lang) -> str:
    if value is None:
        return Text("未定", "open").in_(lang)
    return STATUS[value].in_(lang) if value in STATUS else f"{value}"


def heading(answer: Answer, lang: Lang) -> str:
    """Case, place, day and whether the answer binds."""
    binding = Text("", "") if answer["binding"] else Text(
        " · 仅供测算：文件是征求意见稿，或施行日未确认，不能据此发放", " · simulation only: a draft, or a text whose first day is not confirmed; not payable")  # fmt: skip
    return f"{answer['id']} · {answer['jurisdiction']['name']} · {answer['as_of_date']}{binding.in_(lang)}".lstrip(
        " ·"
    )


def account(answer: Answer, lang: Lang) -> str:
    """The account as text."""
    lines = [heading(answer, lang)]
    for title, rows in sections(answer, lang):
        lines.append(f"\n{title}")
        for line, notes in rows:
            lines.append(f"  · {line}")
            lines += [f"      {note}" for note in notes]
    lines.append("\n" + advice(lang))
    return "\n".join(lines)


def advice(lang: Lang) -> str:
    """What the account is and is not."""
    return Text(
        "以上为按条文计算的建议，由经办人决定。", "This is advice computed from the texts; a person decides."
    ).in_(lang)


def page(answers: Iterable[tuple[Answer, str]], lang: Lang) -> str:
    """Accounts as one HTML page for A4; each with its title."""
    body = "\n".join(_article(answer, title, lang) for answer, title in answers)
    name = Text("应享说明", "What is owed").in_(lang)
    return f'<!doctype html><html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title><style>{STYLE}</style></head><body>{body}</body></html>\n'


def _article(answer: Answer, title: str, lang: Lang) -> str:
    parts = [f"<header><h1>{html.escape(title)}</h1><p>{html.escape(heading(answer, lang))}</p></header>"]
    for name, rows in sections(answer, lang):
        items = "".join(
            f"<li>{html.escape(line)}" + "".join(f"<p>{html.escape(note)}</p>" for note in notes) + "</li>"
            for line, notes in rows
        )
        parts.append(f"<section><h2>{html.escape(name)}</h2><ul>{items}</ul></section>")
    if answer.get("tree"):
        title = Text("理由", "Reasons").in_(lang)
        parts.append(
            f"<section class='why'><h2>{title}</h2>{''.join(_branch(row) for row in answer['tree'])}</section>"
        )
    parts.append(f"<footer>{html.escape(advice(lang))}</footer>")
    return f"<article>{''.join(parts)}</article>"


def _branch(row: Mapping[str, Any]) -> str:
    label = row.get("label") or row.get("name")
    value = (
        row["value"] if isinstance(row["value"], str) else {True: "✓", False: "✗", None: "？"}[row["value"]]
    )
    clauses = f" <small>{html.escape(' '.join(row.get('clauses') or []))}</small>"
    text = f"{html.escape(str(label))}：<b>{html.escape(value)}</b>{clauses}"
    below = "".join(_branch(child) for child in row.get("because", ()))
    return f"<details open><summary>{text}</summary>{below}</details>" if below else f"<p>{text}</p>"


STYLE = """
@page{size:A4;margin:18mm}
body{font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;color:#1f2933;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.05rem;margin:1.4rem 0 .3rem;border-bottom:1px solid #cbd2d9}
header p,li p,footer,small{color:#52606d;margin:.1rem 0;font-size:.9rem}ul{padding-left:1.2rem;margin:.3rem 0}li{margin:.35rem 0}
details{margin-left:1rem;border-left:1px solid #cbd2d9;padding-left:.6rem}.why p{margin:.1rem 0 .1rem 1.6rem}
article+article{break-before:page}section{break-inside:avoid-page}.why{break-inside:auto}
@media print{body{font-family:"Songti SC","SimSun","Noto Serif SC",serif;max-width:none;margin:0;padding:0}}
""".strip().replace("\n", "")
