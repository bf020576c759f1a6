"""The results workbook: nothing of the county's is lost, nothing is worked out as a formula, every row is found again."""

import itertools
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tonghu.base.errors import Faults
from tonghu.register.workbook import Row, Summary, write_results
from tonghu.register.workbook.results import listing
from tonghu.register.workbook.results.county import ADDED
from tonghu.register.workbook.sheets import Broken, Cell, Number, Stamp, open_sheets

NAMES = ["姓名", "出生日期", "身份证号", "学段", "备注"]
ADDED_ZH = [head.zh for head, _ in ADDED]


def answer(row: Row) -> dict[str, Any]:
    money = {"id": "b", "name": "孤儿基本生活费", "status": "yes", "amount": 1300, "amount_min": 1300, "amount_max": 1300, "unit": "元/月",
             "from": date(2026, 6, 1), "until": "2033-03-01", "clauses": ["gb18-art01-1"], "arithmetic": "=1300", "missing": []}  # fmt: skip
    service = {
        "id": "s",
        "name": "意外险",
        "system": "medical_rehab",
        "status": "unknown",
        "clauses": [],
        "departments": [],
        "missing": [],
    }
    words = {
        "document": "国办发〔2025〕18号",
        "title": "意见",
        "article": "（一）",
        "text": "健全孤儿基本生活保障标准动态调整机制",
    }
    return {"id": str(row.number), "binding": True, "categories": [{"id": "orphan", "name": "孤儿", "status": "yes", "clauses": [], "missing": []}],
            "benefits": [money], "alternatives": [], "entitlements": [service], "exits": [], "blocked": [], "tasks": [], "undetermined": [],
            "missing": [], "texts": {"gb18-art01-1": words}}  # fmt: skip


def results(desk: Any, source: Path, **options: Any) -> tuple[Path, Summary]:
    ledger = desk.open(source)
    path = desk.folder / "结果.xlsx"
    answered = ((row, answer(row) if row.case else None) for row in ledger.rows())
    return path, write_results(path, ledger, answered, **options)


def cells(path: Path, sheet: int = 0) -> dict[int, list[Cell]]:
    return dict(open_sheets(path)[0][sheet].rows())


def value(cell: Cell) -> Any:
    if isinstance(cell, Stamp):
        return ("day", cell.serial, cell.format)
    if isinstance(cell, Number):
        return cell.value
    return cell


class TestRoundTrip:
    """Every column of the county comes back as it was, in its own row."""

    def test_of_all_kinds_of_cells(self, desk: Any) -> None:
        source = desk.folder / "源.xlsx"
        with xlsxwriter.Workbook(str(source)) as book:
            page = book.add_worksheet("儿童台账")
            page.write_row(0, 0, ["样例县台账"])
            page.write_row(2, 0, [*NAMES, "爱好", "数", "率", "日", "真", "公式"])
            kinds = [1300.5, 0.15, 42064.0]
            for row in range(3, 9):
                page.write_row(
                    row,
                    0,
                    [
                        f"样例{row}",
                        "2015.3.1",
                        desk.id_number(sequence=row),
                        "小学",
                        " 前后有空格 ",
                        "画画\n唱歌",
                    ],
                )
                for column, (number, code) in enumerate(
                    zip(kinds, ["#,##0.00", "0.0%", 'yyyy"年"m"月"d"日"'], strict=True), start=6
                ):
                    page.write_number(row, column, number, book.add_format({"num_format": code}))
                page.write_boolean(row, 9, True)
                page.write_formula(row, 10, "=1+1", None, 2)
            page.write_row(10, 0, ["合计", 6])
            page.write(8, 14, "表外的字")
        path, summary = results(desk, source)
        before, after = cells(source), cells(path)
        width, shift = len(NAMES) + 6, len(ADDED)
        for number, row in before.items():
            for column, cell in enumerate(row):
                place = column if column < width else column + shift
                assert value(after[number][place]) == value(cell), (number, column)
        assert (summary.children, summary.answered, summary.skipped) == (6, 6, 1)

    @given(data=st.data())
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    def test_no_text_is_lost_or_worked_out(self, desk: Any, data: st.DataObject) -> None:
        characters = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00￾￿")
        texts = st.text(characters, min_size=1, max_size=30).map(lambda text: text)
        dangerous = st.sampled_from(
            [
                "=1+1",
                "+86 138",
                "-1",
                "@SUM(A1)",
                '=HYPERLINK("http://x")',
                "{=1}",
                "http://x.cn",
                "'001",
                "\t=1",
                "0012",
                "1e5",
            ]
        )
        rows = data.draw(
            st.lists(st.lists(texts | dangerous, min_size=5, max_size=7), min_size=1, max_size=5)
        )
        source = desk.save([[*NAMES[:4], "备注"], *rows])
        path, _ = results(desk, source)
        before, after = cells(source), cells(path)
        for number, row in before.items():
            kept = after.get(number, [])
            for column, cell in enumerate(row):
                place = column if column < len(NAMES) else column + len(ADDED)
                assert (kept[place] if place < len(kept) else None) == cell
        assert b"<f>" not in sheet_xml(path)

    def test_broken_formulas_keep_what_they_showed(self, desk: Any) -> None:
        source = desk.folder / "源.xlsx"
        with xlsxwriter.Workbook(str(source)) as book:
            page = book.add_worksheet("儿童台账")
            page.write_row(0, 0, NAMES)
            page.write_row(1, 0, ["样例甲", "2015-03-01"])
            page.write_formula(1, 3, "=Z9", None, "#REF!")
        path, summary = results(desk, source)
        assert cells(source)[2][3] == Broken("#REF!")
        assert cells(path)[2][3] == "#REF!"
        assert summary.unanswered == 1


