"""Options that several commands share, and what they come to."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from tonghu.base.dates import parse_day
from tonghu.base.errors import Fault, Faults, Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.determine import Options
from tonghu.law.engine.law import NoLaw, find_place
from tonghu.law.engine.overrides import NO_OVERRIDES, read_overrides
from tonghu.law.places.load import Place, places


def parser(name: str, description: str, *shared: str) -> argparse.ArgumentParser:
    """A parser with `--lang` and the shared options named (`place`, `day`, `values`, `documents`)."""
    made = argparse.ArgumentParser(prog=f"tonghu {name}", description=description)
    made.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of messages and names")
    if "place" in shared:
        made.add_argument(
            "--place", metavar="PLACE", help="name or GB/T 2260 code of the place whose law applies"
        )
    if "day" in shared:
        made.add_argument(
            "--as-of", metavar="DAY", type=day, help="the day asked about (2026-06-15); today when left out"
        )
    if "values" in shared:
        made.add_argument(
            "--values", metavar="FILE", type=Path, help="the county's own values and readings (TOML)"
        )
    if "documents" in shared:
        made.add_argument(
            "--only-documents",
            action="store_true",
            help="nothing but the five documents and what the case brings",
        )
    return made


def day(text: str) -> dt.date:
    try:
        return parse_day(text)
    except Unreadable as error:
        raise argparse.ArgumentTypeError(
            f"{error.what.zh}；{error.mend.zh} / {error.what.en}; {error.mend.en}"
        ) from error


def options(asked: argparse.Namespace, **more: Any) -> Options:
    """The engine's options from parsed arguments."""
    values = getattr(asked, "values", None)
    return Options(
        only_documents=getattr(asked, "only_documents", False),
        overrides=read_overrides(values) if values else NO_OVERRIDES, lang=asked.lang, **more,
    )  # fmt: skip


def day_of(asked: argparse.Namespace) -> dt.date:
    """The day asked about, today when none is given."""
    given: dt.date | None = asked.as_of
    return given or today()


def today() -> dt.date:
    """The day on the clock; only the command line asks for it."""
    return dt.datetime.now().astimezone().date()


def place_of(asked: argparse.Namespace) -> Place:
    """The place asked for. Raises Faults that list the places known."""
    return known_place(asked.place, asked.lang)


def known_place(name: str | None, lang: Lang) -> Place:
    """A place by name or code. Raises Faults that list the places known."""
    try:
        return find_place(name or "")
    except NoLaw as error:
        what = (
            Text(f"“{name}”没有收录政策文件", f"no text of “{name}” is held")
            if name
            else Text("没有写地区", "no place is given")
        )
        listed = "、".join(f"{p.name}（{p.code}）" for p in places())
        mend = Text(f"可用：{listed}", "known: " + ", ".join(f"{p.en} ({p.code})" for p in places()))
        raise Faults(Fault("--place", what.in_(lang), mend.in_(lang))) from error


def read_cases(source: str, lang: Lang) -> list[Any]:
    """Cases of a YAML or JSON file (`-`: standard input); variants and `expected` of golden cases are dropped."""
    where = "stdin" if source == "-" else source
    try:
        text = sys.stdin.read() if source == "-" else Path(source).read_text("utf-8")
        loaded = json.loads(text) if source.endswith(".json") else yaml.load(text, Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        raise Faults(_unreadable(where, Text("不是 UTF-8 文本", "not UTF-8 text"), lang)) from error
    except (yaml.YAMLError, json.JSONDecodeError) as error:
        raise Faults(
            _unreadable(
                where, Text(f"不是合格的 YAML 或 JSON：{error}", f"not valid YAML or JSON: {error}"), lang
            )
        ) from error
    if loaded is None:
        raise Faults(_unreadable(where, Text("没有案例", "holds no case"), lang))
    cases = loaded if isinstance(loaded, list) else [loaded]
    return [_plain(case) for case in cases]


def _plain(case: Any) -> Any:
    return (
        {k: v for k, v in case.items() if k not in ("expected", "variants")}
        if isinstance(case, dict)
        else case
    )


def _unreadable(where: str, what: Text, lang: Lang) -> Fault:
    return Fault(
        where,
        what.in_(lang),
        Text("见 docs/commands/determine.md", "see docs/commands/determine.md").in_(lang),
    )


Arguments = Sequence[str]
