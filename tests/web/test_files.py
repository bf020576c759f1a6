"""`tonghu template` and `tonghu invent`: what they write, and that they never write over a real ledger."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.web.conftest import Tonghu


@pytest.mark.parametrize("command", ["template", "invent"])
def test_an_existing_file_is_left_alone_without_force(command: str, tonghu: Tonghu, tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_text("real children", "utf-8")
    done = tonghu(command, path)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"{path}: 已有这个文件，没有改动; 换个名称；确要覆盖请加 --force\n"
    assert path.read_text("utf-8") == "real children"
    assert tonghu(command, path, "--force").status == 0
    assert path.read_bytes()[:2] == b"PK"


def test_a_template_can_be_determined_as_it_is(tonghu: Tonghu, tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    assert tonghu("template", path).out == f"{path}\n"
    done = tonghu(
        "determine", path, "-o", tmp_path / "result.xlsx", "--place", "天津市", "--as-of", "2026-06-15"
    )
    assert done.status == 0, done.err


def test_a_values_file_beside_the_demo_is_left_alone_too(tonghu: Tonghu, tmp_path: Path) -> None:
    (tmp_path / "county.toml").write_text("real values", "utf-8")
    assert tonghu("invent", tmp_path / "county.xlsx").status == 2
    assert (tmp_path / "county.toml").read_text("utf-8") == "real values"
    assert not (tmp_path / "county.xlsx").exists()


def test_the_same_seed_gives_the_same_county_in_every_place(tonghu: Tonghu, tmp_path: Path) -> None:
    for place in ("天津市", "150000"):
        done = tonghu("invent", tmp_path / place / "county.xlsx", "-n", 5, "--place", place)
        assert done.status == 0, done.err
    assert 'place = "内蒙古自治区"' in (tmp_path / "150000" / "county.toml").read_text("utf-8")


@pytest.mark.parametrize("wrong", [("-n", "-1"), ("-n", "many"), ("--dirty", "3"), ("--place", "巴黎")])
def test_what_makes_no_county_is_refused(wrong: tuple[str, str], tonghu: Tonghu, tmp_path: Path) -> None:
    done = tonghu("invent", tmp_path / "county.xlsx", *wrong)
    assert done.status == 2
    assert done.err
    assert list(tmp_path.iterdir()) == []
