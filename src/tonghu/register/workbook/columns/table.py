"""Finding the table in a sheet: the header rows, and what each column is."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tonghu.base.errors import Unreadable
from tonghu.base.texts import Text
from tonghu.register.workbook.columns.headers import (
    ROLE_NAMES,
    NoUse,
    Use,
    heading_role,
    names_a_person,
    nearest,
    resolve,
)
from tonghu.register.workbook.sheets import Cell
from tonghu.register.workbook.sheets.xlsx import Range

ROWS_SEARCHED = 15
FEWEST_KNOWN = 2


@dataclass(frozen=True)
class LedgerColumn:
    """One column of the county's sheet: its place (0 is A), its header in one line, what it is used for."""

    index: int
    header: str
    use: Use | None
    why_unused: Text | None = None
    nearest: str | None = None


@dataclass(frozen=True)
class Table:
    """Where the children begin: `first_row` and `last_row` of the header (from 1), and the columns."""

    first_row: int
    last_row: int
    columns: tuple[LedgerColumn, ...]

    @property
    def known(self) -> int:
        """How many different things the columns say; two columns of the same meaning speak against a header."""
        return len({(column.use.role, column.use.column.key) for column in self.columns if column.use})


def find_table(rows: Sequence[tuple[int, list[Cell]]], merges: Iterable[Range] | None) -> Table:
    """The header of a sheet among its first 15 rows: the row, or pair of rows, in which most columns are known.

    In a pair the upper heading (父亲) is carried to the right over the cells it is merged with, and read together
    with what stands below (存亡). Where the file does not tell what is merged, over the blanks to its right.
    Raises Unreadable when fewer than two columns are known anywhere.
    """
    near = [(number, cells) for number, cells in rows if number <= ROWS_SEARCHED]
    singles = [_table((number, number), ["" for _ in cells], cells) for number, cells in near]
    pairs = [
        _table((upper[0], lower[0]), _carried(upper, len(lower[1]), merges), lower[1])
        for upper, lower in itertools.pairwise(near)
        if lower[0] == upper[0] + 1
    ]
    best = max(
        singles + pairs, key=lambda table: (table.known, table.first_row == table.last_row), default=None
    )
    if best is None or best.known < FEWEST_KNOWN:
        raise Unreadable(
            Text(f"前 {ROWS_SEARCHED} 行里找不到表头", f"no header row was found among the first {ROWS_SEARCHED} rows"),
            Text("请用“tonghu template”生成的模板，或保留“姓名、身份证号、出生日期”这样的表头。",
                 "Use the template that 'tonghu template' writes, or keep headers such as 姓名, 身份证号, 出生日期."),
        )  # fmt: skip
    return replace(best, columns=tuple(map(_with_suggestion, best.columns)))


def _table(place: tuple[int, int], upper: list[str], lower: list[Cell]) -> Table:
    width = max(len(upper), len(lower))
    upper = upper + [""] * (width - len(upper))
    words = [_word(cell) for cell in lower] + [""] * (width - len(lower))
    columns = tuple(
        _column(index, above, below)
        for index, (above, below) in enumerate(zip(upper, words, strict=True))
        if above or below
    )
    return Table(place[0], place[1], columns)


def _column(index: int, above: str, below: str) -> LedgerColumn:
    header = below if above == below or not above else f"{above} {below}".strip()
    found = _meaning(above, below)
    if isinstance(found, Use):
        return LedgerColumn(index, header, found)
    return LedgerColumn(index, header, None, found.why if found else None)


def _with_suggestion(column: LedgerColumn) -> LedgerColumn:
    """Costly, so only for the header that was chosen."""
    unknown = column.use is None and column.why_unused is None
    return replace(column, nearest=nearest(column.header)) if unknown else column


def _meaning(above: str, below: str) -> Use | NoUse | None:
    """What a heading and the header below it mean together."""
    if not above or not below or above == below:
        return resolve(above or below)
    alone = resolve(below)
    if isinstance(alone, Use) and alone.role != "child":
        return alone
    if role := heading_role(above):
        return resolve(ROLE_NAMES[role] + below)
    together = resolve(above + below)
    if isinstance(together, Use):
        return together
    return together if names_a_person(above) else alone


def _carried(upper: tuple[int, list[Cell]], width: int, merges: Iterable[Range] | None) -> list[str]:
    number, cells = upper
    words = [_word(cell) for cell in cells]
    words += [""] * (width - len(words))
    if merges is None:
        return list(itertools.accumulate(words, _or_left))
    for (top, left), (bottom, right) in merges:
        if top <= number <= bottom and left < len(words):
            words[left : right + 1] = [words[left]] * (min(right + 1, len(words)) - left)
    return words


def _or_left(left: str, word: str) -> str:
    return word or left


def _word(cell: Cell) -> str:
    return cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)
