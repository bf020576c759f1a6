"""A county's own file: who answers for it, what it may set, and how each mistake is told."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from tests.law.toy.toytown import DAY, toy_law, toy_place

from tonghu.law.engine.law import law_for
from tonghu.law.engine.overrides import Overrides, read_overrides
from tonghu.law.places.load import PlaceError

pytestmark = pytest.mark.usefixtures("toytown")

HEAD = '[county]\nplace = "魔法镇"\napprover = "镇长"\n'
VALUE = '[[param_taper_months]]\nfrom = 2026-01-01\nvalue = 3\nunit = "月"\nsource = "会议纪要"\n'


def read(tmp_path: Path, text: str) -> Overrides:
    path = tmp_path / "county.toml"
    path.write_text(text, "utf-8")
    return read_overrides(path)


def test_values_readings_and_adoptions_of_a_county(tmp_path: Path) -> None:
    found = read(
        tmp_path, f'{HEAD}[switches]\nA14 = "day_after"\n[adopted]\nprovisions = ["toy-10"]\n{VALUE}'
    )
    assert (found.place, found.approver) == ("魔法镇", "镇长")
    assert found.switches == (("A14", "day_after"),)
    assert found.adopted == ("toy-10",)
    ((name, (value,)),) = found.values
    assert (name, value.value, value.status, value.basis) == ("param_taper_months", 3, "county", "会议纪要")


def test_a_file_may_set_nothing(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD)
    assert (found.values, found.switches, found.adopted) == ((), (), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (VALUE, r"\[county\] needs place and approver \(who answers for these values\)"),
        (HEAD.replace("镇长", ""), "needs place and approver"),
        (HEAD.replace('place = "魔法镇"\n', ""), "needs place and approver"),
        (HEAD.replace("魔法镇", "魔术镇"), r"place '魔术镇' is not held; there are 魔法国 \(100000\), 魔法镇 \(990000\)"),
        ('county = "魔法镇"', r"write county as a section \[county\]"),
        (HEAD + "param_taper_months = 3", r"has no field param_taper_months; a value is written as \[\[param_taper"),
        (HEAD + VALUE.replace('source = "会议纪要"\n', ""), "param_taper_months from 2026-01-01: a value needs its clause or"),
        (HEAD + VALUE.replace("taper", "tapir"), "param_tapir_months is no value of the vocabulary"),
        (HEAD + VALUE.replace("= 3", '= "三"'), "'三' does not fit; wanted is int 月"),
        (HEAD + '[switches]\nA99 = "open"', r"switches\.A99 = 'open'; allowed: A01 … A46"),
        (HEAD + '[switches]\nA14 = "never"', r"switches\.A14 = 'never'; allowed: on_birthday, day_after, open"),
        (HEAD + '[switches]\nA14 = ["open"]', r"switches\.A14 = \['open'\]; allowed"),
        ("switches = 1\n" + HEAD, r"write switches as a section \[switches\]"),
        ("adopted = 1\n" + HEAD, r"write adopted as a section \[adopted\]"),
        (HEAD + '[adopted]\nprovisions = "toy-4"', r"write adopted\.provisions as a list"),
        (HEAD + '[adopted]\nprovisions = ["toy-44"]', "there is no provision 'toy-44'; did you mean toy-4?"),
        ("[county", "not a TOML file in UTF-8"),
    ],
)  # fmt: skip
def test_each_mistake_is_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(PlaceError) as error:
        read(tmp_path, text)
    assert re.search(message, str(error.value)), str(error.value)
    assert str(error.value).startswith("county.toml: "), "the message begins with the file"
    assert re.match(r"county\.toml：.*[\u4e00-\u9fff]", error.value.text.zh), error.value.text.zh


def test_a_file_as_windows_writes_it_is_read(tmp_path: Path) -> None:
    """Notepad puts a mark before the first letter."""
    assert read(tmp_path, "\ufeff" + HEAD).approver == "镇长"


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "county.toml"
    path.write_bytes(HEAD.encode("gb18030"))
    with pytest.raises(PlaceError, match=r"county\.toml: not a TOML file in UTF-8") as error:
        read_overrides(path)
    assert error.value.text.zh == "county.toml：不是 UTF-8 的 TOML 文件"


def test_messages_in_chinese(tmp_path: Path) -> None:
    def told(text: str) -> str:
        with pytest.raises(PlaceError) as error:
            read(tmp_path, text)
        return error.value.text.zh

    assert told(HEAD + "[switches\n") == "county.toml：不合 TOML 的写法，第 4 行第 10 列"
    assert told(HEAD + 'note = "') == "county.toml：不合 TOML 的写法", "the end of a file has no line"
    assert (
        told(HEAD.replace("魔法镇", "火星"))
        == "county.toml：[county] 的 place“火星”没有收录，可用：魔法国、魔法镇"
    )
    assert told(HEAD + '[switches]\nA14 = "x"').endswith(
        "switches.A14 不能是 'x'，可用：on_birthday, day_after, open"
    )
    assert told(HEAD + '[adopted]\nprovisions = ["toy-44"]').endswith(
        "没有编号为 'toy-44' 的条文，是否想写 toy-4？"
    )
    assert told(HEAD + '[adopted]\nprovisions = ["zzz"]').endswith("没有编号为 'zzz' 的条文")


# --------------------------------------------------------------------------------------- what it changes


def test_a_value_of_the_county_decides_over_the_places(tmp_path: Path) -> None:
    text = (
        VALUE.replace("param_taper_months", "param_standard_scattered")
        .replace("月", "元/月")
        .replace("= 3", "= 1234.5")
    )
    own = read(tmp_path, HEAD + text)
    standing = toy_law(overrides=own).values["param_standard_scattered"]
    assert (standing.value, standing.decides, standing.entry.status) == (123450, True, "county")
    before = toy_law(dt.date(2025, 12, 31), overrides=own).values["param_standard_scattered"]
    assert before.value == 100_000, "before its first day the place's value stands"


def test_the_files_words_of_documents_alone_leave_it_out(tmp_path: Path) -> None:
    law = toy_law(overrides=read(tmp_path, HEAD + VALUE), only_documents=True)
    assert "param_taper_months" not in law.values


def test_a_reading_of_the_county_is_taken(tmp_path: Path) -> None:
    law = toy_law(overrides=read(tmp_path, HEAD + '[switches]\nA14 = "day_after"'))
    assert law.settings["A14"] == "day_after"
    assert law.settings["A15"] == toy_law().settings["A15"]


def test_another_countys_file_decides_nothing_here(tmp_path: Path) -> None:
    """A file of one place loaded for a table of many must not set the amounts of the others."""
    own = read(tmp_path, f'{HEAD}[switches]\nA14 = "day_after"\n{VALUE}')
    elsewhere = law_for(toy_place("realm"), DAY, overrides=own)
    assert "param_taper_months" not in elsewhere.values
    assert elsewhere.settings["A14"] == "on_birthday"
    assert "param_taper_months" in toy_law(overrides=own).values
