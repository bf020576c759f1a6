"""`tonghu ask`: an interview that asks only what can still change the answer, until it is settled."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tonghu.base.errors import Faults, Unreadable
from tonghu.base.texts import Text
from tonghu.law.engine.determine import Options, determine
from tonghu.law.language.facts import vocabulary
from tonghu.web.account import account
from tonghu.web.commands import options as shared
from tonghu.web.commands.ask_words import heading, question
from tonghu.web.commands.options import said
from tonghu.web.commands.output import to_json
from tonghu.web.interview.replies import read_reply
from tonghu.web.interview.steps import Step, bare, fresh, next_step, person_of, put
from tonghu.web.interview.why import why_asked

STOP, BACK, WHY = ("q", "quit"), ("u", "undo"), ("?", "？")
Reply = Callable[[str], str | None]


def run(arguments: shared.Arguments) -> int:
    """Interview on the terminal, then the account; `--json` gives the case and its answer for keeping."""
    made = shared.parser(
        "ask",
        Text(
            "一问一答。回车：不知道；u：回到上一问；?：为什么问；q：停",
            "a determination by question and answer; Enter: not known; u: back; ?: why it is asked; q: stop",
        ),
        "place", "day", "values", "documents",
    )  # fmt: skip
    made.add_argument("--json", action="store_true", help=said("最后以 JSON 打印案例和结果", "print the case and its answer as JSON at the end"))  # fmt: skip
    made.add_argument("--most", type=int, default=60, metavar="N", help=said("最多问几问", "ask at most so many questions"))  # fmt: skip
    asked = made.parse_args(list(arguments))
    place = shared.place_of(asked)
    case = fresh(place.name, shared.day_of(asked))
    chosen = shared.options(asked)
    with contextlib.redirect_stdout(sys.stderr) if asked.json else contextlib.nullcontext():
        Interview(case, chosen, asked.most, _terminal).run()
    answer = determine(case, replace(chosen, text=True))
    print(to_json({"case": case, "answer": answer}) if asked.json else "\n" + account(answer, asked.lang))
    return 0


@dataclass(slots=True)
class Interview:
    """Asks the facts that can still matter and puts the replies into the case; `asked` holds their names in order."""

    case: dict[str, Any]
    chosen: Options
    most: int
    reply: Reply
    asked: list[str] = field(default_factory=list)
    _told: tuple[int, str] | None = None

    def run(self) -> None:
        """Ask until nothing more depends on an answer, the person stops, or `most` is reached."""
        while len(self.asked) < self.most:
            step = self.next_step()
            if step is None or not self._ask(step):
                return

    def next_step(self) -> Step | None:
        """The next fact to ask."""
        return next_step(self.case, self.chosen, self.asked)

    def _ask(self, step: Step) -> bool:
        """Ask one fact until the reply can be read; False when the person stops."""
        shown = self._heading(step) + question(len(self.asked) + 1, step.fact, step.open, self.chosen.lang)
        while True:
            said = self.reply(shown)
            word = None if said is None else said.strip()
            if word is None or word.lower() in STOP:
                return False
            if word.lower() in BACK:
                return self._back()
            if word in WHY:
                print(why_asked(step.fact, step.decides, self.chosen.lang))
            elif self._take(step.fact, word):
                self.asked.append(step.fact)
                return True

    def _heading(self, step: Step) -> str:
        """Said when the round or the person changes."""
        now = (step.round, person_of(step.fact))
        if now == self._told:
            return ""
        self._told = now
        return heading(*now, self.chosen.lang)

    def _back(self) -> bool:
        if self.asked:
            put(self.case, self.asked.pop(), None)
        else:
            print(Text("已经是第一问", "this is the first question").in_(self.chosen.lang))
        return True

    def _take(self, name: str, word: str) -> bool:
        """Put a reply into the case; an unreadable one is told and leaves the case as it was."""
        lang = self.chosen.lang
        if not word:
            return True
        try:
            put(self.case, name, read_reply(vocabulary()[bare(name)], word))
            determine(self.case, replace(self.chosen, next_change=False, proposals=False))
        except Unreadable as error:
            print(error.fault("", lang))
        except Faults as error:
            put(self.case, name, None)
            print(*(f"{fault.what}; {fault.mend}" for fault in error.faults), sep="\n")
        else:
            return True
        return False


def _terminal(shown: str) -> str | None:
    try:
        return input(f"{shown}\n> ")
    except EOFError:
        return None