def sheet_xml(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name)


class TestSheets:
    """What stands on the four sheets."""

    @pytest.fixture
    def path(self, desk: Any) -> Path:
        number = desk.id_number()
        rows = [
            NAMES,
            ["样例甲", "2015-03-01", number, "小学", None],
            ["样例乙", "2015.3", None, "小学", None],
            ["样例丙", "2015-03-01", number, "小学", None],
            ["样例丁", "2016-03-01", "119999201603010221", "小学", None],
        ]
        return results(desk, desk.save(rows))[0]

    def test_their_names(self, path: Path) -> None:
        assert [sheet.name for sheet in open_sheets(path)[0]] == [
            "儿童台账",
            "逐项清单",
            "未能读取",
            "条款原文",
        ]

    def test_the_first_adds_six_columns(self, path: Path) -> None:
        rows = cells(path)
        assert rows[1] == [*NAMES, *ADDED_ZH]
        assert rows[2][5:9] == [
            "孤儿",
            "孤儿基本生活费 1,300 元/月，至 2033-03-01",
            None,
            "国办发〔2025〕18号（一）",
        ]
        assert rows[3][5:10] == [None] * 5
        assert rows[3][10] == "没有计算：B3（出生日期）“2015.3”缺日"
        assert "第 2 行" in str(rows[4][10])
        assert str(rows[5][10]).startswith("请核对：C5（身份证号）")

    def test_the_second_has_a_row_for_each_child_and_item(self, path: Path) -> None:
        rows = cells(path, 1)
        assert rows[1][:5] == ["行号", "姓名", "类型", "项目", "状态"]
        assert [(row[0], row[1], row[3], row[4]) for row in itertools.islice(rows.values(), 1, None)] == [
            (number, name, thing, status)
            for number, name in ((2, "样例甲"), (4, "样例丙"), (5, "样例丁"))
            for thing, status in (("孤儿基本生活费", "应享"), ("意外险", "还不能确定"))
        ]
        paid = rows[2]
        assert value(paid[5]) == 1300
        assert [cell.when.date() for cell in paid[7:9] if isinstance(cell, Stamp) and cell.when] == [
            date(2026, 6, 1),
            date(2033, 3, 1),
        ]
        assert paid[10] == "=1300"

    def test_the_third_names_every_fault(self, path: Path) -> None:
        rows = [row for number, row in cells(path, 2).items() if number > 1]
        assert [(row[0], row[1], row[2], row[6]) for row in rows] == [
            (3, "B3", "出生日期", "否"),
            (4, "C4", "身份证号", "是"),
            (2, "C2", "身份证号", "是"),
            (5, "C5", "身份证号", "是"),
        ]
        assert all(row[4] and row[5] for row in rows)

    def test_both_rows_with_one_number_are_marked(self, path: Path) -> None:
        sheet = sheet_xml(path).decode()
        for address, other in (("C2", 4), ("C4", 2)):
            assert f'<conditionalFormatting sqref="{address}">' in sheet
            assert f'prompt="与第 {other} 行的身份证号相同' in sheet

    def test_the_fourth_has_each_provision_once(self, path: Path) -> None:
        rows = list(cells(path, 3).values())
        assert rows[1:] == [
            ["gb18-art01-1", "国办发〔2025〕18号", "意见", "（一）", "健全孤儿基本生活保障标准动态调整机制"]
        ]

    def test_the_results_can_be_read_as_a_ledger_again(self, desk: Any, path: Path) -> None:
        again = desk.open(path, sheet="儿童台账")
        assert [row.name for row in again.rows()] == ["样例甲", "样例乙", "样例丙", "样例丁"]


