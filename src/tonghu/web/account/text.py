"""An account as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from tonghu.base.texts import Lang, Text
from tonghu.law.language.words import listed
from tonghu.web.account.notes import Note
from tonghu.web.account.reasons import Reason, reasons
from tonghu.web.account.sections import Answer, Line, Teller
from tonghu.web.account.wording import bracketed, day_told

REASONS = Text("理由", "Reasons")
NOTES = Text("依据", "Provisions")


def account(answer: Answer, lang: Lang, *, words: bool = False) -> str:
    """The account as text; `words` gives each provision in full at the end, else only its document and article."""
    teller = Teller(answer, lang)
    lines = [heading(answer, lang), *warning(answer, lang)]
    for section in teller.sections():
        lines += ["", section.title, *(told for line in section.lines for told in _line(line, lang))]
    if answer.get("tree"):
        lines += ["", REASONS.in_(lang)]
        lines += [
            told for reason in reasons(answer["tree"], teller.notes, lang) for told in _reason(reason, 1)
        ]
    notes = teller.notes.listed()
    if notes:
        lines += ["", NOTES.in_(lang), *(told for note in notes for told in _note(note, lang, words))]
    return "\n".join([*lines, "", advice(lang)])


def heading(answer: Answer, lang: Lang) -> str:
    """Case, place and day."""
    day = day_told(answer["as_of_date"], lang)
    return " · ".join(filter(None, (answer["id"], answer["jurisdiction"]["name"], day)))


def warning(answer: Answer, lang: Lang) -> list[str]:
    """Said first where the answer does not bind."""
    if answer["binding"]:
        return []
    return [
        Text(
            "仅供测算：文件是征求意见稿，或施行日未确认，不能据此发放。",
            "Simulation only: a draft, or a text whose first day is not confirmed; not payable.",
        ).in_(lang)
    ]


def advice(lang: Lang) -> str:
    """What the account is and is not."""
    return Text(
        "以上为按条文计算的建议，由经办人决定。", "This is advice computed from the texts; a person decides."
    ).in_(lang)


def _line(line: Line, lang: Lang) -> Iterator[str]:
    figure = f"{'：' if lang == 'zh' else ': '}{line.figure}" if line.figure else ""
    yield f"  · {line.text}{figure}{line.tail}{_marks(line.cites)}"
    yield from (f"      {note}" for note in line.below)


def _marks(cites: tuple[int, ...]) -> str:
    return " " + "".join(f"[{n}]" for n in cites) if cites else ""


def _reason(reason: Reason, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{reason.text}{_marks(reason.cites)}"
    for below in reason.below:
        yield from _reason(below, depth + 1)


def _note(note: Note, lang: Lang, words: bool) -> Iterator[str]:
    ids = listed(note.words, lang)
    if not words:
        yield f"  [{note.number}] {note.source}" + (bracketed(ids, lang) if ids else "")
        return
    yield f"  [{note.number}] {note.source}"
    yield from (f"      {told}{bracketed(clause, lang)}" for clause, told in note.words.items())
