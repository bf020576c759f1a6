"""表: the cells of a workbook as they stand, row by row. Knows nothing of children."""

from tonghu.register.workbook.sheets.cells import (
    Broken,
    Cell,
    CellValue,
    Number,
    Stamp,
    address,
    column_letters,
)
from tonghu.register.workbook.sheets.files import Sheet, open_sheets

__all__ = [
    "Broken",
    "Cell",
    "CellValue",
    "Number",
    "Sheet",
    "Stamp",
    "address",
    "column_letters",
    "open_sheets",
]
