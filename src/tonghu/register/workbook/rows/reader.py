"""One row of the ledger: a case for the rules, and what is wrong with it.

Which faults stop a row. A fault in a cell that gives the rules a fact stops it: an answer from half-read facts could
be wrong. So do two cells that contradict each other in a fact, a birth date that contradicts the ID number, a birth
after the day asked about, an age above 25, and two different names of one father. A fault in a column that stays
with the county (name, ID number, sex, telephone, village) is told but does not stop the row, as long as the birth
date is clear without it. An ID number that occurs twice is told at both rows and stops neither.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tonghu.base.errors import Unreadable
from tonghu.base.ids import parse_id_number
from tonghu.base.texts import Text
from tonghu.register.workbook.columns.schema import common, household_facts, tidy
from tonghu.register.workbook.columns.table import Table
from tonghu.register.workbook.rows.checks import SeenIds, agreed, birth_is_clear, only_one, same_person
from tonghu.register.workbook.rows.draft import Draft, Used, UsedColumns
from tonghu.register.workbook.rows.row import Row
from tonghu.register.workbook.rows.values import broken, text_of
from tonghu.register.workbook.rows.words import NONE_WORDS, caching_reader
from tonghu.register.workbook.sheets import Broken, Cell

DEAD = frozenset({"—", "——"})  # how the national form marks a parent who has died
OPENING_CELLS = 6  # 合计 stands in one of the first columns


class RowReader:
    """Reads the rows of one table. Remembers ID numbers, to find those that occur twice."""

    def __init__(self, table: Table, *, jurisdiction: str, as_of: date, epoch_1904: bool = False) -> None:
        self._columns = UsedColumns(table)
        self._readers = [
            (used, caching_reader(used.use.column, epoch_1904=epoch_1904)) for used in self._columns.facts
        ]
        self._jurisdiction, self._as_of = jurisdiction, as_of
        self._seen: SeenIds = {}

    def read(self, number: int, cells: list[Cell]) -> Row:
        """The row with its case and faults. Never raises for what a county wrote."""
        row = Row(number, cells, skipped=self._no_child(cells))
        if row.skipped:
            return row
        draft = Draft(row, self._columns)
        self._read_own(draft)
        self._read_facts(draft)
        only_one(draft)
        same_person(draft, self._seen)
        birth_is_clear(draft, self._as_of)
        facts = _settled(draft)
        if not any(fault.decisive for fault in row.faults):
            row.case = self._case(number, facts)
        return row

    def _read_facts(self, draft: Draft) -> None:
        cells, width = draft.row.cells, len(draft.row.cells)
        for used, read in self._readers:
            place = used.column.index
            if place >= width or cells[place] is None:
                continue
            try:
                reading = read(cells[place])
            except Unreadable as wrong:
                draft.fault(used, wrong.what, wrong.mend, decisive=True)
                continue
            for name, value in reading.items():
                holder, _, fact = name.rpartition(".")
                draft.say(holder or used.use.role, fact, value, used)

    def _read_own(self, draft: Draft) -> None:
        for used in self._columns.own:
            cell = draft.cell(used)
            if cell is None:
                continue
            try:
                _read_own_cell(draft, used, cell)
            except Unreadable as wrong:
                found = draft.fault(used, wrong.what, wrong.mend, decisive=False)
                if used.key == "child_id":
                    draft.id_fault = found

    def _case(self, number: int, facts: Mapping[str, Mapping[str, object]]) -> dict[str, Any]:
        child = dict(facts.get("child", {}))
        household = {name: child.pop(name) for name in list(child) if name in household_facts()}
        parents = [{"role": role, **facts[role]} for role in ("father", "mother") if role in facts]
        case: dict[str, Any] = {"id": str(number), "jurisdiction": self._jurisdiction}
        case |= {"as_of_date": self._as_of.isoformat(), "child": child}
        return (
            case | ({"household": household} if household else {}) | ({"parents": parents} if parents else {})
        )

    def _no_child(self, cells: Sequence[Cell]) -> Text | None:
        """Why a row is no child: a total, or a signature below the table."""
        words = [word for word in (tidy(text_of(cell)) for cell in cells[:OPENING_CELLS]) if word]
        if any(word in common().totals for word in words) or (words and words[0].startswith(common().totals)):
            return Text("合计行，没有计算", "a row of totals, left out")
        if words and words[0].startswith(common().footers) and not self._names_a_child(cells):
            return Text("签名或说明行，没有计算", "a signature or a remark, left out")
        return None

    def _names_a_child(self, cells: Sequence[Cell]) -> bool:
        telling = self._columns.of_key("child_id") + self._columns.of_key("birth_date")
        places = [used.column.index for used in telling]
        return any(place < len(cells) and cells[place] is not None for place in places)


def _read_own_cell(draft: Draft, used: Used, cell: Cell) -> None:
    """Check a cell that stays with the county, and take the child's name and ID number from it."""
    if isinstance(cell, Broken):
        raise broken(cell)
    text = text_of(cell)
    word = tidy(text)
    if used.key == "child_name":
        draft.row.name = draft.row.name or text.strip()
    elif used.key == "parent_name" and word in DEAD:
        draft.say(used.use.role, "parent_life_status", "死亡", used)
    elif used.use.column.kind == "id" and word and word not in common().unknown | NONE_WORDS:
        number = parse_id_number(cell if isinstance(cell, str | int | float) else text)
        if used.key == "child_id" and draft.id_number is None:
            draft.id_number, draft.id_column = number, used


def _settled(draft: Draft) -> dict[str, dict[str, object]]:
    """One value for each fact, by holder; a fault where two cells say different things."""
    facts: dict[str, dict[str, object]] = {}
    for (holder, fact), said in draft.said.items():
        chosen = said[0]
        for other in said[1:]:
            chosen = agreed(draft, chosen, other)
        value = chosen.value
        facts.setdefault(holder, {})[fact] = list(value) if isinstance(value, list) else value
    return facts
