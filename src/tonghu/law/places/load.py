"""Reading a place's folder: documents, provisions, dated values. Raises PlaceError on data that is not in order."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from tonghu.base.errors import Unreadable
from tonghu.base.money import fen_from_yuan
from tonghu.base.texts import Text
from tonghu.law.language.facts import FactType, vocabulary

FOLDERS = ("national", "hangzhou", "sichuan", "inner_mongolia", "tianjin")
NATIONAL = "100000"
STATUS = {"D": "verified", "L": "verified", "S": "verified", "G": "unverified"}


class PlaceError(ValueError):
    """A place's or a county's data is not in order; the message, in English as `str`, names file, row and field."""

    def __init__(self, told: str, zh: str = "") -> None:
        super().__init__(told)
        self.text = Text(zh or told, told)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A text: its number, days and status; `background` texts are ours in their words, sourced."""

    id: str
    title: str
    status: str = "in_force"
    number: str = ""
    short: str = ""
    issuer: str = ""
    abridged: bool = False
    issued: dt.date | None = None
    effective: dt.date | None = None
    file: str = ""
    note_zh: str = ""
    note_en: str = ""
    repeals: tuple[Any, ...] = ()
    overrides: tuple[Any, ...] = ()
    scope: str = NATIONAL
    background: bool = False
    verified: bool = True
    source: str = ""

    @property
    def starts(self) -> dt.date | None:
        """The day from which it applies; the day of issue where it says nothing else."""
        return self.effective or self.issued

    @property
    def name(self) -> str:
        """How people call it: its number, else a short name, else its title."""
        return self.number or self.short or self.title


@dataclass(frozen=True, slots=True, eq=False)
class Provision:
    """One sentence that can be acted on: the ledger's row, with what serves it."""

    id: str
    document: str
    article: str
    quote: str
    serves: tuple[str, ...]
    replaces: tuple[str, ...]
    modality: str
    row: dict[str, Any]
    verified: bool = True

    def limbs(self) -> list[tuple[str, str]]:
        """(rule, limb) pairs that this provision switches on; limb '' means all of them."""
        return _limbs(self.serves)

    def replaced(self) -> list[tuple[str, str]]:
        """(rule, limb) pairs that this provision switches off in its place."""
        return _limbs(self.replaces)


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A number of a place from a day on. `value` is as in the file: yuan, percent, months …"""

    name: str
    since: dt.date | None
    value: Any
    unit: str
    basis: str
    clause: str
    status: str
    note: str = ""
    stale_after: dt.date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A place: name, GB/T 2260 code, documents, provisions in the order of the text, dated values."""

    name: str
    en: str
    code: str
    level: str
    aliases: tuple[str, ...]
    documents: tuple[Document, ...]
    provisions: tuple[Provision, ...]
    values: dict[str, tuple[DatedValue, ...]]
    folder: str = ""

    def label(self, lang: str = "zh") -> str:
        """The place's name."""
        return self.name if lang == "zh" else self.en


def _limbs(entries: tuple[str, ...]) -> list[tuple[str, str]]:
    found = (entry.removeprefix("rule:").partition(".") for entry in entries if entry.startswith("rule:"))
    return [(rule, limb) for rule, _, limb in found]


@cache
def place(folder: str) -> Place:
    """The place in one folder of `tonghu.law.places`."""
    return load(resources.files("tonghu.law.places").joinpath(folder), folder)


@cache
def places() -> tuple[Place, ...]:
    """All places with a text of their own, the nation first."""
    return tuple(place(folder) for folder in FOLDERS)


@cache
def background() -> Place:
    """The texts that the five documents presuppose, in our words, each with source and certainty."""
    return place("background")


