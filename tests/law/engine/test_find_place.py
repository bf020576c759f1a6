"""Which place's law is meant by a name or a code."""

from __future__ import annotations

import pytest

from tonghu.law.engine.law import NoLaw, find_place


@pytest.mark.parametrize(
    ("asked", "folder"),
    [
        ("全国", "national"), ("100000", "national"), ("浙江省杭州市", "hangzhou"), ("330100", "hangzhou"),
        ("330106", "hangzhou"), ("330106001002", "hangzhou"), ("四川省", "sichuan"), ("510104", "sichuan"),
        ("Sichuan", "sichuan"), (" 内蒙古 ", "inner_mongolia"), ("150203", "inner_mongolia"), ("120101", "tianjin"),
    ],
)  # fmt: skip
def test_names_aliases_codes_and_codes_inside(asked: str, folder: str) -> None:
    assert find_place(asked).folder == folder


@pytest.mark.parametrize(
    "asked", ["浙江省", "330281", "110101", "33010", "5101", "杭", "", "100001", "51010a"]
)
def test_no_other_place_is_taken_for_one_of_them(asked: str) -> None:
    """Ningbo is no part of Hangzhou though both lie in Zhejiang; a cut code is no code."""
    with pytest.raises(NoLaw):
        find_place(asked)
