"""Conditions and amounts of rules in words: the tree of an expression as sentences that contain sentences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tonghu.base.money import format_yuan
from tonghu.base.texts import Lang, Text
from tonghu.law.language.expr import Expr
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules
from tonghu.law.language.words import CATEGORIES, fact_label, owner, plain, with_unit, word

FULL = 10_000  # a hundred percent, in hundredths of a percent


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in a row; what they speak of where there is a page for it (a rule, a value, an ambiguity)."""

    text: str
    rule: str = ""
    value: str = ""
    switch: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence and those below it."""

    pieces: tuple[Piece, ...]
    below: tuple[Told, ...] = ()

    @property
    def text(self) -> str:
        """The sentence without those below it."""
        return "".join(piece.text for piece in self.pieces)


class Teller:
    """Tells expressions in one language; `settings` are the readings taken (switch -> option), else the defaults."""

    def __init__(self, lang: Lang, settings: Mapping[str, str] | None = None) -> None:
        self.lang, self.settings = lang, settings or {}

    def say(self, zh: str, en: str) -> str:
        """One of the two."""
        return en if self.lang == "en" else zh

    # ------------------------------------------------------------------------------------ conditions

    def condition(self, node: Expr, want: bool = True) -> Told:
        """A yes-or-no expression as what must be so (or, `want` false, must not)."""
        if node.kind == "not":
            return self.condition(node.args[0], not want)
        if node.kind in ("all", "any"):
            return self._joined(node, want)
        if node.kind == "if":
            return self._depends(node, want)
        if node.kind == "lean":
            chosen = self.chosen(node)
            told = self._open() if chosen is None else self.condition(chosen, want)
            return Told((*told.pieces, self._mark(node)), told.below)
        if node.kind == "known":
            return self._known(node.args[0], want)
        if node.kind == "const":
            return self._constant(node, want)
        return Told(self._plain(node, want))

    def _joined(self, node: Expr, want: bool) -> Told:
        every = (node.kind == "all") is want
        head = self.say("以下都成立", "all of these") if every else self.say("以下任一成立", "any of these")
        below = tuple(self._part(part, node, want) for part in node.args if not _said(part, node))
        return below[0] if len(below) == 1 else Told((Piece(head),), below)

    def _part(self, part: Expr, whole: Expr, want: bool) -> Told:
        """One of several; where not knowing it would do as well, that is said with it."""
        told = self.condition(part, want)
        asked = part.args[0] if part.kind == "not" else part
        if (whole.kind == "any") is want and any(_test_of(o, known=not want) is asked for o in whole.args):
            return Told((*told.pieces, Piece(self.say("（不知道时也算）", " (or not known)"))), told.below)
        return told

    def _depends(self, node: Expr, want: bool) -> Told:
        test, then, otherwise = node.args
        if test.kind == "known" and test.args[0] is then:
            return self._known_first(then, otherwise, want)
        head = Told((Piece(self.say("视情况而定：", "it depends:")),))
        return Told(head.pieces, (
            self._led(self.say("若", "if "), self.condition(test)),
            self._led(self.say("这时要：", "then: "), self.condition(then, want)),
            self._led(self.say("否则要：", "otherwise: "), self.condition(otherwise, want)),
        ))  # fmt: skip

    def _known_first(self, first: Expr, otherwise: Expr, want: bool) -> Told:
        """The first of several that is known decides."""
        told = self.condition(first, want)
        if otherwise.kind == "const":
            sure = otherwise.data[0] is want
            more = self.say("（不知道时算是）", " (or not known)") if sure else ""
            return Told((*told.pieces, *([Piece(more)] if more else [])), told.below)
        lead = self.say("不知道时看：", "where that is not known: ")
        head = self.say("先看知道的：", "the first that is known:")
        return Told((Piece(head),), (told, self._led(lead, self.condition(otherwise, want))))

    def _led(self, lead: str, told: Told) -> Told:
        return Told((Piece(lead), *told.pieces), told.below)

    def _known(self, node: Expr, want: bool) -> Told:
        zh, en = ("已知道：", "known: ") if want else ("还不知道：", "not known: ")
        return Told((Piece(self.say(zh, en)), *self.amount(node)))

    def _constant(self, node: Expr, want: bool) -> Told:
        value = node.data[0]
        if value is None:
            return self._open()
        return Told((Piece(self.say("总是", "always") if value is want else self.say("从不", "never")),))

    def _open(self) -> Told:
        return Told((Piece(self.say("文件没有写明，交人判断", "left open by the texts: a person decides")),))

    def _plain(self, node: Expr, want: bool) -> tuple[Piece, ...]:
        if node.kind in ("fact", "rule"):
            yes = self.say("：是", ": yes") if want else self.say("：否", ": no")
            return (*self.amount(node), Piece(yes))
        if node.kind in ("less", "less_equal"):
            return self._compared(node, want)
        if node.kind == "equal":
            return self._between(
                node.args[0], (" 为 ", " is ") if want else (" 不是 ", " is not "), node.args[1]
            )
        if node.kind == "one_of":
            told = self._values(node.data)
            zh, en = ("为以下之一：", " is one of ") if want else ("不是以下任何一项：", " is none of ")
            return (*self.amount(node.args[0]), Piece(self.say(zh, en) + told))
        return self._has(node, want)

    def _has(self, node: Expr, want: bool) -> tuple[Piece, ...]:
        items = self.amount(node.args[0])
        if len(node.args) == 2:
            zh, en = ("含有 ", " includes ") if want else ("不含 ", " does not include ")
            return (*items, Piece(self.say(zh, en)), *self.amount(node.args[1]))
        if not node.data:
            zh, en = ("至少有一项", " has at least one entry") if want else ("一项也没有", " has none")
            return (*items, Piece(self.say(zh, en)))
        told = self._values(node.data)
        zh, en = ("含有以下任一：", " includes any of ") if want else ("不含：", " includes none of ")
        return (*items, Piece(self.say(zh, en) + told))

    def _compared(self, node: Expr, want: bool) -> tuple[Piece, ...]:
        """Less and less-or-equal, told with a constant behind and the sign that holds."""
        low, high = node.args
        sign = {
            ("less", True): "<",
            ("less", False): "≥",
            ("less_equal", True): "≤",
            ("less_equal", False): ">",
        }[node.kind, want]
        if low.kind == "const" and high.kind != "const":
            low, high, sign = high, low, TURNED[sign]
        days = "date" in (low.type, high.type)
        return self._between(low, SIGNS[days, sign], high)

    def _between(self, a: Expr, sign: tuple[str, str], b: Expr) -> tuple[Piece, ...]:
        return (*self.amount(a), Piece(self.say(*sign)), *self.amount(b, beside=a))

    def _values(self, values: tuple[object, ...]) -> str:
        told = (self._word(str(value)) for value in values)
        return self.say("、", ", ").join(told)

    def _word(self, value: str) -> str:
        said = word(CATEGORIES, value, self.lang)
        return said if said != value else f"“{value}”"

    # --------------------------------------------------------------------------------------- amounts

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
        return _AMOUNTS.get(node.kind, Teller._inline)(self, node)

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


def _said(part: Expr, whole: Expr) -> bool:
    """Whether a test of being known is said by what stands beside it."""
    asked = _test_of(part, known=whole.kind == "all")
    beside = [other for other in whole.args if other is not part]
    return asked is not None and any(
        other is asked or any(o is asked for o in _operands(other)) for other in beside
    )


def _test_of(node: Expr, *, known: bool) -> Expr | None:
    """What a node asks of only whether it is known (or, `known` false, not known); None for any other node."""
    if not known:
        if node.kind != "not":
            return None
        node = node.args[0]
    return node.args[0] if node.kind == "known" else None


def _operands(node: Expr) -> tuple[Expr, ...]:
    plainly = ("equal", "less", "less_equal", "one_of", "has", "not")
    return tuple(node.args) if node.kind in plainly else ()


PARTS = {
    "amount": Text("{}的金额", "amount of {}"),
    "until": Text("{}的止日", "last day of {}"),
    "start": Text("{}的起日", "first day of {}"),
    "value": Text("{}的数", "figure of {}"),
}
TURNED = {"<": ">", ">": "<", "≤": "≥", "≥": "≤"}
SIGNS = {
    (False, "<"): (" 小于 ", " is less than "),
    (False, "≤"): (" 不超过 ", " is at most "),
    (False, "≥"): (" 不小于 ", " is at least "),
    (False, ">"): (" 超过 ", " is more than "),
    (True, "<"): (" 早于 ", " is before "),
    (True, "≤"): (" 不晚于 ", " is not after "),
    (True, "≥"): (" 不早于 ", " is not before "),
    (True, ">"): (" 晚于 ", " is after "),
}
_AMOUNTS = {
    "add": Teller._add, "scale": Teller._scale, "pick": Teller._pick, "shift": Teller._shift, "prefix": Teller._prefix,
    "if": Teller._choice,
}  # fmt: skip
