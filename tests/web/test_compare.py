"""`tonghu compare`: what is gained and lost by moving; unknown is not lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.web.conftest import OPEN, ORPHAN, Tonghu

Write = Callable[..., Path]


def test_places_stand_beside_each_other_and_drafts_are_named(tonghu: Tonghu, write: Write) -> None:
    done = tonghu("compare", write(ORPHAN))
    assert done.status == 0
    head = done.out.splitlines()[1].split()
    assert head == ["全国", "浙江省杭州市", "四川省", "内蒙古自治区", "天津市"]
    (allowance,) = [line for line in done.out.splitlines() if line.startswith("孤儿基本生活费")]
    assert allowance.split()[1:] == ["金额未定", "金额未定", "金额未定", "1,300", "元/月", "金额未定"]
    assert done.out.endswith("浙江省杭州市：仅供测算，不能据此发放\n")


def test_only_some_places_and_only_differences_unless_all(tonghu: Tonghu, write: Write) -> None:
    path = write(ORPHAN)
    some = tonghu("compare", path, "--places", "四川省,120000", "--json").json[0]
    assert some["places"] == ["四川省", "天津市"]
    assert all(len(set(row["in"])) == 2 for row in some["rows"])
    every = tonghu("compare", path, "--places", "四川省,120000", "--json", "--all").json[0]
    assert "orphan" in {row["id"] for row in every["rows"]} - {row["id"] for row in some["rows"]}


def test_values_of_the_case_speak_of_its_own_place_however_it_is_called(tonghu: Tonghu, write: Write) -> None:
    for name in ("内蒙古自治区", "150000", "内蒙古"):
        (found,) = tonghu(
            "compare", write({**ORPHAN, "jurisdiction": name}), "--places", "内蒙古,天津", "--json"
        ).json
        (row,) = [r for r in found["rows"] if r["id"] == "orphan_allowance"]
        assert row["in"] == ["1,300 元/月", "金额未定"]


def test_what_is_not_yet_known_is_not_counted_as_lost(tonghu: Tonghu, write: Write) -> None:
    (found,) = tonghu("compare", write(ORPHAN), "--json", "--all").json
    (row,) = [r for r in found["rows"] if r["id"] == "stage_aid"]
    states = dict(zip(found["places"], row["in"], strict=True))
    assert states["内蒙古自治区"] == "✓"
    assert states["天津市"] == "—", "no provision there"
    (open_,) = tonghu("compare", write(OPEN), "--json", "--all").json
    told = {cell for r in open_["rows"] for cell in r["in"]}
    assert "还不能确定" in told


def test_a_faulty_case_and_a_place_nobody_knows(tonghu: Tonghu, write: Write) -> None:
    done = tonghu("compare", write([{**ORPHAN, "child": {"x": 1}}, "no case", ORPHAN]), "--json")
    assert done.status == 2
    assert [("error" in item) for item in done.json] == [True, True, False]
    assert len(done.faults) == 2
    assert tonghu("compare", write(ORPHAN), "--places", "巴黎").status == 2


def test_another_day(tonghu: Tonghu, write: Write) -> None:
    early = tonghu("compare", write(ORPHAN), "--as-of", "2020-01-01", "--json", "--all").json[0]
    assert "stage_aid" not in {row["id"] for row in early["rows"]}
