"""What one row of the sheet says, as it is kept (sealed) between reading and taking over."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tonghu.base.errors import Unreadable
from tonghu.base.ids import parse_id_number
from tonghu.base.texts import Text
from tonghu.register.facts.values import entry_of, stored
from tonghu.register.workbook import Ledger, LedgerFault, Row
from tonghu.register.workbook.columns.schema import common, tidy
from tonghu.register.workbook.rows.values import text_of
from tonghu.register.workbook.sheets import address

SAMPLE = tidy("这一行是样例，请删除")
PARENTS = ("father", "mother")
OWN = {"child_name": "name", "child_sex": "sex", "child_id": "id", "county_phone": "phone", "county_town": "township",
       "county_village": "village", "parent_name": "name", "parent_id": "id", "parent_phone": "phone", "remarks": "remarks"}  # fmt: skip
DASHES = frozenset({"—", "——", "-", "--"})


@dataclass
class Wrong:
    """Something wrong with a cell: where, under which header, what it holds, what is wrong, how to mend it."""

    address: str
    header: str
    content: str
    what: tuple[str, str]
    mend: tuple[str, str]
    decisive: bool
    box: str = "basic"


@dataclass
class Saying:
    """A row: who it is about, their parents, the facts [whom, name, kept value], and what is wrong with it."""

    number: int
    name: str = ""
    sex: str = ""
    birth: str = ""
    id: str = ""
    phone: str = ""
    township: str = ""
    village: str = ""
    parents: dict[str, dict[str, str]] = field(default_factory=dict)
    facts: list[list[str]] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    skipped: tuple[str, str] | None = None
    changes: list[list[str]] = field(default_factory=list)  # [what, was, is], as seen when the sheet was read

    @property
    def stopped(self) -> bool:
        """Whether something is wrong that keeps the row out."""
        return any(wrong.decisive for wrong in self.wrong)

    def told(self) -> str:
        """As it is sealed."""
        plain = {**vars(self), "wrong": [vars(wrong) for wrong in self.wrong]}
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def heard(text: str) -> Saying:
    """A row out of its kept form."""
    row: dict[str, Any] = json.loads(text)
    row["wrong"] = [
        Wrong(**{**wrong, "what": tuple(wrong["what"]), "mend": tuple(wrong["mend"])})
        for wrong in row["wrong"]
    ]
    row["skipped"] = tuple(row["skipped"]) if row["skipped"] else None
    return Saying(**row)


class Hearing:
    """Reads the rows of one ledger as sayings."""

    def __init__(self, ledger: Ledger) -> None:
        used = [(column.index, column.use) for column in ledger.columns if column.use]
        self._own = [(index, use.role, OWN[use.column.key]) for index, use in used if use.column.key in OWN]
        self._ledger = ledger
        self._boxes = {
            column.index: column.use.column.fact.sensitivity
            for column in ledger.columns if column.use and column.use.column.fact
        }  # fmt: skip
        self._stored: dict[tuple[str, object], str | None] = {}

    def rows(self, progress: Callable[[int, int], None]) -> Iterator[Saying]:
        """Every row. Raises Faults for a file that is damaged on the way."""
        for row in self._ledger.rows(progress):
            yield self._saying(row)

    def _saying(self, row: Row) -> Saying:
        said = Saying(row.number, wrong=[self._wrong(fault) for fault in row.faults])
        if row.skipped:
            said.skipped = row.skipped.zh, row.skipped.en
            return said
        remarks = self._put_own(said, row)
        if remarks == SAMPLE:
            said.skipped = SAMPLE_ROW.zh, SAMPLE_ROW.en
            return said
        if row.case is not None:
            said.birth = str(row.case["child"].get("birth_date", ""))
            said.facts = list(self._facts(row.case))
        self._check(said, row)
        return said

    def _put_own(self, said: Saying, row: Row) -> str:
        """The cells that name someone; returns the remark."""
        remarks = ""
        for index, role, what in self._own:
            text = text_of(row.cells[index]).strip() if index < len(row.cells) else ""
            if not text or tidy(text) in common().unknown or text in DASHES:
                continue
            value = _cleaned(what, text)
            if what == "remarks":
                remarks = tidy(text)
            elif role in PARENTS:
                said.parents.setdefault(role, {}).setdefault(what, value)
            elif not getattr(said, what):
                setattr(said, what, value)
        return remarks

    def _facts(self, case: dict[str, Any]) -> Iterator[list[str]]:
        parts = [("child", case["child"]), ("household", case.get("household", {}))]
        parts += [(parent["role"], parent) for parent in case.get("parents", ())]
        for whom, part in parts:
            for name, value in part.items():
                kept = None if name == "role" else self._kept(name, value)
                if kept is not None:
                    yield [whom, name, kept]

    def _kept(self, name: str, value: object) -> str | None:
        if isinstance(value, list):
            return stored(name, value)
        key = name, (type(value), value)  # True is not 1
        if key not in self._stored:
            self._stored[key] = stored(name, value)
        return self._stored[key]

    def _check(self, said: Saying, row: Row) -> None:
        """What a row needs to become a file, besides what the rules need."""
        if not said.name:
            said.wrong.append(self._own_fault(row, "name", NO_NAME, GIVE_NAME))
        elif not said.birth and not said.id and not said.stopped:
            said.wrong.append(self._own_fault(row, "id", NOBODY, GIVE_BIRTH))

    def _own_fault(self, row: Row, what: str, told: Text, mend: Text) -> Wrong:
        place = next((i for i, role, key in self._own if key == what and role == "child"), 0)
        header = next((c.header for c in self._ledger.columns if c.index == place), "")
        return Wrong(address(row.number, place), header, "", (told.zh, told.en), (mend.zh, mend.en), True)

    def _wrong(self, fault: LedgerFault) -> Wrong:
        letters = fault.address.rstrip("0123456789")
        box = next((box for index, box in self._boxes.items() if address(1, index)[:-1] == letters), "basic")
        return Wrong(
            fault.address, fault.header, fault.content, (fault.what.zh, fault.what.en), (fault.mend.zh, fault.mend.en),
            fault.decisive, box,
        )  # fmt: skip


def _cleaned(what: str, text: str) -> str:
    """A sex, an ID number or a phone as it is kept; empty where it is none (a fault tells so)."""
    if what == "sex":
        word = tidy(text).removesuffix("性")
        return word if word in {"男", "女"} else ""
    if what == "id":
        try:
            return parse_id_number(text).text
        except Unreadable:
            return ""
    if what == "phone":
        return tidy(text)[:40]
    return text[:80]


def box_of(name: str) -> str:
    """The compartment of a fact."""
    return entry_of(name).sensitivity


SAMPLE_ROW = Text("模板的样例行，没有导入", "a sample row of the template, left out")
NO_NAME = Text("没有姓名", "there is no name")
GIVE_NAME = Text(
    "请填写姓名；还没有名字的，请写“某某之子”“某某之女”。",
    "Give the name; for a child without one write 'son of' or 'daughter of'.",
)
NOBODY = Text(
    "没有身份证号，也没有出生日期，认不出是哪一名儿童",
    "neither ID number nor date of birth: nobody can tell which child it is",
)
GIVE_BIRTH = Text("请至少填一项。", "Give at least one of them.")
