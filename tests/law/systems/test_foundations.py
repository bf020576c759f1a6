"""要素保障 over whole answers: surveys, staff, training, places and money of a county, at the edge of each figure."""

from __future__ import annotations

from typing import Any

import pytest

from tonghu.law import Options, determine

DAY = "2026-06-01"
NAMES = {"hz": "浙江省杭州市", "sc": "四川省", "nm": "内蒙古自治区", "tj": "天津市", "gb": "全国"}


def ask(place: str, facts: dict[str, Any], params: dict[str, Any] | None = None) -> dict[str, Any]:
    """The answer by the documents alone to some facts of a county, village, institution or worker."""
    start = {"doc_effective_date": "2025-12-01"} if place == "nm" else {}
    case = {
        "jurisdiction": NAMES[place],
        "as_of_date": DAY,
        "child": facts,
        "params": {**start, **(params or {})},
    }
    return determine(case, Options(only_documents=True, next_change=False))


def figures(answer: dict[str, Any]) -> dict[str, Any]:
    """Tasks by name, with their figures."""
    return {task["id"]: task.get("figure") for task in answer["tasks"]}


def clauses(answer: dict[str, Any]) -> dict[str, list[str]]:
    """Tasks by name, with their clauses."""
    return {task["id"]: task["clauses"] for task in answer["tasks"]}


@pytest.mark.parametrize(("swept", "figure"), [(19, "95%"), (20, None)])
def test_a_survey_of_every_village_misses_none(swept: int, figure: str | None) -> None:
    """gb18-art20-4."""
    found = figures(ask("gb", {"villages_swept": swept, "villages_total": 20}))
    assert found.get("sweep_coverage") == figure


@pytest.mark.parametrize(("budget", "cited"), [(239_999, True), (240_000, False)])
def test_a_year_within_the_budget_is_not_above_it(budget: int, cited: bool) -> None:
    """Two thousand a month for ten children; 政府财力可承受. hz-art04-1 speaks only of what is above."""
    facts = {"benefit_amount": 2000, "benefit_recipients": 10, "service_budget": budget}
    answer = ask("hz", facts)
    assert figures(answer)["yearly_cost"] == "240000 元/年"
    assert ("hz-art04-1" in clauses(answer)["yearly_cost"]) is cited


@pytest.mark.parametrize(("supervisors", "short"), [(0, True), (1, False)])
def test_one_supervisor_is_enough(supervisors: int, short: bool) -> None:
    """至少配备一名. hz-art06-1."""
    found = figures(ask("hz", {"township_supervisors": supervisors}))
    assert ("supervisors_short" in found) is short


@pytest.mark.parametrize(("migrants", "more"), [(49, False), (50, True)])
def test_many_migrants_by_the_figure_of_the_county(migrants: int, more: bool) -> None:
    """流动儿童人数较多. hz-art06-3."""
    village = {"village_children_migrant": migrants, "village_children_count": 10, "village_directors": 1}
    found = figures(ask("hz", village, {"param_migrant_many": 50}))
    assert ("reinforce_directors" in found) is more


@pytest.mark.parametrize(("children", "heavy"), [(60, False), (61, True)])
def test_the_load_of_each_director(children: int, heavy: bool) -> None:
    """Thirty for each of two are not above thirty. gb18-art19-11, hz-art06-3."""
    found = figures(ask("hz", {"village_children_count": children, "village_directors": 2}))
    assert ("director_load" in found) is heavy


@pytest.mark.parametrize(("full_time", "below"), [(49, True), (50, False)])
def test_full_time_directors_against_the_target_of_the_county(full_time: int, below: bool) -> None:
    """hz-art06-4."""
    facts = {"directors_full_time": full_time, "directors_total": 100}
    found = figures(ask("hz", facts, {"param_director_full_time_target": 50}))
    assert ("full_time_directors" in found) is below


@pytest.mark.parametrize(("full_time", "told"), [(False, True), (True, False), (None, False)])
def test_a_part_time_director_is_entered(full_time: bool | None, told: bool) -> None:
    """hz-art06-4."""
    assert ("part_time_director" in figures(ask("hz", {"director_full_time": full_time}))) is told


@pytest.mark.parametrize(("children", "told"), [(79, True), (80, False), (81, True)])
def test_an_institution_as_full_as_its_beds_is_in_line(children: int, told: bool) -> None:
    """优化调整儿童福利服务机构布局. sc53-art16-1."""
    found = figures(ask("sc", {"institution_children": children, "institution_beds": 80}))
    assert ("institution_layout" in found) is told


@pytest.mark.parametrize(
    ("worker", "due"),
    [
        ({"worker_start_date": "2026-06-01"}, True),
        ({"worker_start_date": "2026-06-02"}, False),
        ({"worker_start_date": "2026-05-04", "worker_pre_post_training_date": "2026-05-04"}, False),
        ({"worker_start_date": "2026-05-04", "worker_pre_post_training_date": "2026-05-05"}, True),
    ],
)
def test_training_before_the_post(worker: dict[str, Any], due: bool) -> None:
    """岗前培训: from the first day in the post on. hz-art06-6."""
    facts = {"worker_training_date": worker.get("worker_pre_post_training_date"), **worker}
    assert ("hz-art06-6" in clauses(ask("hz", facts)).get("worker_training", [])) is due
