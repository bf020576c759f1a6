"""Tick boxes typed into one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghu.base.errors import Unreadable
from tonghu.register.workbook.rows.ticks import has_ticks, ticked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("☑是 □否", ["是"]), ("√是□否", ["是"]), ("是（√） 否（ ）", ["是"]), ("是( ) 否(√)", ["否"]), ("是√ 否", ["是"]),
        ("是√ 否□", ["是"]), ("是√否□", ["是"]), ("是□  否√", ["否"]), ("□是 □否", []), ("是（ ） 否（ ）", []),
        ("低保（√）、特困（ ）、低保边缘（√）", ["低保", "低保边缘"]), ("√低保 临时救助", ["低保"]), ("[√]是 [ ]否", ["是"]),
        ("被遣送（驱逐）出境（√） 失联（ ）", ["被遣送(驱逐)出境"]), ("是(×) 否(√)", ["否"]), ("✔是 ☐否", ["是"]),
    ],
)  # fmt: skip
def test_ticked_words(text: str, words: list[str]) -> None:
    assert has_ticks(text)
    assert ticked(text) == words


@pytest.mark.parametrize("text", ["√", "（√）", "", "是", "肢体（二级）", "×", "( )"])
def test_no_ticks_beside_words(text: str) -> None:
    assert not has_ticks(text)


@pytest.mark.parametrize("text", ["是 √ 否", "低保 √ 特困 临时救助", "低保√特困 临时救助"])
def test_a_tick_between_two_words_is_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        ticked(text)


@given(
    st.lists(
        st.tuples(st.sampled_from(["低保", "特困", "一般", "是", "否"]), st.booleans()),
        min_size=1,
        max_size=4,
    )
)
def test_each_style_says_the_same(options: list[tuple[str, bool]]) -> None:
    chosen = [word for word, mark in options if mark]
    assert ticked(" ".join(f"{'☑' if mark else '□'}{word}" for word, mark in options)) == chosen
    assert ticked("　".join(f"{word}（{'√' if mark else ' '}）" for word, mark in options)) == chosen
