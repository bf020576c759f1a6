"""Yuan to fen and back, exactly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.base.errors import Unreadable
from tonghu.base.money import fen_from_yuan, format_yuan, yuan_from_fen

amounts = st.integers(0, 10**13)


@given(amounts)
def test_round_trip(fen: int) -> None:
    yuan = yuan_from_fen(fen)
    assert fen_from_yuan(yuan) == fen
    assert fen_from_yuan(str(yuan)) == fen
    assert isinstance(yuan, int) == (fen % 100 == 0)


@given(amounts)
def test_formatted_amounts_read_back(fen: int) -> None:
    assert fen_from_yuan(format_yuan(fen)) == fen


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        (0, 0), (1300, 130000), (1300.5, 130050), (0.1, 10), (0.07, 7), ("1,300.50", 130050), ("1300.", 130000),
        ("１，３００．５", 130050), (" ¥1300 ", 130000), ("￥ 1300 元", 130000), (Decimal("2525.00"), 252500),
        (Decimal("1.30E+3"), 130000),
    ],
)  # fmt: skip
def test_ways_to_write_an_amount(written: int | float | str | Decimal, fen: int) -> None:
    assert fen_from_yuan(written) == fen


@pytest.mark.parametrize(
    "written",
    [
        1.005,
        "1300.005",
        -1,
        "-0.01",
        "1,30",
        "1300,5",
        "一千",
        "",
        "1 300",
        "1.3万",
        float("nan"),
        float("inf"),
        True,
    ],
)
def test_nothing_is_rounded_or_guessed(written: int | float | str) -> None:
    with pytest.raises(Unreadable):
        fen_from_yuan(written)


def test_amounts_for_readers() -> None:
    assert format_yuan(130000) == "1,300 元"
    assert format_yuan(130050) == "1,300.50 元"
    assert format_yuan(-5, "en") == "-0.05 yuan"
    assert yuan_from_fen(-150) == -1.5
