"""What a cell says."""

from typing import Any

import pytest

from tonghu.base.errors import Unreadable
from tonghu.register.workbook.columns.headers import Use, resolve
from tonghu.register.workbook.rows.values import text_of
from tonghu.register.workbook.rows.words import read_cell
from tonghu.register.workbook.sheets.cells import Broken, Cell, Number, formatted


def say(header: str, cell: Cell, **options: Any) -> dict[str, object]:
    found = resolve(header)
    assert isinstance(found, Use)
    return dict(read_cell(found.column, cell, **options))


def refused(header: str, cell: Cell, **options: Any) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        say(header, cell, **options)
    assert caught.value.what.en
    return caught.value


@pytest.mark.parametrize(
    "cell", ["是", "有", "√", "（√）", "✓", "☑", "Ｙ", "yes", True, "☑是 □否", "是（2020年办）", " 是 ", "对"]
)
def test_yes(cell: Cell) -> None:
    assert say("是否孤儿", cell) == {"orphan_certified": True}


@pytest.mark.parametrize("cell", ["否", "无", "×", "没有", "不是", False, "□是 ☑否", "N", "no"])
def test_no(cell: Cell) -> None:
    assert say("是否孤儿", cell) == {"orphan_certified": False}


@pytest.mark.parametrize(
    "cell", [None, "", "  ", "不详", "待核实", "/", "-", "—", "（ ）", "□是 □否", "未知"]
)
def test_blank_and_unknown_say_nothing(cell: Cell) -> None:
    assert say("是否孤儿", cell) == {}
    if cell != "□是 □否":
        assert say("出生日期", cell) == {}


@pytest.mark.parametrize("cell", ["也许", 1, 0, "1", "2", 42064, "是√ 否√", "部分"])
def test_neither_yes_nor_no(cell: Cell) -> None:
    assert "是" in refused("是否孤儿", cell).mend.zh


def test_the_word_of_the_header_is_a_yes() -> None:
    assert say("孤儿", "孤儿") == {"orphan_certified": True}


