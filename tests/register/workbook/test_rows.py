"""One row: what stops it, what is only told, and what the case looks like."""

from datetime import date
from typing import Any

import pytest


def faults(row: Any) -> list[tuple[str, bool]]:
    return [(fault.header, fault.decisive) for fault in row.faults]


def test_the_case_has_the_shape_of_the_contract(desk: Any) -> None:
    row = desk.one(
        家庭类型="低保",
        学段="小学",
        父亲存亡状况="健在",
        母亲情形="失联、重病",
        本人收入=300.5,
        监护评估日="2026.3.5",
    )
    assert row.case == {
        "id": "2",
        "jurisdiction": "四川省",
        "as_of_date": "2026-06-15",
        "child": {
            "birth_date": "2015-03-01",
            "school_stage": "义务教育",
            "child_own_income": 300.5,
            "guardianship_assessment_date": "2026-03-05",
        },
        "household": {"household_status": "低保"},
        "parents": [
            {"role": "father", "parent_life_status": "健在"},
            {"role": "mother", "parent_conditions": ["失联", "重病"]},
        ],
    }


def test_an_empty_cell_is_unknown_and_never_no(desk: Any) -> None:
    row = desk.one(是否孤儿=None, 残疾人证="", 父亲再婚=" ")
    assert row.case["child"] == {"birth_date": "2015-03-01"}
    assert "parents" not in row.case


def test_neither_name_nor_number_reaches_the_rules(desk: Any) -> None:
    number = desk.id_number()
    row = desk.one(
        身份证号=number,
        联系电话="13800000000",
        父亲姓名="样例乙",
        父亲身份证号=desk.id_number(date(1985, 1, 1)),
        村="样例村",
    )
    assert row.faults == []
    told = repr(row.case)
    assert not any(secret in told for secret in (number, "样例", "13800000000"))


def test_the_birth_date_may_come_from_the_number(desk: Any) -> None:
    row = desk.one(出生日期=None, 身份证号=desk.id_number(date(2016, 2, 29)))
    assert row.case["child"]["birth_date"] == "2016-02-29"


class TestIdNumbers:
    """A number that is wrong is told; it stops the row only where the birth date hangs on it."""

    @pytest.mark.parametrize(
        "number",
        [
            "119999201503010220",
            1.19999201503010e17,
            "1.19999E+17",
            "119999150301022",
            "11999920150301",
            "不知道的号",
        ],
    )
    def test_beside_a_birth_date(self, desk: Any, number: object) -> None:
        row = desk.one(身份证号=number)
        assert faults(row) == [("身份证号", False)]
        assert row.case is not None

    @pytest.mark.parametrize("number", ["119999201503010220", 1.19999201503010e17])
    def test_without_a_birth_date(self, desk: Any, number: object) -> None:
        row = desk.one(身份证号=number, 出生日期=None)
        assert faults(row) == [("身份证号", True)]
        assert "没有出生日期" in row.faults[0].what.zh
        assert row.case is None

    @pytest.mark.parametrize("number", [None, "无", "—", "/", "待核实"])
    def test_a_child_without_identity_papers(self, desk: Any, number: object) -> None:
        row = desk.one(身份证号=number, 出生日期=None, 学段="小学")
        assert row.faults == []
        assert row.case["child"] == {"school_stage": "义务教育"}

    def test_against_the_birth_date(self, desk: Any) -> None:
        row = desk.one(身份证号=desk.id_number(date(2015, 1, 3)))
        assert faults(row) == [("出生日期", True)]
        assert "2015-01-03" in row.faults[0].what.zh

    def test_against_the_sex(self, desk: Any) -> None:
        girl = desk.id_number(sequence=22)
        assert faults(desk.one(身份证号=girl, 性别="男")) == [("性别", False)]
        assert faults(desk.one(身份证号=girl, 性别="女性")) == []

    def test_two_of_one_child(self, desk: Any) -> None:
        one, other = desk.id_number(sequence=22), desk.id_number(sequence=44)
        assert faults(desk.one(身份证号=one, 证件号码=other)) == [("证件号码", True)]
        assert faults(desk.one(身份证号=one, 证件号码=one)) == []

    def test_ending_in_000_with_a_right_check_character(self, desk: Any) -> None:
        """One rounded number in eleven has a right check character: people must look."""
        number = next(
            n for day in range(1, 29) if (n := desk.id_number(date(2015, 3, day), 0)).endswith("000")
        )
        row = desk.one(身份证号=number, 出生日期=None)
        assert faults(row) == [("身份证号", False)]
        assert row.case is not None

    def test_of_a_parent(self, desk: Any) -> None:
        assert faults(desk.one(父亲身份证号="119999198503010220")) == [("父亲身份证号", False)]


def test_one_number_in_two_rows_is_told_at_both(desk: Any) -> None:
    number = desk.id_number()
    rows = [
        ["姓名", "身份证号"],
        ["样例甲", number],
        ["样例乙", desk.id_number(sequence=44)],
        ["样例丙", number],
    ]
    ledger = desk.ledger(rows)
    first, _, third = ledger.rows()
    assert first.case is not None
    assert third.case is not None
    assert "第 2 行" in third.faults[0].what.zh
    (earlier,) = ledger.faults
    assert (earlier.row, earlier.address) == (2, "B2")
    assert "第 4 行" in earlier.what.zh
    assert third.twins == (third.faults[0], earlier)


