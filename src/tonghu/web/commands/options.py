"""Options that several commands share, and what they come to."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tonghu.base.dates import parse_day
from tonghu.base.errors import Fault, Faults, Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.determine import Options
from tonghu.law.engine.law import NoLaw, find_place
from tonghu.law.engine.overrides import NO_OVERRIDES, read_overrides
from tonghu.law.places.load import Place, places

Arguments = Sequence[str]


def said(zh: str, en: str) -> str:
    """A help text: help speaks both languages, since it is read before one is chosen."""
    return f"{zh} / {en}".replace("%", "%%")


def parser(name: str, description: Text, *shared: str) -> argparse.ArgumentParser:
    """A parser with `--lang` and the shared options named (`place`, `day`, `values`, `documents`, `cases`)."""
    made = argparse.ArgumentParser(
        prog=f"tonghu {name}", description=said(description.zh, description.en), allow_abbrev=False
    )
    made.add_argument("--lang", choices=["zh", "en"], default="zh", help=LANG)
    if "cases" in shared:
        made.add_argument("source", metavar="CASES", help=said("案例文件（.yaml、.json，- 为标准输入）", "cases (.yaml, .json, - for standard input)"))  # fmt: skip
    add_shared(made, *shared)
    return made


LANG = said("消息和名称用的语言", "language of messages and names")


def add_shared(made: argparse.ArgumentParser, *shared: str) -> None:
    """Add the shared options that are named."""
    if "place" in shared:
        made.add_argument("--place", metavar="PLACE", help=said("适用哪个地区的文件（名称或行政区划代码）", "name or GB/T 2260 code of the place whose law applies"))  # fmt: skip
    if "day" in shared:
        made.add_argument("--as-of", metavar="DAY", type=day, help=said("按哪一天计算，如 2026-06-15；不写就是今天", "the day asked about; today when left out"))  # fmt: skip
    if "values" in shared:
        made.add_argument("--values", metavar="FILE", type=Path, help=said("本县的数值和读法（TOML）", "the county's own values and readings (TOML)"))  # fmt: skip
    if "documents" in shared:
        made.add_argument("--only-documents", action="store_true", help=said("只用五份文件和案例自带的数值", "nothing but the five documents and what the case brings"))  # fmt: skip


def day(text: str) -> dt.date:
    """A day given as an option. Raises what argparse tells in its own way."""
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
