"""Kleene's logic is sound but not complete: `x or not x` comes out unknown. Here that residue is settled.

Where a part stands in one expression both as itself and negated, the expression is split on it: `if x then e(x is
true) else e(x is false)`. An `if` whose condition is unknown is still known when both branches come to the same, so
both evaluators settle the residue in the same way. Parts of other rules are not looked into.
"""

from __future__ import annotations

from tonghu.law.language.expr import FALSE, TRUE, Expr, rebuild, walk, when

CONNECTIVES = ("not", "all", "any", "if", "lean")
MOST = 3  # splits of one expression: each doubles it


def complete(expr: Expr) -> Expr:
    """The same condition, settled where a part of it stands in both polarities; others are returned as they are."""
    if expr.type != "bool":
        return expr
    for part in _both_ways(expr)[:MOST]:
        expr = when(part, _with(expr, part, TRUE), _with(expr, part, FALSE))
    return expr


def _with(expr: Expr, part: Expr, truth: Expr) -> Expr:
    return rebuild(expr, lambda node: truth if node is part else None)


def _both_ways(expr: Expr) -> list[Expr]:
    """Parts that occur affirmed and denied, in the order of the tree."""
    ways: dict[int, set[bool]] = {}
    seen: set[tuple[int, bool]] = set()

    def visit(node: Expr, affirmed: bool) -> None:
        if (id(node), affirmed) in seen:
            return
        seen.add((id(node), affirmed))
        if node.kind not in CONNECTIVES:
            ways.setdefault(id(node), set()).add(affirmed)
            return
        for index, arg in enumerate(node.args):
            if node.kind == "if" and index == 0:
                continue  # an `if` is complete in its own condition
            visit(arg, affirmed is not (node.kind == "not"))

    visit(expr, True)
    parts = {id(node): node for node in walk(expr)}
    return [
        parts[key]
        for key, found in ways.items()
        if len(found) > 1 and parts[key].kind not in ("const", "known")
    ]