def test_in_english(desk: Any) -> None:
    path, _ = results(desk, desk.save([NAMES, ["样例甲", "2015.3"], ["样例乙", "2015-03-01"]]), lang="en")
    assert [sheet.name for sheet in open_sheets(path)[0]] == [
        "Ledger",
        "Item by item",
        "Could not be read",
        "Provisions",
    ]
    rows = cells(path)
    assert rows[1][5:] == [head.en for head, _ in ADDED]
    assert rows[2][10] == "not answered: B2 (出生日期): '2015.3' lacks the day"


def test_columns_that_are_not_used_are_told_on_the_third_sheet(desk: Any) -> None:
    path, _ = results(desk, desk.save([[*NAMES, "爱好"], ["样例乙", "2015-03-01"]]))
    assert cells(path, 2)[2][:5] == [1, "F1", "爱好", "爱好", "这一列没有用到，原样保留"]


def test_what_the_rules_could_not_read(desk: Any) -> None:
    ledger = desk.ledger([NAMES, ["样例甲", "2015-03-01"], ["样例乙", "2015-03-01"]])
    faults = [{"where": "2 child.school_stage", "what": "不允许", "mend": "改"}, {"what": "还有"}]
    errors: list[Mapping[str, Any]] = [
        {"id": "2", "error": {"message": "未能读取", "faults": faults}},
        {"id": "3", "error": "坏了"},
    ]
    path = desk.folder / "结果.xlsx"
    summary = write_results(path, ledger, zip(ledger.rows(), errors, strict=True))
    assert (summary.answered, summary.unanswered, summary.faults) == (0, 2, 3)
    assert [row[4] for number, row in cells(path, 2).items() if number > 1] == ["不允许", "还有", "坏了"]
    assert "见“未能读取”" in str(cells(path)[2][10])


def test_a_full_sheet_goes_on_in_the_next(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LAST_ROW", 10)
    path, summary = results(desk, desk.save([NAMES, *[["样例甲", "2015-03-01"]] * 12]))
    names = [sheet.name for sheet in open_sheets(path)[0]]
    assert names == ["儿童台账", "逐项清单", "未能读取", "逐项清单（2）", "逐项清单（3）", "条款原文"]
    counts = [len(cells(path, index)) - 1 for index in (1, 3, 4)]
    assert counts == [10, 10, 4]
    assert summary.items == 24


def test_a_failure_on_the_way_leaves_the_old_results(desk: Any) -> None:
    path = desk.folder / "结果.xlsx"
    path.write_text("old")
    ledger = desk.ledger([NAMES, ["样例甲", "2015-03-01"]])

    def failing() -> Any:
        yield from ((row, answer(row)) for row in ledger.rows())
        raise RuntimeError("the rules failed")

    with pytest.raises(RuntimeError):
        write_results(path, ledger, failing())
    assert path.read_text() == "old"
    assert sorted(file.name for file in desk.folder.iterdir()) == ["1.xlsx", "结果.xlsx"]


def test_a_place_that_cannot_be_written(desk: Any) -> None:
    ledger = desk.ledger([NAMES, ["样例甲", "2015-03-01"]])
    with pytest.raises(Faults) as caught:
        write_results(desk.folder / "none" / "结果.xlsx", ledger, ((row, None) for row in ledger.rows()))
    assert "写不了" in caught.value.faults[0].what


def test_a_very_long_text_is_cut_with_a_mark(desk: Any) -> None:
    ledger = desk.ledger([NAMES, ["样例甲", "2015-03-01"]])
    path = desk.folder / "结果.xlsx"

    def long(row: Row) -> dict[str, Any]:
        made = answer(row)
        made["undetermined"] = [{"what": "字" * 40_000, "why": "", "question": ""}]
        return made

    write_results(path, ledger, ((row, long(row)) for row in ledger.rows()))
    told = str(cells(path)[2][10])
    assert len(told) == 32_767
    assert told.endswith("…")
