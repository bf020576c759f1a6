"""Reading one case of the contract (`tonghu determine`) into facts, or saying exactly what is wrong with it."""

from __future__ import annotations

import datetime as dt
import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from tonghu.base.dates import FIRST_YEAR, LAST_YEAR
from tonghu.base.errors import Fault, Faults, Unreadable
from tonghu.base.texts import Lang, Text
from tonghu.law.engine.law import NoLaw, find_place
from tonghu.law.engine.values import inside
from tonghu.law.language.facts import FactType, vocabulary
from tonghu.law.language.rule import ROLES
from tonghu.law.places.load import NATIONAL, Place, places

TOP = ("id", "title", "jurisdiction", "as_of_date", "params", "child", "household", "parents")
# said of the question itself, or worked out; never facts of a child
ASKED = (
    "jurisdiction",
    "as_of_date",
    "doc_status",
    "doc_effective_date",
    "doc_abridged",
    "category_list",
    "hukou_here",
)
# parent facts that may also be said of "a parent" without saying which
EITHER = ("parent_performing_duty", "parent_condition_end_date", "parent_able_to_support")


@dataclass(slots=True)
class Case:
    """One case, read. `facts`: inside units; parent facts as `father.x`; absent = unknown. `asked` as written."""

    id: str
    title: str
    place: Place
    day: dt.date
    facts: dict[str, Any]
    params: dict[str, Any]
    effective: dt.date | None = None
    unknown_said: dict[str, str] = field(default_factory=dict)


class _Reader:
    def __init__(self, where: str, lang: Lang) -> None:
        self.where, self.lang = where, lang
        self.faults: list[Fault] = []
        self.unknown_said: dict[str, str] = {}

    def fault(self, path: str, what: Text, mend: Text) -> None:
        self.faults.append(Fault(f"{self.where} {path}".strip(), what.in_(self.lang), mend.in_(self.lang)))

    def value(self, entry: FactType, raw: Any, path: str) -> Any:
        """One fact in inside units; unknown when null or one of the words for it; a fault when it cannot be."""
        if raw is None:
            return None
        if isinstance(raw, str) and raw in entry.unknown:
            self.unknown_said[path] = raw
            return None
        try:
            return _READ[entry.type](entry, raw)
        except Unreadable as error:
            self.faults.append(error.fault(f"{self.where} {path}".strip(), self.lang))
        except (ValueError, TypeError, ArithmeticError):
            self.fault(path, _cannot(entry, raw), _allowed(entry))
        return None


def read_case(raw: Any, *, where: str = "", lang: Lang = "zh") -> Case:
    """Read a mapping as CONTRACT.md describes it. Raises Faults with every fault of the case."""
    if not isinstance(raw, Mapping):
        raise Faults(Fault(where, Text("不是一个案例", "not a case").in_(lang),
                           Text("写成字段和值", "write fields with values").in_(lang)))  # fmt: skip
    name = "" if raw.get("id") is None else str(raw["id"])
    label = f"{where} {name}".strip()
    reader = _Reader(label, lang)
    for key in raw:
        if key not in TOP:
            reader.fault(
                str(key), Text(f"没有叫“{key}”的字段", f"there is no field “{key}”"), _nearest(str(key), TOP)
            )
    place = _place(reader, raw.get("jurisdiction"))
    day = _day(reader, raw.get("as_of_date"))
    params, effective = _params(reader, raw.get("params") or {})
    facts: dict[str, Any] = {}
    for section in ("child", "household"):
        _section(reader, section, raw.get(section) or {}, facts)
    _parents(reader, raw.get("parents"), facts)
    if reader.faults or place is None or day is None:
        raise Faults(reader.faults)
    facts["as_of_date"] = day
    _derive(facts, place)
    return Case(name, str(raw.get("title") or ""), place, day, facts, params, effective, reader.unknown_said)


def _place(reader: _Reader, raw: Any) -> Place | None:
    if raw is None:
        reader.fault("jurisdiction", Text("没有写适用地区", "no place is given"), _covered())
        return None
    try:
        return find_place(raw)
    except NoLaw:
        reader.fault(
            "jurisdiction", Text(f"“{raw}”没有收录政策文件", f"no text of “{raw}” is held"), _covered()
        )
        return None


