"""The page of errors: every message about an input, with what to do, read from the code that raises it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tonghu.base import texts
from tonghu.register.workbook.rows.draft import CHECK

SOURCE = Path(texts.__file__).parents[1]
TELLERS = {"Unreadable", "Fault", "LedgerFault", "fault"}
ROOMS = {
    "base": "A single value: dates, money, ID numbers",
    "law": "Cases, tables, places and a county's own file",
    "register": "The ledger workbook",
    "web": "The command line",
}
Pair = tuple[str, str]
Definition = ast.FunctionDef | ast.Module
GAP = "…"


@dataclass
class Reader:
    """Reads the bilingual texts of one module."""

    tree: ast.Module
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.functions = {n.name: n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef)}

    def told(self) -> Iterator[tuple[list[Pair], list[Pair]]]:
        """(what is wrong, how to mend it) of each place in the code that tells a fault."""
        for function in self.functions.values():
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                if _name(call.func) in TELLERS:
                    found = [pairs for arg in _given(call) if (pairs := self.texts(arg, function))]
                    if found:
                        yield found[0], found[1] if len(found) > 1 else []

    def texts(self, node: ast.expr, scope: Definition, depth: int = 0) -> list[Pair]:
        """The texts that an expression can be; none where it is no text."""
        if depth > 4:
            return []
        if isinstance(node, ast.Call) and _name(node.func) == "Text" and len(node.args) == 2:
            return [(_words(node.args[0]), _words(node.args[1]))]
        inner: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "in_":
            inner = [node.func.value]
        elif isinstance(node, ast.Call) and _name(node.func) in self.functions:
            scope = self.functions[_name(node.func)]
            inner = [n.value for n in ast.walk(scope) if isinstance(n, ast.Return) and n.value]
        elif isinstance(node, ast.Name):
            inner = _last_given(node, scope) or _assigned(node.id, self.tree)
            if not inner:
                return self.handed_over(node.id, scope, depth + 1)
        elif isinstance(node, ast.IfExp):
            inner = [node.body, node.orelse]
        elif isinstance(node, ast.BinOp):
            inner = [node.left]
        elif isinstance(node, ast.Subscript):
            inner = [node.value]
        elif isinstance(node, ast.Dict):
            inner = list(node.values)
        return [pair for part in inner for pair in self.texts(part, scope, depth + 1)]

    def handed_over(self, name: str, scope: Definition, depth: int) -> list[Pair]:
        """The texts that callers in the module give for a parameter of a function."""
        names = (
            [a.arg for a in scope.args.args if a.arg != "self"] if isinstance(scope, ast.FunctionDef) else []
        )
        found: list[Pair] = []
        if isinstance(scope, ast.FunctionDef) and name in names:
            for caller in self.functions.values():
                for call in (
                    n for n in ast.walk(caller) if isinstance(n, ast.Call) and _name(n.func) == scope.name
                ):
                    given = dict(zip(names, call.args, strict=False)) | {
                        k.arg: k.value for k in call.keywords if k.arg
                    }
                    found += self.texts(given[name], caller, depth) if name in given else []
        return found

    def data_errors(self) -> Iterator[str]:
        """Messages of data that is not in order (PlaceError), each with its remedy in one sentence."""
        for node in ast.walk(self.tree):
            if (
                isinstance(node, ast.Raise)
                and isinstance(node.exc, ast.Call)
                and _name(node.exc.func) == "PlaceError"
            ):
                yield from (
                    _words(arg) for arg in node.exc.args if isinstance(arg, ast.JoinedStr | ast.Constant)
                )


def error_pages(note: str) -> dict[str, Callable[[], str]]:
    """The page by its path under docs/."""
    return {"errors.md": lambda: _page(note)}


def _page(note: str) -> str:
    lead = (f"Every message about an input, with what to do. `{GAP}` stands for what was found there. A message begins with "
            "the place: the file, and the case and field or the row and column. Each fault is told at once, and the "
            "command ends with status 2.\n")  # fmt: skip
    parts = [part for room, title in ROOMS.items() for part in _room(room, title)]
    return "\n".join(["# Errors\n", note, lead, *parts])


def _room(room: str, title: str) -> Iterator[str]:
    paths = sorted((SOURCE / room).rglob("*.py"))
    readers = [Reader(ast.parse(path.read_text("utf-8"))) for path in paths]
    usual = [(CHECK.zh, CHECK.en)] if room == "register" else [("", "")]
    rows = [row for reader in readers for row in _rows(reader, usual)]
    yield f"## {title}\n"
    yield "| what is wrong | what to do | in English |\n| --- | --- | --- |"
    yield from dict.fromkeys(rows)
    yield ""
    data = dict.fromkeys(words for reader in readers for words in reader.data_errors())
    if data:
        yield "Data that is not in order stops the program with one of these:\n"
        yield from (f"- {words}" for words in data)
        yield ""


def _rows(reader: Reader, usual: list[Pair]) -> Iterator[str]:
    for what, mend in reader.told():
        for wrong in (pair for pair in what if pair[0] != GAP):
            remedies = mend or usual
            zh = " / ".join(dict.fromkeys(_cell(pair[0]) for pair in remedies))
            en = " / ".join(dict.fromkeys(_cell(pair[1]) for pair in remedies))
            yield f"| {_cell(wrong[0])} | {zh} | {_cell(wrong[1])}{': ' if en else ''}{en} |"


def _given(call: ast.Call) -> list[ast.expr]:
    """The arguments that can be what and how to mend; the first one of a Fault says where."""
    start = 1 if _name(call.func) == "Fault" else 0
    return [*call.args[start:], *(keyword.value for keyword in call.keywords)]


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _assigned(name: str, scope: Definition) -> list[ast.expr]:
    """What a name is given in a function or module, also as one of several names at once."""
    found: list[ast.expr] = []
    body = scope.body if isinstance(scope, ast.Module) else list(ast.walk(scope))
    for node in body:
        if isinstance(node, ast.AnnAssign) and node.value is not None and _name(node.target) == name:
            found.append(node.value)
        for target in node.targets if isinstance(node, ast.Assign) else ():
            found += _matched(target, node.value, name) if isinstance(node, ast.Assign) else []
    return found


def _last_given(use: ast.Name, scope: Definition) -> list[ast.expr]:
    """What a name was given since it was used before, in whichever branch."""
    loads = (n for n in ast.walk(scope) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    before = max((n.lineno for n in loads if n.id == use.id and n.lineno < use.lineno), default=0)
    given = [value for value in _assigned(use.id, scope) if value.lineno <= use.lineno]
    return [value for value in given if value.lineno > before] or given[-1:]


def _matched(target: ast.expr, value: ast.expr, name: str) -> list[ast.expr]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return [v for t, v in zip(target.elts, value.elts, strict=False) if _name(t) == name]
    return [value] if _name(target) == name else []


def _words(node: ast.expr) -> str:
    """A text with a gap for each thing put in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) if isinstance(part, ast.Constant) else GAP for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _words(node.left) + _words(node.right)
    return GAP


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