@pytest.mark.parametrize(
    ("header", "cell", "facts"),
    [
        ("父亲存亡状况", "已故", {"parent_life_status": "死亡"}),
        ("父亲存亡状况", "去世（2019年）", {"parent_life_status": "死亡"}),
        ("父亲存亡状况", "—", {"parent_life_status": "死亡"}),
        ("父亲存亡状况", "/", {}),
        ("父亲存亡状况", "不详", {"parent_life_status": "不详"}),
        ("父亲是否健在", "是", {"parent_life_status": "健在"}),
        ("母亲情形", "服刑、重病", {"parent_conditions": ["服刑在押", "重病"]}),
        ("母亲情形", "无", {"parent_conditions": []}),
        ("母亲情形", "—", {}),
        ("母亲情形", "被遣送(驱逐)出境", {"parent_conditions": ["被遣送（驱逐）出境"]}),
        ("母亲情形", "重残（√） 失联（√） 重病（ ）", {"parent_conditions": ["重残", "失联"]}),
        ("父亲状况", "服刑", {"parent_conditions": ["服刑在押"]}),
        ("父亲状况", "健在、重残", {"parent_life_status": "健在", "parent_conditions": ["重残"]}),
        ("父亲刑期（月）", "1年6个月", {"parent_condition_months": 18}),
        ("父亲刑期（月）", "36个月", {"parent_condition_months": 36}),
        ("父亲刑期（月）", 24, {"parent_condition_months": 24}),
        ("残疾等级", "一级", {"disability_level": 1}),
        ("残疾等级", "２级", {"disability_level": 2}),
        ("残疾等级", "叁级", {"disability_level": 3}),
        ("残疾等级", "Ⅳ级", {"disability_level": 4}),
        ("残疾等级", 3, {"disability_level": 3}),
        ("残疾等级", "无", {}),
        ("残疾类别", "肢体残疾", {"disability_types": ["肢体"]}),
        ("残疾类别", "智力、精神", {"disability_types": ["智力", "精神"]}),
        ("残疾类别", "无", {"disability_types": []}),
        ("残疾类别及等级", "肢体二级", {"disability_types": ["肢体"], "disability_level": 2}),
        ("残疾情况", "智力残疾（三级）", {"disability_types": ["智力"], "disability_level": 3}),
        ("学段", "初中", {"school_stage": "义务教育"}),
        ("学段", "中职（含技工）", {"school_stage": "中职(含技工)"}),
        ("就学情况", "小学", {"school_stage": "义务教育", "in_school": True}),
        ("就学情况", "辍学", {"in_school": False}),
        ("家庭类型", "低保户", {"household_status": "低保"}),
        ("家庭类型", "特困", {"household_status": "特困供养"}),
        ("家庭类型", "□低保 ☑低保边缘", {"household_status": "低保边缘"}),
        ("家庭类型", "无", {"household_status": "一般"}),
        ("低保", "√", {"household_status": "低保"}),
        ("低保", "低保户", {"household_status": "低保"}),
        ("低保", "否", {}),
        ("身体状况", "健康", {"disability_certified": False, "serious_illness": False}),
        ("身体状况", "残疾", {}),
        ("儿童类别", "孤儿、留守", {"orphan_certified": True}),
        ("儿童类别", "事实无人抚养儿童", {"unattended_certified": True}),
        ("实际监护情况", "父母双方同时外出", {"father.parent_out_for_work": True, "mother.parent_out_for_work": True}),
        ("监护评估", "较好", {"guardianship_state": "正常"}),
        ("监护评估", "受委托监护人能力不足", {"entrusted_carer_capable": False}),
        ("救助帮扶情况", "低保、临时救助", {"household_status": "低保"}),
        ("户籍地", "510104", {"hukou_division": "510104"}),
        ("户籍地", 510104, {"hukou_division": "510104"}),
        ("户籍地", "510104001002", {"hukou_division": "510104"}),
        ("户籍地", "样例省样例县样例路5号", {}),
        ("本人收入", "1,300.50元", {"child_own_income": 1300.5}),
        ("本人收入", Number(1300.0, "#,##0.00"), {"child_own_income": 1300}),
        ("本人收入", 0.1 + 0.2, {"child_own_income": 0.3}),
        ("本人收入", "无", {}),
        ("18周岁前类别", "孤儿", {"category_before_18": ["orphan"]}),
        ("患病类型", "样例病，另一病", {"disease_names": ["样例病", "另一病"]}),
        ("被委托照护人", "样例丁", {"entrusted_carer": "样例丁"}),
        ("强制报告时间", "2026-01-02 10:30", {"report_time": "2026-01-02T10:30"}),
        ("残疾人证", "是", {"disability_certified": True}),
        ("参保情况", "已参保", {"insurance_enrolled": True}),
    ],
)  # fmt: skip
def test_words(header: str, cell: Cell, facts: dict[str, object]) -> None:
    assert say(header, cell) == facts


@pytest.mark.parametrize(
    ("header", "cell", "mend"),
    [
        ("父亲存亡状况", "失踪", "宣告失踪"), ("母亲情形", "戒毒", "社区戒毒"), ("家庭类型", "低收入家庭", "低保边缘"),
        ("家庭类型", "脱贫户", "不是社会救助身份"), ("学段", "大学", "本科"), ("儿童类别", "孤儿（含事实无人抚养）", "事实无人抚养"),
    ],
)  # fmt: skip
def test_words_of_two_meanings_are_asked_back(header: str, cell: Cell, mend: str) -> None:
    assert mend in refused(header, cell).mend.zh