class TestBirth:
    """A birth date that cannot be a child's stops the row."""

    @pytest.mark.parametrize(
        "day", ["2015.3", "2015-02-30", "15-3-1", date(2026, 6, 16), date(2000, 6, 14), "1915-3-1", 2015]
    )
    def test_impossible(self, desk: Any, day: object) -> None:
        row = desk.one(出生日期=day)
        assert faults(row) == [("出生日期", True)]
        assert row.case is None

    @pytest.mark.parametrize("day", [date(2026, 6, 15), date(2000, 6, 16)])
    def test_at_the_edges(self, desk: Any, day: date) -> None:
        assert desk.one(出生日期=day).case["child"]["birth_date"] == day.isoformat()

    def test_from_the_number(self, desk: Any) -> None:
        row = desk.one(出生日期=None, 身份证号=desk.id_number(date(1980, 1, 1)))
        assert faults(row) == [("身份证号", True)]

    def test_an_unreadable_cell_is_not_replaced_by_the_number(self, desk: Any) -> None:
        row = desk.one(出生日期="2015.3", 身份证号=desk.id_number())
        assert faults(row) == [("出生日期", True)]


class TestParents:
    """Two fathers, and the dash of the national form."""

    def test_two_names_of_one_father(self, desk: Any) -> None:
        row = desk.one(父亲姓名="样例乙", 生父姓名="样例丙")
        assert faults(row) == [("生父姓名", True)]

    def test_one_name_twice(self, desk: Any) -> None:
        assert desk.one(父亲姓名="样例乙", 生父姓名="样例乙 ").faults == []

    @pytest.mark.parametrize("dash", ["—", "——"])
    def test_a_dash_for_the_name_says_that_the_parent_has_died(self, desk: Any, dash: str) -> None:
        row = desk.one(父亲姓名=dash, 母亲姓名="-")
        assert row.case["parents"] == [{"role": "father", "parent_life_status": "死亡"}]

    def test_a_dash_against_the_status(self, desk: Any) -> None:
        assert faults(desk.one(父亲姓名="—", 父亲存亡状况="健在")) == [("父亲存亡状况", True)]
        assert faults(desk.one(父亲姓名="—", 父亲存亡状况="死亡")) == []


class TestContradictions:
    """Two cells that say different things of one fact."""

    def test_of_the_certificate_and_the_columns(self, desk: Any) -> None:
        number = desk.id_number()
        row = desk.one(身份证号=number, 残疾人证号=number + "42", 残疾类别="智力", 残疾等级="二级")
        assert faults(row) == [("残疾类别", True)]
        row = desk.one(
            身份证号=number, 残疾人证号=number + "42", 残疾类别="肢体", 残疾等级="一级", 是否持证="否"
        )
        assert sorted(faults(row)) == [("是否持证", True), ("残疾等级", True)]

    def test_of_the_certificate_and_the_number(self, desk: Any) -> None:
        row = desk.one(身份证号=desk.id_number(), 残疾人证号=desk.id_number(sequence=44) + "42")
        assert faults(row) == [("残疾人证号", True)]

    def test_of_two_ticks(self, desk: Any) -> None:
        assert faults(desk.one(低保="√", 特困="√")) == [("特困", True)]
        assert faults(desk.one(低保="√", 特困="×")) == []

    def test_of_health_and_disability(self, desk: Any) -> None:
        assert faults(desk.one(身体状况="健康", 残疾人证="有")) == [("残疾人证", True)]

    def test_a_longer_list_holds_the_shorter(self, desk: Any) -> None:
        row = desk.one(父亲状况="服刑", 父亲情形="服刑、重病")
        assert row.case["parents"] == [{"role": "father", "parent_conditions": ["服刑在押", "重病"]}]


class TestNoChild:
    """Rows that are no child are kept, told and not answered."""

    @pytest.mark.parametrize(
        "row",
        [
            ["合计", None, 12],
            [None, "小计", "=SUM"],
            ["总计：3人"],
            ["填表人：样例丁", None, None, "复核人：样例戊"],
            ["注：样例"],
        ],
    )
    def test_totals_and_signatures(self, desk: Any, row: list[object]) -> None:
        rows = desk.rows([["序号", "姓名", "出生日期", "学段"], [1, "样例甲", "2015-03-01", "小学"], row])
        assert rows[1].skipped
        assert (rows[1].case, rows[1].faults) == (None, [])

    def test_blank_rows_are_not_told(self, desk: Any) -> None:
        rows = desk.rows(
            [["姓名", "出生日期"], [], ["样例甲", "2015-03-01"], [" ", ""], ["样例乙", "2015-03-01"]]
        )
        assert [row.number for row in rows] == [3, 5]

    def test_a_child_whose_remark_looks_like_a_signature(self, desk: Any) -> None:
        (row,) = desk.rows([["备注", "姓名", "出生日期"], ["说明：转学", "样例甲", "2015-03-01"]])
        assert row.case is not None


def test_progress_is_told_in_rows(desk: Any) -> None:
    told: list[tuple[int, int]] = []
    ledger = desk.ledger([["姓名", "出生日期"], *[["样例甲", "2015-03-01"]] * 2500])
    assert sum(1 for _ in ledger.rows(lambda done, total: told.append((done, total)))) == 2500
    assert told == [(1000, 2501), (2000, 2501), (2501, 2501)]


def test_faults_in_both_languages(desk: Any) -> None:
    (fault,) = desk.one(出生日期="2015.3").faults
    assert str(fault.fault()) == "第 2 行 B2（出生日期）: “2015.3”缺日; 请写成 2015-03-01 这样的年-月-日。"
    assert str(fault.fault("en")).startswith("row 2, B2 (出生日期): '2015.3' lacks the day")
