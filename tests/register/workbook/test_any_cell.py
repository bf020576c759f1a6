"""Whatever stands in a cell is read or refused with a reason; nothing else ever comes out."""

import contextlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tonghu.base.dates import parse_day
from tonghu.base.errors import Unreadable
from tonghu.base.ids import parse_disability_number, parse_division, parse_id_number
from tonghu.base.money import fen_from_yuan
from tonghu.law.language.facts import vocabulary
from tonghu.register.workbook.columns.headers import resolve
from tonghu.register.workbook.columns.schema import columns
from tonghu.register.workbook.rows.words import read_cell
from tonghu.register.workbook.sheets import Broken, Number
from tonghu.register.workbook.sheets.cells import BUILTIN_FORMATS, formatted

MEANT = [column for column in columns() if not column.identity]
ODD = "0123456789０１２年月日号-—./、，,()（）√□×级个元是否无有 \t\nXxE+"

numbers = st.integers() | st.floats() | st.integers(1, 80_000)
texts = st.text(st.sampled_from(ODD), max_size=24) | st.text(max_size=24)
plain = texts | numbers | st.booleans() | st.none()
under_formats = st.builds(
    lambda number, code: formatted(number, code, epoch_1904=False),
    st.integers(-10, 3_000_000) | st.floats(-10, 3_000_000),
    st.sampled_from(sorted(BUILTIN_FORMATS.values())),
)
cells = (
    plain
    | under_formats
    | st.builds(Number, numbers, st.just("@"))
    | st.builds(Broken, st.sampled_from(["", "#N/A"]))
)


@given(st.sampled_from(MEANT), cells)
@settings(max_examples=1500, deadline=None)
def test_a_cell_says_known_facts_or_why_not(column: Any, cell: Any) -> None:
    facts: Mapping[str, Any] = {}
    refused: Unreadable | None = None
    try:
        facts = read_cell(column, cell)
    except Unreadable as wrong:
        refused = wrong
    assert refused is None or (refused.what.zh and refused.what.en and refused.mend.zh and refused.mend.en)
    for name, value in facts.items():
        fact = vocabulary()[name.rpartition(".")[2]]
        items = value if isinstance(value, list) else [value]
        assert isinstance(value, list) == (fact.type == "list")
        if fact.values:
            assert all(item in fact.values for item in items)
        if fact.type == "date":
            assert date.fromisoformat(value)
        if fact.type == "money":
            assert fen_from_yuan(value) >= 0


@given(plain)
@settings(max_examples=1000, deadline=None)
def test_the_readers_of_base_refuse_with_a_reason(value: Any) -> None:
    for read in (parse_day, parse_id_number, parse_disability_number, parse_division):
        with contextlib.suppress(Unreadable):
            read(value)
    if value is not None:
        with contextlib.suppress(Unreadable):
            fen_from_yuan(value)


@given(st.text(max_size=30))
@settings(max_examples=500, deadline=None)
def test_any_header_is_resolved_or_not(header: str) -> None:
    resolve(header)
