"""A row of the ledger and its faults, as the reader hands them to the writer."""

from dataclasses import dataclass, field
from typing import Any

from tonghu.base.errors import Fault
from tonghu.base.texts import Lang, Text
from tonghu.register.workbook.sheets import Cell


@dataclass(frozen=True)
class LedgerFault:
    """One thing wrong with a cell: its row, address (E12), header, what it holds, what is wrong, how to mend it.

    `decisive`: whether it keeps the row from being answered.
    """

    row: int
    address: str
    header: str
    content: str
    what: Text
    mend: Text
    decisive: bool = True

    def fault(self, lang: Lang = "zh") -> Fault:
        """The same as a Fault, for messages in one line."""
        zh = f"第 {self.row} 行 {self.address}（{self.header}）"
        en = f"row {self.row}, {self.address} ({self.header})"
        return Fault(Text(zh, en).in_(lang), self.what.in_(lang), self.mend.in_(lang))


@dataclass
class Row:
    """One row of the sheet as the county wrote it.

    `number` counts from 1 as in the spreadsheet; `cells` start at column A. `case` is the case for the rules (the
    contract's shape: ISO days, yuan), or None for a row that cannot be answered or is no child.
    `skipped` says why a row is no child (a total, a signature); `twins` is
    set where an earlier row has the same ID number: the fault here (also in `faults`) and the one for that row.
    """

    number: int
    cells: list[Cell]
    case: dict[str, Any] | None = None
    faults: list[LedgerFault] = field(default_factory=list)
    name: str = ""
    skipped: Text | None = None
    twins: tuple[LedgerFault, LedgerFault] | None = None
