"""What an account says, in the order in which a person wants to know it: what is owed, then what to do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tonghu.base.texts import Lang, Text
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.words import SEATS, STATUS, SUPPLIERS, SYSTEMS, fact_label, word
from tonghu.web.account.notes import Notes
from tonghu.web.account.wording import (
    Item,
    bracketed,
    day_told,
    days_left,
    fact_told,
    facts_told,
    figure,
    granted,
    several,
    source_told,
    starting,
    suppliers_of,
    whom_to_ask,
    yuan,
)  # fmt: skip

Answer = Item
MAIN = ("orphan", "unattended", "disabled", "poor_family", "migrant", "left_behind")
SPARED = ("health", "mental_health", "harm", "adoption", "hiv")
MOST_OPEN, MOST_FACTS, MOST_NAMES = 6, 4, 6


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said: its words, its amount where it has one, the numbers of its notes, what stands below it."""

    text: str
    figure: str = ""
    tail: str = ""
    cites: tuple[int, ...] = ()
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines; `key` names it for the look of the page."""

    key: str
    title: str
    lines: list[Line]


class Teller:
    """Tells one answer section by section; the notes gather on the way."""

    def __init__(self, answer: Answer, lang: Lang) -> None:
        self.answer, self.lang = answer, lang
        self.notes = Notes(answer.get("texts") or {}, lang)

    def sections(self, *only: str) -> list[Section]:
        """Every section that has something to say, or those of them that are asked for by key."""
        answer = self.answer
        made = [
            ("categories", Text("类别", "Categories"), self._categories()),
            ("money", Text("应享待遇", "Money owed"), self._benefits(answer["benefits"], "yes", "choice")),
            ("services", Text("应享服务", "Services owed"), self._services("yes", "choice")),
            ("exits", Text("应退出的", "Exits"), map(self._exit, answer["exits"])),
            ("tasks", Text("要办的事", "To do"), self._tasks()),
            ("blocked", Text("现在不能做", "Not allowed now"), map(self._blocked, answer["blocked"])),
            ("people", Text("需要人判断", "For a person to decide"), self._people()),
            ("candidates", Text("还要有关部门认定", "For another body to decide"), self._candidates()),
            ("alternatives", Text("可以改选", "May be chosen instead"), self._benefits(answer["alternatives"], *STATUS)),
            ("open", Text("还不能确定", "Not yet known"), self._open()),
            ("missing", Text("还缺什么，问谁", "What is missing, and who can say"), self._missing()),
            ("next", Text("下一次变化", "Next change"), self._next()),
            ("refused", Text("不符合的，怎样才符合", "Not owed, and what would change that"), self._refused()),
            ("proposals", Text("未核实、待县里采纳的（不作依据）", "Unverified, for the county to adopt (not used)"),
             map(self._proposal, answer.get("proposals", []))),
        ]  # fmt: skip
        told = [
            Section(key, title.in_(self.lang), list(lines))
            for key, title, lines in made
            if not only or key in only
        ]
        return [section for section in told if section.lines]

    def _text(self, zh: str, en: str) -> str:
        return Text(zh, en).in_(self.lang)

    def _categories(self) -> Iterator[Line]:
        certain = [c for c in self.answer["categories"] if c["status"] == "yes"]
        for item in certain:
            yield Line(item["name"], cites=self.notes.cite(item["clauses"][:3]))
        if not certain:
            yield Line(self._text("没有一类可以确定", "none is certain yet"))

    def _benefits(self, items: Iterable[Item], *statuses: str) -> Iterator[Line]:
        for item in granted(items):
            if item["status"] in statuses:
                yield self._benefit(item)

    def _benefit(self, item: Item) -> Line:
        tail = ""
        if item["until"]:
            day = day_told(item["until"], self.lang)
            tail = self._text(f"，到{day}为止", f", until {day}")
        if item["status"] == "choice":
            tail += bracketed(STATUS["choice"].in_(self.lang), self.lang)
        below = [item["arithmetic"]] if "=" in item["arithmetic"] else []
        if item["amount"] is None and item["missing"]:
            lacking = facts_told(item["missing"], self.lang)
            below.append(self._text(f"缺：{lacking}", f"missing: {lacking}"))
        return Line(item["name"], yuan(item, self.lang), tail, self.notes.cite(item["clauses"]), tuple(below))

    def _services(self, *statuses: str) -> Iterator[Line]:
        for system, label in SYSTEMS.items():
            for item in granted(self.answer["entitlements"]):
                if item["system"] == system and item["status"] in statuses:
                    mark = STATUS["choice"].in_(self.lang) if item["status"] == "choice" else ""
                    yield Line(
                        f"{label.in_(self.lang)}{self._text('：', ': ')}{item['name']}",
                        tail=bracketed(mark, self.lang) if mark else "",
                        cites=self.notes.cite(item["clauses"]),
                    )

    def _candidates(self) -> Iterator[Line]:
        yield from self._benefits(self.answer["benefits"], "candidate")
        yield from self._services("candidate")

    def _exit(self, item: Item) -> Line:
        day = day_told(item["effective"], self.lang) if item["effective"] else ""
        benefit = item.get("benefit") or ""
        zh = f"{item['ground']}：{benefit}" + (f"自{day}起退出" if day else "应退出，日期未定")
        en = f"{item['ground']}: {benefit} " + (f"ends on {day}" if day else "ends, the day is open")
        return Line(
            self._text(zh, en), tail=self._text("（须二次审批）", " (needs a second approval)"),
            cites=self.notes.cite(item["clauses"]),
        )  # fmt: skip

    def _tasks(self) -> Iterator[Line]:
        def order(task: Item) -> tuple[bool, str]:
            return task["due"] is None, str(task["due"] or "")

        for task in sorted(self.answer["tasks"], key=order):
            told = [word(SEATS, task["seat"], self.lang)]
            if task.get("figure"):
                told.append(self._text(f"现为 {task['figure']}", f"now {task['figure']}"))
            if task["due"]:
                left = days_left(task["due"], self.answer["as_of_date"]).in_(self.lang)
                day = day_told(task["due"], self.lang)
                told.append(self._text(f"{day}前，{left}", f"by {day}, {left}"))
            tail = bracketed(self._text("；", "; ").join(told), self.lang)
            yield Line(task["name"], tail=tail, cites=self.notes.cite(task["clauses"]))

    def _blocked(self, item: Item) -> Line:
        fact = item.get("until_fact")
        until = ""
        if fact:
            label = fact_label(fact, self.lang)
            until = self._text(f"（要先有：{label}）", f" (first needed: {label})")
        return Line(item["action"], tail=until, cites=self.notes.cite(item["clauses"]))

    def _people(self) -> Iterator[Line]:
        told = {i["name"] for i in granted([*self.answer["benefits"], *self.answer["alternatives"]])}
        for item in self.answer["undetermined"]:
            if item["what"] not in told:  # those stand with their amount already
                below = tuple(filter(None, (item["why"], item["question"])))
                yield Line(item["what"], cites=self.notes.cite(item["clauses"]), below=below)

    def _open(self) -> Iterator[Line]:
        """What is not known yet, what would settle it and where to find out; what needs the least comes first."""
        groups: dict[tuple[str, ...], list[Item]] = defaultdict(list)
        for item in (*self.answer["benefits"], *self.answer["categories"]):
            if item["status"] == "unknown" and item["missing"]:
                groups[tuple(sorted(item["missing"]))].append(item)
        ranked = sorted(groups.items(), key=lambda pair: (not any(map(_weighty, pair[1])), len(pair[0])))
        for facts, items in ranked[:MOST_OPEN]:
            names = several((i["name"] for i in items), self.lang)
            lacking = facts_told(facts, self.lang, MOST_FACTS)
            yield Line(
                self._text(f"{names}：缺{lacking}。", f"{names}. Not known: {lacking}."),
                tail=self._text("", " ") + whom_to_ask(suppliers_of(facts[:MOST_FACTS]), self.lang),
            )
        more = sum(len(items) for _, items in ranked[MOST_OPEN:])
        if more:
            yield Line(self._text(f"另有 {more} 项缺得更多。", f"{more} more lack more than that."))

    def _missing(self) -> Iterator[Line]:
        by_supplier: dict[str, list[str]] = defaultdict(list)
        for item in self.answer["missing"]:
            by_supplier[(item["supplier"] or ["visit"])[0]].append(item["fact"])
        for supplier, facts in by_supplier.items():
            told = facts_told(facts, self.lang, MOST_NAMES)
            who = word(SUPPLIERS, supplier, self.lang)
            yield Line(f"{starting(who)}{self._text('：', ': ')}{told}")

    def _next(self) -> Iterator[Line]:
        change = self.answer.get("next_change")
        if not change:
            return
        heads = {"yes": Text("新有", "begins"), "no": Text("不再有", "no longer"), "unknown": Text("到时要重新确定", "to be settled anew")}  # fmt: skip
        told = [self._text("：", ": ").join((head.in_(self.lang), several(names, self.lang, MOST_NAMES)))
                for to, head in heads.items() if (names := [c["name"] for c in change["changes"] if _turns(c, to)])]  # fmt: skip
        units = {i["id"]: i["unit"] for i in (*self.answer["benefits"], *self.answer["alternatives"])}
        told += [
            f"{c['name']}{self._text('：', ': ')}"
            + " → ".join(yuan({"amount": c[k], "unit": units.get(c["id"], "元")}, self.lang) for k in ("from", "to"))
            for c in change["changes"] if c["part"] == "amount"
        ]  # fmt: skip
        yield Line(day_told(change["date"], self.lang), below=tuple(told))

    def _refused(self) -> Iterator[Line]:
        """Each change of facts with all that it would bring; only where the answer was asked for it.

        Left out is what nobody should read as advice: a death, an illness, harm.
        """
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in (*self.answer["categories"], *self.answer["benefits"], *self.answer["entitlements"]):
            change = item.get("would_be_yes_if")
            if item["status"] == "no" and change and not any(map(_hurts, change)):
                told = (fact_told(name, value, self.lang) for name, value in change.items())
                groups[self._text("，", " and ").join(told)].append(item)
        for condition, items in groups.items():
            names = several((i["name"] for i in items), self.lang)
            cites = self.notes.cite(c for i in items for c in i["clauses"])
            yield Line(
                names,
                below=(self._text(f"若{condition}，就符合", f"would hold if {condition}"),),
                cites=cites,
            )
        if groups:
            yield Line(self._text(
                "家庭不同意的，可请县级民政部门复核，也可以依法申请行政复议或者提起行政诉讼。",
                "A family that disagrees may ask county civil affairs to look again, or apply for administrative "
                "reconsideration or go to court.",
            ))  # fmt: skip

    def _proposal(self, item: Item) -> Line:
        if "value" not in item:
            return Line(item["name"], below=(source_told(item["source"], self.lang),))
        return Line(
            item["name"],
            figure(item["value"], item["unit"], self.lang),
            below=(source_told(item["source"], self.lang),),
        )


def _weighty(item: Item) -> bool:
    """Money and the six categories matter before the groups."""
    return "amount" in item or item["id"] in MAIN


def _hurts(fact: str) -> bool:
    """Whether to suppose another value of a fact would be to suppose a misfortune."""
    name = fact.rpartition(".")[2]
    return name in ("parent_life_status", "parent_conditions") or vocabulary()[name].sensitivity in SPARED


def _turns(change: Item, to: str) -> bool:
    return bool(change["part"] == "status" and change["to"] == to)