def load(folder: Traversable, name: str) -> Place:
    """Read one folder."""
    meta_name = "documents.toml" if folder.joinpath("documents.toml").is_file() else "place.toml"
    meta = tomllib.loads(folder.joinpath(meta_name).read_text("utf-8"))
    documents = tuple(_document(row, name) for row in meta.pop("document", []))
    rows = yaml.load(folder.joinpath("clauses.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader) or []
    values = folder.joinpath("values.toml")
    return Place(
        name=meta.get("name", "背景"), en=meta.get("en", "Background"), code=str(meta.get("code", NATIONAL)),
        level=meta.get("level", ""), aliases=tuple(meta.get("aliases", ())), documents=documents,
        provisions=tuple(_provision(row, documents, name) for row in rows),
        values=read_values(tomllib.loads(values.read_text("utf-8")) if values.is_file() else {}, f"{name}/values.toml"),
        folder=name,
    )  # fmt: skip


def _document(row: dict[str, Any], folder: str) -> Document:
    row = dict(row)
    background = folder == "background"
    scope = str(row.pop("scope", row.pop("place", NATIONAL)))
    sure = row.pop("sure", "D")
    row.pop("verified", None)
    fields: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    if background:
        fields["status"] = "in_force"
    try:
        return Document(**fields, scope=scope, background=background, verified=STATUS[sure] == "verified")
    except (TypeError, KeyError) as error:
        raise PlaceError(f"{folder}: document {row.get('id')}: {error}") from error


def _provision(row: dict[str, Any], documents: tuple[Document, ...], folder: str) -> Provision:
    owner = max(
        (d for d in documents if row["id"].startswith(d.id + "-")), key=lambda d: len(d.id), default=None
    )
    if owner is None:
        raise PlaceError(f"{folder}/clauses.yaml: {row['id']} belongs to no document of this place")
    words = row.get("quote") or row.get("gist_zh")
    if not words:
        raise PlaceError(f"{folder}/clauses.yaml: {row['id']} has neither quote nor gist")
    return Provision(
        id=row["id"], document=owner.id, article=row.get("article", ""), quote=words,
        serves=tuple(row.get("serves") or ()), replaces=tuple(row.get("replaces") or ()),
        modality=row.get("modality", "shall"), row=row, verified=STATUS[row.get("sure", "D")] == "verified",
    )  # fmt: skip


def read_values(table: dict[str, Any], where: str, status: str = "") -> dict[str, tuple[DatedValue, ...]]:
    """Values by name. Every entry needs `value`, and `clause` or `source`; a bare number is refused.

    `status` is what every entry gets (a county's own file: `county`); else its own, or that of its certainty.
    """
    result: dict[str, tuple[DatedValue, ...]] = {}
    for name, rows in table.items():
        if name not in vocabulary() or vocabulary()[name].about != "value":
            raise PlaceError(
                f"{where}: {name} is no value of the vocabulary (src/tonghu/law/language/facts.toml)",
                f"{where}：词表里没有叫 {name} 的数值（src/tonghu/law/language/facts.toml）",
            )
        if not isinstance(rows, list):
            raise _no_entry(name, where)
        dated = [_value(name, row, where, status) for row in rows]
        for day, count in Counter(v.since for v in dated).items():
            if count > 1:
                raise PlaceError(
                    f"{where}: {name}: {count} entries are from {day or 'the start'}; keep one",
                    f"{where}：{name} 有 {count} 项都自 {day or '开始'} 起，只留一项",
                )
        result[name] = tuple(sorted(dated, key=lambda v: v.since or dt.date.min))
    return result


def _value(name: str, row: Any, where: str, status: str) -> DatedValue:
    if not isinstance(row, dict):
        raise _no_entry(name, where)
    at = Text(
        f"{where}：{name}（自 {row.get('from', '开始')} 起）",
        f"{where}: {name} from {row.get('from', 'the start')}",
    )
    strange = sorted(row.keys() - VALUE_KEYS)
    if strange:
        named, known = ", ".join(strange), ", ".join(VALUE_KEYS)
        raise _refused(
            at, f"{named} is no field of a value; there are {known}", f"没有 {named} 这个字段，可用：{known}"
        )
    basis = str(row.get("clause") or row.get("source") or "").strip()
    if not basis:
        raise _refused(
            at,
            "a value needs its clause or source; none is given",
            "数值须有依据：clause 或 source，两样都没写",
        )
    status = status or row.get("status") or STATUS.get(row.get("sure", ""), "")
    if status not in ("verified", "unverified", "county"):
        raise _refused(
            at,
            "status must be verified or unverified (sure = D, L, S or G)",
            "status 只能是 verified 或 unverified",
        )
    _require_amount(vocabulary()[name], row, at)
    _require_days(row, at)
    value = tuple(row["value"]) if isinstance(row["value"], list) else row["value"]
    return DatedValue(
        name, row.get("from"), value, row.get("unit", ""), basis, str(row.get("clause") or ""), status,
        row.get("note", ""), row.get("stale_after"),
    )  # fmt: skip


def _refused(at: Text, en: str, zh: str) -> PlaceError:
    return PlaceError(f"{at.en}: {en}", f"{at.zh}：{zh}")


def _no_entry(name: str, where: str) -> PlaceError:
    return PlaceError(
        f"{where}: {name}: write it as [[{name}]] with from, value, unit and source",
        f"{where}：{name} 要写成 [[{name}]]，下面写 from、value、unit 和 source",
    )


def _require_amount(entry: FactType, row: dict[str, Any], at: Text) -> None:
    if "value" not in row:
        raise _refused(
            at, "no value; leave the entry out, unset stays unset", "没有写 value；不知道就整段删去"
        )
    if row.get("unit", entry.unit) != entry.unit:
        raise _refused(
            at,
            f"the unit is {entry.unit or 'left out'}, not {row['unit']}",
            f"单位应为“{entry.unit}”，不是“{row['unit']}”",
        )
    if not FITS[entry.type](entry, row["value"]):
        allowed = f", one of {', '.join(entry.values)}" if entry.values else ""
        kind = f"{entry.type} {entry.unit}".strip()
        raise _refused(
            at, f"{row['value']!r} does not fit; wanted is {entry.type} {entry.unit}{allowed}",
            f"value 不能是 {row['value']!r}，应为 {kind}" + (f"：{'、'.join(entry.values)}" if entry.values else ""),
        )  # fmt: skip


def _require_days(row: dict[str, Any], at: Text) -> None:
    since, stale = row.get("from"), row.get("stale_after")
    for key, day in (("from", since), ("stale_after", stale)):
        if day is not None and type(day) is not dt.date:
            raise _refused(
                at, f"{key} must be a date such as 2025-01-23", f"{key} 要写成日期，如 2025-01-23，不加引号"
            )
    if since is None and not row.get("clause"):
        raise _refused(
            at, "a value from a source needs the day from which it applies", "须写明从哪一天起适用（from）"
        )
    if stale is not None and since is not None and stale <= since:
        raise _refused(at, "stale_after must be later than from", "stale_after 要晚于 from")


def _is_money(value: Any) -> bool:
    try:
        return not isinstance(value, str) and fen_from_yuan(value) >= 0
    except (Unreadable, ArithmeticError):
        return False


VALUE_KEYS = ("from", "value", "unit", "clause", "source", "sure", "status", "stale_after", "note")
NUMBERS = (int, float)
FITS: dict[str, Callable[[FactType, Any], bool]] = {
    "bool": lambda _, v: isinstance(v, bool),
    "int": lambda e, v: type(v) is int and v >= 0 and (not e.values or str(v) in e.values),
    "money": lambda _, v: _is_money(v),
    "percent": lambda _, v: type(v) in NUMBERS and 0 <= v <= 1000,
    "number": lambda _, v: type(v) in NUMBERS,
    "enum": lambda e, v: v in e.values,
    "list": lambda e, v: isinstance(v, list) and (not e.values or set(map(str, v)) <= set(e.values)),
    "text": lambda _, v: isinstance(v, str),
    "date": lambda _, v: type(v) is dt.date,
    "datetime": lambda _, v: isinstance(v, dt.date),
}


def squeeze(text: str) -> str:
    """A text without white space, for finding a quote in it."""
    return re.sub(r"\s+", "", text)