def _covered() -> Text:
    return Text("可用：" + "、".join(f"{p.name}（{p.code}）" for p in places()),
                "known: " + ", ".join(f"{p.name} ({p.code})" for p in places()))  # fmt: skip


def _day(reader: _Reader, raw: Any) -> dt.date | None:
    if raw is None:
        reader.fault(
            "as_of_date",
            Text("没有写计算日期", "no day is given"),
            Text("例如 2026-06-15", "e.g. 2026-06-15"),
        )
        return None
    day: dt.date | None = reader.value(vocabulary()["as_of_date"], raw, "as_of_date")
    return day


@cache
def _names(of: str) -> tuple[str, ...]:
    """Names of the vocabulary that may stand in one part of a case: `params`, `child` or `parent`."""
    every = vocabulary().items()
    if of == "params":
        return (*(n for n, e in every if e.about == "value"), "doc_effective_date")
    if of == "parent":
        return tuple(n for n, e in every if e.about == "parent")
    return tuple(
        n for n, e in every if (e.about not in ("value", "parent") and n not in ASKED) or n in EITHER
    )


def _params(reader: _Reader, raw: Any) -> tuple[dict[str, Any], dt.date | None]:
    params: dict[str, Any] = {}
    effective: dt.date | None = None
    for name, value in _mapping(reader, "params", raw).items():
        path = f"params.{name}"
        if name == "doc_effective_date":
            effective = reader.value(vocabulary()[name], value, path)
        elif name in _names("params"):
            params[name] = reader.value(vocabulary()[name], value, path)
        else:
            reader.fault(path, _no_fact(name), _nearest(name, _names("params")))
    return params, effective


def _section(reader: _Reader, section: str, raw: Any, facts: dict[str, Any]) -> None:
    allowed = _names("child")
    for name, value in _mapping(reader, section, raw).items():
        path = f"{section}.{name}"
        if name not in allowed:
            entry = vocabulary().get(name)
            if entry is not None and entry.about == "parent":
                reader.fault(path, Text("这是父母的情况", "this is a fact about a parent"),
                             Text("写在 parents 下，注明 role: father 或 mother", "put it under parents with role: father or mother"))  # fmt: skip
            else:
                reader.fault(path, _no_fact(name), _nearest(name, allowed))
            continue
        read = reader.value(vocabulary()[name], value, path)
        if facts.get(name) is not None and read is not None and facts[name] != read:
            reader.fault(path, Text("在 child 和 household 里写得不一样", "differs between child and household"),
                         Text("只留一个", "keep one"))  # fmt: skip
        elif read is not None:
            facts[name] = read


def _parents(reader: _Reader, raw: Any, facts: dict[str, Any]) -> None:
    if raw is None:
        return
    if not isinstance(raw, list):
        reader.fault(
            "parents", Text("应当是一个列表", "must be a list"), Text("每位父母一项", "one item per parent")
        )
        return
    allowed = _names("parent")
    seen: list[str] = []
    for index, parent in enumerate(raw):
        path = f"parents[{index}]"
        role = _mapping(reader, path, parent).get("role")
        if role not in ROLES:
            reader.fault(f"{path}.role", Text(f"“{role}”不是父亲或母亲", f"“{role}” is neither father nor mother"),
                         Text("写 father 或 mother", "write father or mother"))  # fmt: skip
            continue
        if role in seen:
            zh = "父亲" if role == "father" else "母亲"
            reader.fault(f"{path}.role", Text(f"写了两位{zh}", f"there are two {role}s"),
                         Text("只留法律上的一位；继父母记入备注", "keep the legal one; a stepparent is not entered here"))  # fmt: skip
            continue
        seen.append(role)
        for name, value in parent.items():
            if name == "role":
                continue
            if name not in allowed:
                reader.fault(f"{path}.{name}", _no_fact(name), _nearest(name, allowed))
                continue
            read = reader.value(vocabulary()[name], value, f"{path}.{name}")
            if read is not None:
                facts[f"{role}.{name}"] = read


def _derive(facts: dict[str, Any], place: Place) -> None:
    """Facts that follow from where the case is asked: whether the hukou lies in this place."""
    hukou = facts.get("hukou_division")
    if hukou is not None:
        facts["hukou_here"] = str(hukou).startswith(code_stem(place))


