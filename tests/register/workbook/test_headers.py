"""The many ways to write a header."""

import pytest

from tonghu.register.workbook.columns.headers import (
    NoUse,
    Use,
    heading_role,
    names_a_person,
    nearest,
    resolve,
)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("姓名", "姓名"), ("儿童姓名", "姓名"), ("孩子姓名", "姓名"), ("* 姓 名", "姓名"), ("1.姓名", "姓名"), ("（一）姓名", "姓名"),
        ("身份证号\n（18位）", "身份证号"), ("公民身份号码", "身份证号"), ("居民身份证号码", "身份证号"),
        ("出生年月日", "出生日期"), ("出生日期（年月日）", "出生日期"), ("出生日期：", "出生日期"),
        ("父亲姓名", "父亲姓名"), ("父亲-存亡情况", "父亲存亡状况"), ("父亲存亡", "父亲存亡状况"), ("父存亡状况", "父亲存亡状况"),
        ("存亡状况（父亲）", "父亲存亡状况"), ("生父是否健在", "父亲存亡状况"), ("母亲（情形）", "母亲情形"), ("妈妈姓名", "母亲姓名"),
        ("母亲：再婚情况", "母亲再婚"), ("父亲残疾等级", "父亲残疾等级"), ("残疾等级", "残疾等级"),
        ("个人缴费额（元/年）", "个人缴费额"), ("儿童本人收入（元）", "儿童本人收入"), ("是否低保", "低保"), ("是否享受低保", "正享受低保"),
        ("现就读学段", "学段"), ("ＩＤ号码", ""), ("是否孤儿", "已认定孤儿"), ("父亲状况", "父亲状况"),
    ],
)  # fmt: skip
def test_variants(header: str, name: str) -> None:
    found = resolve(header)
    assert (found.name if isinstance(found, Use) else "") == name


@pytest.mark.parametrize("header", ["爱好", "祖父电话", "父母年收入", "出生地", "班主任", "", "√"])
def test_what_is_not_known_stays_unknown(header: str) -> None:
    assert resolve(header) is None


@pytest.mark.parametrize("header", ["存亡状况", "情形", "刑期（月）", "是否再婚"])
def test_a_parents_column_without_a_parent_is_not_guessed(header: str) -> None:
    found = resolve(header)
    assert isinstance(found, NoUse)
    assert "父亲" in found.why.zh


@pytest.mark.parametrize("header", ["个人缴费额（元/月）", "本人收入（万元）", "低保金额(元/年)"])
def test_an_amount_in_another_unit_is_not_used(header: str) -> None:
    found = resolve(header)
    assert isinstance(found, NoUse)
    assert "单位" in found.why.zh


def test_the_nearest_known_header_is_suggested() -> None:
    assert nearest("身份证号吗") == "身份证号"
    assert nearest("父亲存亡状") == "父亲存亡状况"
    assert nearest("爱好") is None


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("父亲", "father"), ("父亲基本情况", "father"), ("母", "mother"), ("生母情况", "mother"), ("父母情况", None),
        ("祖父", None), ("外祖母", None), ("儿童基本情况", None), ("父亲（或母亲）", None), ("", None),
    ],
)  # fmt: skip
def test_whose_block_a_heading_opens(heading: str, role: str | None) -> None:
    assert heading_role(heading) == role


def test_headings_of_other_persons() -> None:
    assert names_a_person("委托监护人")
    assert names_a_person("外祖父情况")
    assert not names_a_person("家庭经济")
