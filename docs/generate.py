"""Write the generated pages of docs/, or check that they are up to date: generate.py [--check].

A page is a function that returns its text. Nothing in a generated page is written by hand, so it cannot rot.
"""

import argparse
import ast
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pages.data import data_pages
from pages.errors import error_pages
from pages.law import law_pages
from pages.rules import rule_pages

from tonghu.law.places.load import Place, Provision, background, places

DOCS = Path(__file__).parent
SOURCE = DOCS.parent / "src" / "tonghu"
SERVED = (
    "Every provision of a document is served by a rule, a dated value, the engine itself, a workflow, an indicator "
    "or a duty of an office; by several, where it says several things.\n"
)
NOTE = "<!-- Written by `make docs`; do not edit. -->\n"
KINDS = ("rule", "value", "engine", "workflow", "indicator", "duty")


def tree() -> str:
    """Every room, folder and module with the first line of its docstring; data folders with their files."""
    lines = ["# The tree\n", NOTE, "What lies where in `src/tonghu/`, by the first line of each file.\n"]
    return "\n".join([*lines, *_branch(SOURCE, 0)]) + "\n"


def _branch(folder: Path, depth: int) -> Iterator[str]:
    indent = "  " * depth
    entries = [path for path in folder.iterdir() if not path.name.startswith(("_", "."))]
    for path in sorted(entries, key=lambda path: (path.is_dir(), path.name)):
        if path.is_dir():
            yield f"{indent}- **{path.name}/** {_said_by(path / '__init__.py') or _data(path)}".rstrip()
            yield from _branch(path, depth + 1)
        elif path.suffix == ".py":
            yield f"{indent}- {path.name}: {_said_by(path)}"
        elif path.suffix == ".toml" and path.name != "place.toml":
            yield f"{indent}- {path.name}"


def _said_by(path: Path) -> str:
    if not path.exists():
        return ""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.partition("\n")[0]


def _data(folder: Path) -> str:
    names = {place.folder: f"{place.name} {place.en}" for place in (*places(), background())}
    return names.get(folder.name, "")


def coverage() -> str:
    """How many provisions of each document are served by what."""
    rows = [row for place in places() for row in _documents(place)]
    head = ["document", "place", "provisions", *KINDS, "served by nothing"]
    return "\n".join(["# Coverage\n", NOTE, SERVED, _line(head), _line(["---"] * len(head)), *rows, ""])


def _documents(place: Place) -> Iterator[str]:
    for document in place.documents:
        mine = [provision for provision in place.provisions if provision.document == document.id]
        served = Counter(kind for provision in mine for kind in _kinds(provision))
        unserved = sum(not provision.serves for provision in mine)
        counts = [len(mine), *(served[kind] for kind in KINDS), unserved]
        yield _line([document.number or document.title, place.name, *map(str, counts)])


def _kinds(provision: Provision) -> set[str]:
    return {entry.partition(":")[0] for entry in provision.serves}


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


PAGES: dict[str, Callable[[], str]] = {
    "tree.md": tree,
    "coverage.md": coverage,
    **rule_pages(NOTE),
    **law_pages(NOTE),
    **error_pages(NOTE),
    **data_pages(NOTE),
}
FOLDERS = ("rules", "law")  # nothing but generated pages lies there


def left_over() -> list[Path]:
    """Pages of rules or places that are no more."""
    found = (path for folder in FOLDERS for path in (DOCS / folder).glob("*.md"))
    return sorted(path for path in found if path.relative_to(DOCS).as_posix() not in PAGES)


def main() -> int:
    """Write the pages; with --check only say which ones are out of date (status 1)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail when a page is out of date")
    check = parser.parse_args().check
    stale = 0
    for path in left_over():
        stale += 1
        print(
            f"docs/{path.relative_to(DOCS).as_posix()} "
            + ("is of nothing any more: run `make docs`" if check else "removed")
        )
        if not check:
            path.unlink()
    for name, page in PAGES.items():
        path, text = DOCS / name, page()
        if not path.exists() or path.read_text("utf-8") != text:
            stale += 1
            print(f"docs/{name} " + ("is out of date: run `make docs`" if check else "written"))
            if not check:
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, "utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
