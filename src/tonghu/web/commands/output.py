"""How commands print: JSON, plain tables that line up with Chinese characters, progress."""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text

T = TypeVar("T")


def to_json(value: Any, indent: int | None = 2) -> str:
    """JSON with days as ISO text and sets as sorted lists."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def width(text: str) -> int:
    """Columns that a text takes on a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def table(rows: Iterable[Sequence[object]], head: Sequence[str] = ()) -> str:
    """Rows as a plain table; numbers to the right."""
    cells = [[str(c) for c in row] for row in rows]
    lines = ([list(head)] if head else []) + cells
    if not lines:
        return ""
    wide = [max(width(line[i]) for line in lines) for i in range(len(lines[0]))]
    told = [
        "  ".join(_padded(cell, w) for cell, w in zip(line, wide, strict=True)).rstrip() for line in lines
    ]
    if head:
        told.insert(1, "  ".join("─" * w for w in wide))
    return "\n".join(told)


def _padded(cell: str, wide: int) -> str:
    gap = " " * (wide - width(cell))
    return gap + cell if cell.replace(",", "").replace(".", "").isdigit() else cell + gap


def progress(items: Iterable[T], total: int | None, label: str) -> Iterator[T]:
    """Pass items on; on a terminal say on standard error how far it is, at most four times a second."""
    shown = sys.stderr.isatty()
    last = time.monotonic()
    for count, item in enumerate(items, 1):
        yield item
        if shown and time.monotonic() - last > 0.25:
            last = time.monotonic()
            share = f"{count / total:4.0%} " if total else ""
            print(
                f"\r{label} {share}{count:,}" + (f" / {total:,}" if total else ""),
                end="",
                file=sys.stderr,
                flush=True,
            )
    if shown:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def keep(path: Path, lang: Lang) -> None:
    """Leave an existing file alone. Raises Faults that say how to write over it."""
    if path.exists():
        what = Text("已有这个文件，没有改动", "exists already and was left alone")
        mend = Text("换个名称；确要覆盖请加 --force", "choose another name; --force writes over it")
        raise Faults(Fault(str(path), what.in_(lang), mend.in_(lang)))


NOT_READ = {
    FileNotFoundError: Text("没有这个文件或文件夹", "there is no such file or folder"),
    IsADirectoryError: Text("这是文件夹，不是文件", "this is a folder, not a file"),
    NotADirectoryError: Text("路径里有一段不是文件夹", "a part of the path is not a folder"),
    FileExistsError: Text("已有同名的文件", "there is a file of that name"),
    PermissionError: Text("没有权限", "no right to read or write it"),
}


def told_os_error(error: OSError, lang: Lang) -> str:
    """What the system says of a file, in words."""
    what = NOT_READ.get(
        type(error), Text(f"读写不了（{error.errno}）", f"cannot be read or written: {error.strerror}")
    )
    return f"{error.filename or ''}: {what.in_(lang)}".removeprefix(": ")