def code_stem(place: Place) -> str:
    """The leading digits that every division code inside the place has."""
    return "" if place.code == NATIONAL else place.code[: 4 if place.level == "city" else 2]


def _mapping(reader: _Reader, path: str, raw: Any) -> Mapping[str, Any]:
    if isinstance(raw, Mapping):
        return raw
    reader.fault(
        path,
        Text("应当是字段和值", "must be fields with values"),
        Text("例如 birth_date: 2015-03-01", "e.g. birth_date: 2015-03-01"),
    )
    return {}


def _no_fact(name: Any) -> Text:
    return Text(f"词表里没有“{name}”", f"the vocabulary has no “{name}”")


def _nearest(name: str, known: Any) -> Text:
    close = difflib.get_close_matches(str(name), list(known), n=1, cutoff=0.5)
    if close:
        return Text(f"是否想写 {close[0]}？", f"did you mean {close[0]}?")
    return Text("见 tonghu law search", "see tonghu law search")


def _cannot(entry: FactType, raw: Any) -> Text:
    return Text(f"{entry.zh}不能是“{raw}”", f"{entry.en} cannot be “{raw}”")


def _allowed(entry: FactType) -> Text:
    if entry.values:
        return Text("可填：" + " / ".join(entry.values), "allowed: " + " / ".join(entry.values))
    zh, en = {
        "bool": ("填 true 或 false，不知道就留空", "true or false; leave out when unknown"),
        "date": ("写成 2015-03-01", "write 2015-03-01"), "int": ("填整数", "a whole number"),
        "money": ("填元，最多两位小数", "yuan, at most two decimals"), "percent": ("填 0 到 100 的数", "a number from 0 to 100"),
        "list": ("写成列表", "write a list"), "number": ("填数字", "a number"), "text": ("填文字", "text"),
        "datetime": ("写成 2026-03-01T22:00", "write 2026-03-01T22:00"),
    }[entry.type]  # fmt: skip
    return Text(zh, en)


def _read_bool(entry: FactType, raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(raw)
    return raw


def _read_int(entry: FactType, raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw < 0:
        raise ValueError(raw)
    if entry.values and str(raw) not in entry.values:
        raise ValueError(raw)
    return raw


def _read_enum(entry: FactType, raw: Any) -> str:
    if str(raw) not in entry.values:
        raise ValueError(raw)
    return str(raw)


def _read_list(entry: FactType, raw: Any) -> frozenset[str]:
    if not isinstance(raw, list | tuple):
        raise ValueError(raw)
    items = [str(item) for item in raw]
    if entry.values and not set(items) <= set(entry.values):
        raise ValueError("、".join(item for item in items if item not in entry.values))
    return frozenset(items)


def _read_date(entry: FactType, raw: Any) -> dt.date:
    if isinstance(raw, str):
        raw = (dt.datetime if entry.type == "datetime" else dt.date).fromisoformat(raw)
    if not isinstance(raw, dt.date):
        raise ValueError(raw)
    if not FIRST_YEAR <= raw.year <= LAST_YEAR:  # 9999-12-31 for "no end": rules would leave the calendar
        raise Unreadable(
            Text(f"“{raw}”的年份不在 {FIRST_YEAR}–{LAST_YEAR} 之间", f"the year of “{raw}” is not within {FIRST_YEAR}–{LAST_YEAR}"),
            Text("没有期限的日期留空", "leave out a day that never comes"),
        )  # fmt: skip
    return raw.date() if isinstance(raw, dt.datetime) else raw


def _read_percent(entry: FactType, raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= 1000:
        raise ValueError(raw)
    return round(raw * 100)


def _read_number(entry: FactType, raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise ValueError(raw)
    return float(raw)


def _read_text(entry: FactType, raw: Any) -> str:
    if isinstance(raw, list | dict):
        raise TypeError(raw)
    return str(raw)


_READ: dict[str, Any] = {
    "bool": _read_bool, "int": _read_int, "enum": _read_enum, "list": _read_list, "date": _read_date,
    "datetime": _read_date, "percent": _read_percent, "number": _read_number, "text": _read_text,
    "money": inside,
}  # fmt: skip
