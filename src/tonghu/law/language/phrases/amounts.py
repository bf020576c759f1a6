"""Amounts, days and figures of rules in words."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping

from tonghu.base.money import format_yuan
from tonghu.base.texts import Lang, Text
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.phrases.told import Piece, Told
from tonghu.law.language.rule import rules
from tonghu.law.language.words import CATEGORIES, fact_label, owner, plain, with_unit, word

FULL = 10_000  # a hundred percent, in hundredths of a percent


class Amounts(ABC):
    """Tells amounts in one language; `settings` are the readings taken (switch -> option), else the defaults."""

    def __init__(self, lang: Lang, settings: Mapping[str, str] | None = None) -> None:
        self.lang, self.settings = lang, settings or {}

    def say(self, zh: str, en: str) -> str:
        """One of the two."""
        return en if self.lang == "en" else zh

    @abstractmethod
    def condition(self, node: Expr, want: bool = True) -> Told:
        """A yes-or-no expression as what must be so (or, `want` false, must not)."""

    def _open(self) -> Told:
        return Told((Piece(self.say("文件没有写明，交人判断", "left open by the texts: a person decides")),))

    def _word(self, value: str) -> str:
        said = word(CATEGORIES, value, self.lang)
        return said if said != value else f"“{value}”"

    def figure(self, node: Expr) -> Told:
        """An amount or day as a sentence; a choice as a list, of which the first that applies counts."""
        if node.kind == "lean":
            chosen = self.chosen(node)
            if chosen is not None:
                told = self.figure(chosen)
                return Told((*told.pieces, self._mark(node)), told.below)
        if node.kind != "if":
            return Told(self.amount(node))
        rows: list[Told] = []
        while node.kind == "if":
            test, then, node = node.args
            if test.kind == "known" and test.args[0] is then:
                rows.append(self._led(self.say("知道时取：", "where known: "), self.figure(then)))
                continue
            asked = self.condition(test)
            lead = Piece(self.say("若 ", "if "))
            rows.append(
                Told(
                    (lead, *asked.pieces),
                    (*asked.below, self._led(self.say("取：", "then: "), self.figure(then))),
                )
            )
        rows.append(self._led(self.say("否则取：", "otherwise: "), self.figure(node)))
        return Told((Piece(self.say("依次看，先符合的算", "the first that applies counts")),), tuple(rows))

    def amount(self, node: Expr, beside: Expr | None = None) -> tuple[Piece, ...]:
        """An amount, day, number or name as words in a row; a constant gets the unit of what stands beside it."""
        if node.kind == "const":
            return (Piece(self._figure(node, beside)),)
        if node.kind == "fact":
            name = node.data[0]
            bare = name.rpartition(".")[2]
            return (
                Piece(fact_label(name, self.lang), value=bare if vocabulary()[bare].about == "value" else ""),
            )
        if node.kind == "rule":
            return (self._rule(node.data[0]),)
        if node.kind == "lean":
            chosen = self.chosen(node)
            told = (Piece(self._open().text),) if chosen is None else self.amount(chosen, beside)
            return (*told, self._mark(node))
        return _AMOUNTS.get(node.kind, Amounts._inline)(self, node)

    def chosen(self, node: Expr) -> Expr | None:
        """The reading taken of an ambiguity; None where it is left open."""
        switch, *options = node.data
        option = self.settings.get(switch, options[0])
        if option in options:
            return node.args[options.index(option)]
        return None if option == "open" else node.args[0]

    def _mark(self, node: Expr) -> Piece:
        switch = str(node.data[0])
        return Piece(self.say(f"（{switch}）", f" ({switch})"), switch=switch)

    def _rule(self, reference: str) -> Piece:
        head, _, tail = reference.partition(".")
        role = head if head in ("father", "mother") else ""
        known = rules()
        if role:
            return Piece(owner(role, self.lang) + plain(known[reference].label(self.lang)), rule=tail)
        label = plain(known[head].label(self.lang)) if head in known else head
        if tail in PARTS:
            return Piece(PARTS[tail].in_(self.lang).format(label), rule=head)
        return Piece(label, rule=head)

    def _figure(self, node: Expr, beside: Expr | None) -> str:
        value = node.data[0]
        if value is None:
            return self.say("未定", "not set")
        if isinstance(value, bool):
            return self.say("是", "yes") if value else self.say("否", "no")
        if node.type == "money":
            return format_yuan(value, self.lang)
        if node.type == "percent":
            return f"{value / 100:g}%"
        if isinstance(value, dt.date | str):
            return str(value) if isinstance(value, dt.date) else self._word(value)
        if beside is not None and beside.kind == "fact":
            return with_unit(value, vocabulary()[beside.data[0].rpartition(".")[2]].unit, self.lang)
        return str(value)

    def _add(self, node: Expr) -> tuple[Piece, ...]:
        first, second = node.args
        return (*self.amount(first), Piece(" + " if node.data[0] > 0 else " − "), *self._bracketed(second))

    def _scale(self, node: Expr) -> tuple[Piece, ...]:
        base, by, over = node.args
        pieces = [*self._bracketed(base)]
        divisor = over.data[0] if over.kind == "const" else None
        if by.type == "percent" and divisor is not None and divisor % FULL == 0:
            divisor //= FULL
        if not (by.kind == "const" and by.data[0] == 1):
            pieces += [Piece(" × "), *self._bracketed(by)]
        if divisor is None:
            pieces += [Piece(" ÷ "), *self._bracketed(over)]
        elif divisor != 1:
            pieces.append(Piece(f" ÷ {divisor}"))
        return (*pieces, *self._rounded(node))

    def _rounded(self, node: Expr) -> tuple[Piece, ...]:
        unit, mode = node.data
        if unit == 1 and mode == "half_up":
            return ()
        to = format_yuan(unit, self.lang) if node.type == "money" else str(unit)
        how = {"half_up": ("四舍五入到 {}", "rounded to {}"), "down": ("舍去到 {}", "rounded down to {}"),
               "up": ("进到 {}", "rounded up to {}")}[mode]  # fmt: skip
        told = self.say(*how).format(to)
        return (Piece(self.say(f"（{told}）", f" ({told})")),)

    def _pick(self, node: Expr) -> tuple[Piece, ...]:
        zh, en = ("取高（", "the higher of (") if node.data[0] == "greatest" else ("取低（", "the lower of (")
        a, b = node.args
        return (Piece(self.say(zh, en)), *self.amount(a, b), Piece(self.say("；", "; ")), *self.amount(b, a),
                Piece(self.say("）", ")")))  # fmt: skip

    def _shift(self, node: Expr) -> tuple[Piece, ...]:
        day, months = node.args
        days, mode = node.data
        told = self.amount(day)
        if mode in ("month_end", "month_start"):
            zh, en = (("当月末", "the last day of the month of ") if mode == "month_end"
                      else ("当月1日", "the first day of the month of "))  # fmt: skip
            return (*told, Piece(f"的{zh}")) if self.lang == "zh" else (Piece(en), *told)
        if not (months.kind == "const" and months.data[0] == 0):
            told = (*told, Piece(" + "), *self._months(months))
        if days:
            gone = f"{abs(days)} 天" if self.lang == "zh" else f"{abs(days)} days"
            told = (*told, Piece(f" {'+' if days > 0 else '−'} {gone}"))
        return told

    def _months(self, node: Expr) -> tuple[Piece, ...]:
        if node.kind == "const":
            return (Piece(with_unit(node.data[0], "月", self.lang)),)
        return self._bracketed(node)

    def _prefix(self, node: Expr) -> tuple[Piece, ...]:
        length = node.data[0]
        told = self.amount(node.args[0])
        if self.lang == "en":
            return (Piece(f"the first {length} digits of "), *told)
        return (*told, Piece(f"的前 {length} 位"))

    def _choice(self, node: Expr) -> tuple[Piece, ...]:
        test, then, otherwise = node.args
        if node.type == "bool":
            return self._inline(node)
        if test.kind == "known" and test.args[0] is then:
            sep = self.say("；不知道时取 ", "; where that is not known, ")
            return (*self.amount(then), Piece(sep), *self.amount(otherwise, then))
        return (Piece(self.say("若（", "if (")), *self._flat(self.condition(test)), Piece(self.say("），取 ", "), ")),
                 *self.amount(then, otherwise), Piece(self.say("；否则取 ", "; otherwise ")), *self.amount(otherwise, then))  # fmt: skip

    def _inline(self, node: Expr) -> tuple[Piece, ...]:
        """A condition inside an amount: its sentence with those below it in a row."""
        return self._flat(self.condition(node))

    def _flat(self, told: Told) -> tuple[Piece, ...]:
        if not told.below:
            return told.pieces
        pieces = [*told.pieces, Piece(self.say("：", ": ") if not told.text.endswith(("：", ":")) else "")]
        for index, below in enumerate(told.below):
            pieces += [*([Piece(self.say("；", "; "))] if index else []), *self._flat(below)]
        return tuple(piece for piece in pieces if piece.text)

    def _bracketed(self, node: Expr) -> tuple[Piece, ...]:
        told = self.amount(node)
        simple = node.kind in ("fact", "const", "rule")
        return told if simple else (Piece(self.say("（", "(")), *told, Piece(self.say("）", ")")))

    def _led(self, lead: str, told: Told) -> Told:
        return Told((Piece(lead), *told.pieces), told.below)


PARTS = {
    "amount": Text("{}的金额", "amount of {}"),
    "until": Text("{}的止日", "last day of {}"),
    "start": Text("{}的起日", "first day of {}"),
    "value": Text("{}的数", "figure of {}"),
}
_AMOUNTS = {
    "add": Amounts._add, "scale": Amounts._scale, "pick": Amounts._pick, "shift": Amounts._shift, "prefix": Amounts._prefix,
    "if": Amounts._choice,
}  # fmt: skip
