"""A row while it is read: who said what, and in which cell."""

from dataclasses import dataclass, field

from tonghu.base.ids import IdNumber
from tonghu.base.texts import Text
from tonghu.register.workbook.columns.headers import Use
from tonghu.register.workbook.columns.schema import tidy
from tonghu.register.workbook.columns.table import LedgerColumn, Table
from tonghu.register.workbook.rows.row import LedgerFault, Row
from tonghu.register.workbook.rows.values import text_of
from tonghu.register.workbook.sheets import Cell, address

CHECK = Text("请核对后改正。", "Check and correct it.")


@dataclass(frozen=True)
class Used:
    """A column of the sheet that is used, and for what."""

    column: LedgerColumn
    use: Use

    @property
    def key(self) -> str:
        """The key of its column in columns.toml."""
        return self.use.column.key

    @property
    def identity(self) -> bool:
        """Whether it stays with the county."""
        return self.use.column.identity


class UsedColumns:
    """The columns of a sheet that are used, sorted once for all its rows."""

    def __init__(self, table: Table) -> None:
        everything = [Used(column, column.use) for column in table.columns if column.use]
        self.facts = [used for used in everything if not used.identity]
        self.own = [used for used in everything if used.identity]
        self.alone = [used for used in self.own if used.use.column.single]
        self._by_kind: dict[str, list[Used]] = {}
        self._by_key: dict[str, list[Used]] = {}
        for used in everything:
            self._by_kind.setdefault(used.use.column.kind, []).append(used)
            self._by_key.setdefault(used.key, []).append(used)

    def of_kind(self, kind: str) -> list[Used]:
        """The columns of a kind of columns.toml."""
        return self._by_kind.get(kind, [])

    def of_key(self, key: str) -> list[Used]:
        """The columns under a key of columns.toml."""
        return self._by_key.get(key, [])


@dataclass(frozen=True)
class Said:
    """A value and the column that said it."""

    value: object
    by: Used


@dataclass
class Draft:
    """A row while it is read. `said` is by holder (child, father, mother) and fact, in the order of the columns."""

    row: Row
    columns: UsedColumns
    said: dict[tuple[str, str], list[Said]] = field(default_factory=dict)
    id_number: IdNumber | None = None
    id_column: Used | None = None
    id_fault: LedgerFault | None = None

    def cell(self, used: Used) -> Cell:
        """The cell of a column; None where the row ends before it."""
        index = used.column.index
        return self.row.cells[index] if index < len(self.row.cells) else None

    def word(self, used: Used) -> str:
        """The cell of a column, tidied for comparing."""
        return tidy(text_of(self.cell(used)))

    def place(self, used: Used) -> str:
        """The address of a column's cell, such as E12."""
        return address(self.row.number, used.column.index)

    def say(self, holder: str, fact: str, value: object, by: Used) -> None:
        """Note that a column says a fact."""
        self.said.setdefault((holder, fact), []).append(Said(value, by))

    def first(self, holder: str, fact: str) -> Said | None:
        """The first that was said of a fact."""
        said = self.said.get((holder, fact))
        return said[0] if said else None

    def fault(self, used: Used, what: Text, mend: Text = CHECK, *, decisive: bool) -> LedgerFault:
        """Add a fault at a column's cell."""
        content = text_of(self.cell(used))
        found = LedgerFault(
            self.row.number, self.place(used), used.column.header, content, what, mend, decisive
        )
        self.row.faults.append(found)
        return found

    def faulty(self, key: str) -> bool:
        """Whether a cell under some key has a fault."""
        places = {self.place(used) for used in self.columns.of_key(key)}
        return any(fault.address in places for fault in self.row.faults)