@pytest.mark.parametrize(
    ("header", "cell", "suggested"),
    [
        ("家庭类型", "低保护", "低保"),
        ("学段", "义务教肓", "义务教育"),
        ("父亲存亡状况", "建在", "健在"),
        ("残疾类别", "肢休", "肢体"),
    ],
)
def test_an_unknown_word_is_refused_with_the_nearest(header: str, cell: Cell, suggested: str) -> None:
    assert f"“{suggested}”" in refused(header, cell).mend.zh


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("残疾等级", "五级"), ("残疾等级", 5), ("残疾等级", "重度"), ("父亲刑期（月）", "半年"), ("父亲刑期（月）", 6.5),
        ("本人收入", -1), ("本人收入", "约300"), ("本人收入", 1.005), ("户籍地", "51010"), ("残疾情况", "肢体"),
        ("家庭类型", "☑低保 ☑特困"), ("量表得分", "高"), ("救助帮扶情况", "发钱"), ("残疾人证号", "123"),
        ("父亲状况", "健在、死亡"),
    ],
)  # fmt: skip
def test_refused(header: str, cell: Cell) -> None:
    assert refused(header, cell).mend.zh


def test_a_certificate_says_three_things(desk: Any) -> None:
    number = desk.id_number() + "43"
    facts = {"disability_certified": True, "disability_types": ["肢体"], "disability_level": 3}
    assert say("残疾人证号", number) == facts
    assert say("残疾人证", number) == facts
    assert say("残疾人证号", "无") == {"disability_certified": False}
    assert say("残疾人证号", "/") == {}


class TestDays:
    """Days as the spreadsheet keeps them: a number under a format."""

    def test_a_whole_day(self) -> None:
        assert say("出生日期", formatted(42064, "yyyy/m/d", epoch_1904=False)) == {"birth_date": "2015-03-01"}
        assert say("出生日期", 42064) == {"birth_date": "2015-03-01"}
        assert say("出生日期", Number(20150301, "@")) == {"birth_date": "2015-03-01"}

    def test_a_workbook_that_counts_from_1904(self) -> None:
        assert say("出生日期", formatted(40602, "yyyy/m/d", epoch_1904=True)) == {"birth_date": "2015-03-01"}
        assert "1904" in refused("出生日期", 40602, epoch_1904=True).what.zh
        assert say("出生日期", 20150301, epoch_1904=True) == {"birth_date": "2015-03-01"}

    def test_month_typed_without_day_is_not_the_first(self) -> None:
        assert "缺日" in refused("出生日期", formatted(42064, 'yyyy"年"m"月"', epoch_1904=False)).what.zh
        assert "缺日" in refused("出生日期", formatted(42064, "mmm-yy", epoch_1904=False)).what.zh
        shown_as_month = formatted(42066, 'yyyy"年"m"月"', epoch_1904=False)
        assert say("出生日期", shown_as_month) == {
            "birth_date": "2015-03-03"
        }  # nobody types a month and gets the third

    def test_day_typed_without_year_is_not_this_year(self) -> None:
        assert "年份" in refused("出生日期", formatted(42064, 'm"月"d"日"', epoch_1904=False)).what.zh

    def test_a_time_is_no_day(self) -> None:
        assert "时" in refused("出生日期", formatted(0.5, "h:mm", epoch_1904=False)).what.zh
        assert "时刻" in refused("出生日期", formatted(42064.5, "yyyy/m/d h:mm", epoch_1904=False)).what.zh

    def test_midnight_is_a_day(self) -> None:
        assert say("出生日期", formatted(42064.0, "yyyy/m/d h:mm", epoch_1904=False)) == {
            "birth_date": "2015-03-01"
        }

    def test_the_day_that_never_was(self) -> None:
        refused("出生日期", formatted(60, "yyyy/m/d", epoch_1904=False))


def test_cells_without_a_value() -> None:
    assert "#REF!" in refused("学段", Broken("#REF!")).what.zh
    assert "没有算出" in refused("学段", Broken("")).what.zh


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""), (12, "12"), (1300.5, "1300.5"), (5.10101201503012e17, "5.10101201503012e+17"), (True, "TRUE"), ("字", "字"),
        (Broken("#N/A"), "#N/A"), (Number(3, "0"), "3"), (formatted(42064, "yyyy/m/d", epoch_1904=False), "2015-03-01"),
        (formatted(42064.5, "yyyy/m/d h:mm", epoch_1904=False), "2015-03-01 12:00:00"),
    ],
)  # fmt: skip
def test_cells_as_text(cell: Cell, text: str) -> None:
    assert text_of(cell) == text
