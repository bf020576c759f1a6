"""台账: the county's ledger workbook, in and out."""

from tonghu.register.workbook.columns.table import LedgerColumn
from tonghu.register.workbook.read import SHEET, Ledger, open_ledger
from tonghu.register.workbook.results.write import Summary, write_results
from tonghu.register.workbook.rows.row import LedgerFault, Row
from tonghu.register.workbook.template import template_headers, write_template

__all__ = [
    "SHEET",
    "Ledger",
    "LedgerColumn",
    "LedgerFault",
    "Row",
    "Summary",
    "open_ledger",
    "template_headers",
    "write_results",
    "write_template",
]
