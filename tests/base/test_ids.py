"""Citizen numbers, disability certificates and division codes. All numbers here are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.base.errors import Unreadable
from tonghu.base.ids import (
    check_character,
    looks_rounded,
    parse_disability_number,
    parse_division,
    parse_id_number,
)


def number(day: date = date(2015, 3, 1), division: str = "110101", sequence: int = 231) -> str:
    first = f"{division}{day:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


numbers = st.builds(
    number,
    day=st.dates(date(1930, 1, 1), date(2030, 12, 31)),
    division=st.sampled_from(["110101", "330102", "510104", "810000", "820000", "830000", "911156"]),
    sequence=st.integers(0, 999),
)


def test_the_example_of_the_standard() -> None:
    known = parse_id_number("11010519491231002X")
    assert (known.birth, known.sex, known.kind, known.division) == (
        date(1949, 12, 31),
        "女",
        "citizen",
        "110105",
    )


@given(numbers)
def test_a_right_number_is_read(text: str) -> None:
    read = parse_id_number(text)
    assert read.text == text
    assert f"{read.birth:%Y%m%d}" == text[6:14]
    assert read.sex == ("男" if text[16] in "13579" else "女")


@given(numbers, st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_wrong_character_is_seen(text: str, place: int, other: str) -> None:
    wrong = text[:place] + other + text[place + 1 :]
    if wrong == text:
        return
    with pytest.raises(Unreadable):
        parse_id_number(wrong)


@given(numbers, st.integers(0, 16))
def test_two_neighbours_swapped_are_seen(text: str, place: int) -> None:
    wrong = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    if wrong == text:
        return
    with pytest.raises(Unreadable):
        parse_id_number(wrong)


def test_kinds_of_holders() -> None:
    kinds = {
        "810000": "hong_kong",
        "820000": "macao",
        "830000": "taiwan",
        "911156": "foreigner",
        "150203": "citizen",
    }
    for division, kind in kinds.items():
        assert parse_id_number(number(division=division)).kind == kind


@pytest.mark.parametrize(
    "written", [" 110105 19491231 002x", "'11010519491231002X", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_slips_of_the_keyboard_are_mended(written: str) -> None:
    assert parse_id_number(written).text == "11010519491231002X"


def test_an_exact_whole_number_is_read() -> None:
    text = number(sequence=232)
    assert text.isdigit()
    assert parse_id_number(int(text)).text == text


@pytest.mark.parametrize(
    ("written", "what"),
    [
        (5.10101201503012e17, "丢失"), ("5.1E+17", "丢失"), ("5.10101E17", "丢失"), (110101201503012000, "丢失"),
        ("110101201503012000", "丢失"), ("110105491231002", "15 位"), (110105491231002, "15 位"), ("12345", "现有 5 位"),
        (12345.0, "现有 5 位"), ("", "现有 0 位"), (None, "现有 0 位"), ("110101201503012310", "校验码"),
        ("110101201502302312", "不是日期"), ("010101201503012312", "省份"), ("无", "18 位"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(written: object, what: str) -> None:
    with pytest.raises(Unreadable) as caught:
        parse_id_number(written)
    assert what in caught.value.what.zh
    assert caught.value.mend.zh
    assert caught.value.mend.en


@given(numbers)
def test_a_number_through_a_spreadsheet_is_never_taken_for_another(text: str) -> None:
    rounded = text[:15] + "000"
    assert looks_rounded(rounded)
    if rounded[17] != check_character(rounded[:17]):
        with pytest.raises(Unreadable):
            parse_id_number(rounded)
    with pytest.raises(Unreadable):
        parse_id_number(float(rounded))


def test_check_character_wants_17_digits() -> None:
    with pytest.raises(ValueError, match="17"):
        check_character("1101")


@given(numbers, st.integers(1, 7), st.integers(1, 4))
def test_disability_numbers(text: str, kind: int, grade: int) -> None:
    read = parse_disability_number(f"{text}{kind}{grade}")
    assert (read.holder.text, read.grade) == (text, grade)
    assert read.kind == "视力 听力 言语 肢体 智力 精神 多重".split()[kind - 1]
    assert parse_disability_number(f"{text}{kind}{grade}B1").text.endswith("B1")


@pytest.mark.parametrize("behind", ["", "4", "81", "45", "40", "422", "4B"])
def test_wrong_disability_numbers(behind: str) -> None:
    with pytest.raises(Unreadable):
        parse_disability_number(number() + behind)


def test_a_disability_number_rests_on_a_right_id() -> None:
    with pytest.raises(Unreadable) as caught:
        parse_disability_number("11010120150301231042")
    assert "校验码" in caught.value.what.zh


def test_divisions() -> None:
    assert parse_division("３３０１０２") == parse_division(330102) == parse_division(330102.0) == "330102"
    for wrong in ("33010", "990102", "杭州", 1.5, None):
        with pytest.raises(Unreadable):
            parse_division(wrong)
