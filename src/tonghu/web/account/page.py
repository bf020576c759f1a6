"""Accounts as one HTML page for A4: nothing is loaded from elsewhere, nothing needs a script."""

from __future__ import annotations

import html
from collections.abc import Iterable
from importlib import resources

from tonghu.base.texts import Lang, Text
from tonghu.web.account.notes import Note
from tonghu.web.account.reasons import Reason, reasons
from tonghu.web.account.sections import Answer, Line, Section, Teller
from tonghu.web.account.text import NOTES, REASONS, advice, warning
from tonghu.web.account.wording import day_told


def page(answers: Iterable[tuple[Answer, str]], lang: Lang) -> str:
    """Accounts as one page, each with its title."""
    articles = "\n".join(
        _article(answer, title, lang, number) for number, (answer, title) in enumerate(answers, 1)
    )
    name = Text("应享说明", "What is owed").in_(lang)
    style = resources.files("tonghu.web.account").joinpath("page.css").read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{name}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{articles}\n</main>\n</body>\n</html>\n"
    )


def _article(answer: Answer, title: str, lang: Lang, number: int) -> str:
    teller = Teller(answer, lang)
    mark = f"c{number}-"
    told = " · ".join((answer["jurisdiction"]["name"], day_told(answer["as_of_date"], lang)))
    parts = [f"<header>\n<h1>{html.escape(title)}</h1>\n<p>{html.escape(told)}</p>\n</header>"]
    parts += [f'<p class="warning">{html.escape(line)}</p>' for line in warning(answer, lang)]
    parts += [_section(section, mark) for section in teller.sections()]
    why = reasons(answer.get("tree") or (), teller.notes, lang)
    if why:
        told = "\n".join(_result(reason, mark) for reason in why)
        parts.append(f'<section class="why">\n<h2>{REASONS.in_(lang)}</h2>\n{told}\n</section>')
    parts.append(_notes(teller.notes.listed(), mark, lang))
    parts.append(f"<footer><p>{html.escape(advice(lang))}</p></footer>")
    return f"<article>\n{chr(10).join(filter(None, parts))}\n</article>"


def _section(section: Section, mark: str) -> str:
    lines = "\n".join(_line(line, mark) for line in section.lines)
    return f'<section class="{section.key}">\n<h2>{html.escape(section.title)}</h2>\n<ul>\n{lines}\n</ul>\n</section>'


def _line(line: Line, mark: str) -> str:
    head = f"<span>{html.escape(line.text)}{'' if line.figure else html.escape(line.tail)}{_marks(line.cites, mark)}</span>"
    figure = (
        f" <b>{html.escape(line.figure)}<small>{html.escape(line.tail)}</small></b>" if line.figure else ""
    )
    below = "".join(f"<p>{html.escape(note)}</p>" for note in line.below)
    return f'<li><div class="said">{head}{figure}</div>{below}</li>'


def _marks(cites: tuple[int, ...], mark: str) -> str:
    links = (f'<a href="#{mark}{n}">[{n}]</a>' for n in cites)
    return f"<sup>{''.join(links)}</sup>" if cites else ""


def _result(reason: Reason, mark: str) -> str:
    said = f"{html.escape(reason.text)}{_marks(reason.cites, mark)}"
    if not reason.below:
        return f"<p>{said}</p>"
    return f"<details open>\n<summary>{said}</summary>\n{_steps(reason, mark)}\n</details>"


def _steps(reason: Reason, mark: str) -> str:
    if not reason.below:
        return ""
    items = "".join(
        f"<li>{html.escape(step.text)}{_marks(step.cites, mark)}{_steps(step, mark)}</li>"
        for step in reason.below
    )
    return f"<ul>{items}</ul>"


def _notes(notes: list[Note], mark: str, lang: Lang) -> str:
    if not notes:
        return ""
    items = "\n".join(_note(note, mark) for note in notes)
    return f'<section class="notes">\n<h2>{NOTES.in_(lang)}</h2>\n<ol>\n{items}\n</ol>\n</section>'


def _note(note: Note, mark: str) -> str:
    words = "".join(
        f"<p>{html.escape(told)} <code>{html.escape(clause)}</code></p>"
        for clause, told in note.words.items()
    )
    return f'<li id="{mark}{note.number}"><strong>{html.escape(note.source)}</strong>{words}</li>'
