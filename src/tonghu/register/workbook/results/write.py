"""Writing the results workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from tonghu.base.texts import Lang, Text
from tonghu.register.workbook.output import new_workbook
from tonghu.register.workbook.read import SHEET, Ledger
from tonghu.register.workbook.results import telling
from tonghu.register.workbook.results.county import CountySheet
from tonghu.register.workbook.results.listing import Listing
from tonghu.register.workbook.rows.row import LedgerFault, Row

FIRST = Text(SHEET, "Ledger")
SECOND = Text("逐项清单", "Item by item")
THIRD = Text("未能读取", "Could not be read")
FOURTH = Text("条款原文", "Provisions")

_SECOND_HEADS = (
    (Text("行号", "row"), 7), (Text("姓名", "name"), 10), (Text("类型", "kind"), 9), (Text("项目", "item"), 34),
    (Text("状态", "status"), 16), (Text("金额", "amount"), 11), (Text("单位", "unit"), 8), (Text("起", "from"), 11),
    (Text("止", "until"), 11), (Text("依据条款", "legal basis"), 32), (Text("算式", "arithmetic"), 34),
    (Text("还缺哪些信息", "missing facts"), 40),
)  # fmt: skip
_THIRD_HEADS = (
    (Text("行号", "row"), 7), (Text("单元格", "cell"), 9), (Text("列", "column"), 22), (Text("内容", "content"), 26),
    (Text("哪里不对", "what is wrong"), 46), (Text("怎么改", "how to mend it"), 56), (Text("该行已计算", "row answered"), 11),
)  # fmt: skip
_FOURTH_HEADS = (
    (Text("编号", "id"), 16), (Text("文号", "number"), 24), (Text("文件", "document"), 44), (Text("条", "article"), 16),
    (Text("原文", "words"), 100),
)  # fmt: skip

YES, NO = Text("是", "yes"), Text("否", "no")

Answered = Iterable[tuple[Row, Mapping[str, Any] | None]]


@dataclass(frozen=True)
class Summary:
    """What a results workbook holds, counted in rows: `children` = `answered` + `unanswered`."""

    answered: int
    unanswered: int
    skipped: int
    items: int
    faults: int

    @property
    def children(self) -> int:
        """Rows that are children."""
        return self.answered + self.unanswered


def write_results(path: Path, ledger: Ledger, answered: Answered, *, lang: Lang = "zh") -> Summary:
    """Write the results workbook: the ledger with what is owed, item by item, what could not be read, the provisions.

    `answered` gives each row of `ledger.rows()` in order with its answer (the contract's mapping, names in `lang`),
    or None for a row without a case; an answer that holds `error` goes to the third sheet. Runs through `answered`
    once and holds no rows. The fourth sheet is written when answers carry `texts`.
    Raises Faults when the file cannot be written; then nothing is left behind.
    """
    with new_workbook(path, lang, constant_memory=True) as book:
        pages = _Pages(book, ledger, lang)
        for row, answer in answered:
            pages.add(row, answer)
        return pages.close()


class _Pages:
    """The sheets while they are written side by side."""

    def __init__(self, book: xlsxwriter.Workbook, ledger: Ledger, lang: Lang) -> None:
        self._lang, self._book = lang, book
        self._county = CountySheet(book, FIRST.in_(lang), ledger, lang)
        self._items = Listing(book, SECOND.in_(lang), _in(lang, _SECOND_HEADS))
        self._faults = Listing(book, THIRD.in_(lang), _in(lang, _THIRD_HEADS))
        self._texts: dict[str, Mapping[str, Any]] = {}
        self._count = {"answered": 0, "unanswered": 0, "skipped": 0}
        self._unanswered: set[int] = set()
        for note in ledger.notes:
            self._faults.add([None, None, None, ledger.path.name, note.in_(lang), "", ""])
        for fault in ledger.faults:
            self._fault(fault, None)

    def add(self, row: Row, answer: Mapping[str, Any] | None) -> None:
        answered = answer is not None and "error" not in answer
        self._count["skipped" if row.skipped else "answered" if answered else "unanswered"] += 1
        if not answered and not row.skipped:
            self._unanswered.add(row.number)
        self._county.add(row, answer)
        if answer is not None and answered:
            self._list(row, answer)
        elif answer is not None:
            self._error(row, answer["error"])
        for fault in row.faults:
            self._fault(fault, answered)
        if row.twins:
            here, earlier = row.twins
            self._fault(earlier, earlier.row not in self._unanswered)
            self._county.mark(here)
            self._county.mark(earlier)

    def close(self) -> Summary:
        self._county.close()
        self._items.close()
        self._faults.close()
        if self._texts:
            provisions = Listing(self._book, FOURTH.in_(self._lang), _in(self._lang, _FOURTH_HEADS))
            for clause, known in sorted(self._texts.items()):
                provisions.add(
                    [clause, known["document"], known.get("title", ""), known["article"], known["text"]]
                )
            provisions.close()
        return Summary(**self._count, items=self._items.count, faults=self._faults.count)

    def _list(self, row: Row, answer: Mapping[str, Any]) -> None:
        self._texts.update(telling.texts(answer))
        for line in telling.lines(answer, self._lang):
            self._items.add([
                row.number, row.name, line.kind, line.name, line.status, line.amount, line.unit, line.since, line.until,
                line.clauses, line.arithmetic, line.missing,
            ])  # fmt: skip

    def _fault(self, fault: LedgerFault, answered: bool | None) -> None:
        done = "" if answered is None else (YES if answered else NO).in_(self._lang)
        what, mend = fault.what.in_(self._lang), fault.mend.in_(self._lang)
        self._faults.add([fault.row, fault.address, fault.header, fault.content, what, mend, done])

    def _error(self, row: Row, error: Any) -> None:
        """What the rules could not read of a case that the workbook could."""
        listed = error.get("faults", [error]) if isinstance(error, Mapping) else [{"what": str(error)}]
        for fault in listed:
            what = str(fault.get("what") or fault.get("message") or "")
            self._faults.add(
                [
                    row.number,
                    "",
                    str(fault.get("where", "")),
                    "",
                    what,
                    str(fault.get("mend", "")),
                    NO.in_(self._lang),
                ]
            )


def _in(lang: Lang, heads: tuple[tuple[Text, int], ...]) -> list[tuple[str, int]]:
    return [(head.in_(lang), width) for head, width in heads]
