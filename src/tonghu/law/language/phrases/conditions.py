"""Conditions of rules in words."""

from __future__ import annotations

from tonghu.law.language.expr import Expr
from tonghu.law.language.phrases.amounts import Amounts
from tonghu.law.language.phrases.told import Piece, Told


class Teller(Amounts):
    """Tells conditions and amounts in one language."""

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
            more = self.say("（不知道时也算）", " (or not known)") if sure else ""
            return Told((*told.pieces, *([Piece(more)] if more else [])), told.below)
        lead = self.say("不知道时看：", "where that is not known: ")
        head = self.say("先看知道的：", "the first that is known:")
        return Told((Piece(head),), (told, self._led(lead, self.condition(otherwise, want))))

    def _known(self, node: Expr, want: bool) -> Told:
        zh, en = ("已知道：", "known: ") if want else ("还不知道：", "not known: ")
        return Told((Piece(self.say(zh, en)), *self.amount(node)))

    def _constant(self, node: Expr, want: bool) -> Told:
        value = node.data[0]
        if value is None:
            return self._open()
        return Told((Piece(self.say("总是", "always") if value is want else self.say("从不", "never")),))

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
