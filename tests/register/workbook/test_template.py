"""The template is what the reader reads."""

from pathlib import Path
from typing import Any

import pytest

from tonghu.base.errors import Faults
from tonghu.register.workbook import SHEET, template_headers, write_template
from tonghu.register.workbook.columns.headers import Use, resolve
from tonghu.register.workbook.sheets import open_sheets

LANGS = ["zh", "en"]


@pytest.mark.parametrize("lang", LANGS)
def test_its_two_sample_rows_are_read_without_a_fault(desk: Any, lang: Any) -> None:
    path = desk.folder / "台账.xlsx"
    write_template(path, lang=lang)
    ledger = desk.open(path)
    assert (ledger.sheet, ledger.faults, ledger.notes) == (SHEET, [], [])
    orphan, migrant = ledger.rows()
    assert orphan.faults == migrant.faults == []
    assert [orphan.name, migrant.name] == ["样例甲", "样例乙"]
    assert orphan.case["child"]["orphan_certified"] is True
    assert [parent["parent_life_status"] for parent in orphan.case["parents"]] == ["死亡", "死亡"]
    assert migrant.case["child"]["rehab_need"] == ["康复训练", "辅助器具"]
    assert migrant.case["household"] == {"household_status": "一般", "receives_dibao": False}


def test_every_header_is_recognised_and_none_twice() -> None:
    headers = template_headers()
    uses = [resolve(header) for header in headers]
    assert all(isinstance(use, Use) for use in uses)
    assert len({(use.role, use.column.key) for use in uses if isinstance(use, Use)}) == len(headers)


def test_no_column_asks_for_what_must_not_stand_on_a_list() -> None:
    assert not any("艾滋" in header or "犯罪" in header for header in template_headers())


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_has_a_line_for_every_column(desk: Any, lang: Any) -> None:
    path = desk.folder / "台账.xlsx"
    write_template(path, lang=lang)
    guide = [cells for _, cells in open_sheets(path)[0][1].rows()]
    first = [cells[0] for cells in guide if cells]
    assert set(template_headers()) <= set(first)
    for cells in guide[first.index(template_headers()[0]) :]:
        assert cells[3], cells  # what may be written is said for every column


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Faults) as caught:
        write_template(tmp_path / "none" / "台账.xlsx")
    assert "写不了" in caught.value.faults[0].what


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    write_template(path)
    assert [file.name for file in tmp_path.iterdir()] == ["台账.xlsx"]
