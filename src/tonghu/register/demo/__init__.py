"""册·样例: a county of invented children, to try everything on before a real child is entered."""

from tonghu.register.demo.county import DEMO_DAY, DEMO_PLACE, Invented, invent, people
from tonghu.register.demo.frame import facts_frame
from tonghu.register.demo.workbook import invented_values, ledger_rows, write_workbook

__all__ = [
    "DEMO_DAY",
    "DEMO_PLACE",
    "Invented",
    "facts_frame",
    "invent",
    "invented_values",
    "ledger_rows",
    "people",
    "write_workbook",
]
