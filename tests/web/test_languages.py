"""Every command speaks the language that is asked for, and only that one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.web.conftest import OPEN, ORPHAN, Tonghu
from tests.web.tongues import chinese_left, english_left

from tonghu.law import Options, determine
from tonghu.law.language import words
from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import rules
from tonghu.law.places.load import places
from tonghu.register.demo import people

Write = Callable[..., Path]
HUMAN = (
    "name",
    "label",
    "ground",
    "benefit",
    "action",
    "what",
    "why",
    "question",
    "arithmetic",
    "figure",
    "value",
)
WRONG: dict[str, Any] = {
    "id": "wrong", "jurisdiction": "Paris", "as_of_date": "soon", "parents": [{"role": "aunt"}],
    "child": {"birth_date": "2014-02-30", "orphan_certifid": True, "disability_types": "x"}, "params": {"a": 1},
}  # fmt: skip
COMMANDS = [
    ("determine", "CASES", "--counterfactual"), ("determine", "CASES", "--text"), ("explain", "CASES", "--all", "--counterfactual"),
    ("compare", "CASES", "--all"), ("determine", "WRONG"), ("determine", "none.yaml"), ("compare", "CASES", "--places", "Paris"),
    ("law", "show", "nm20-s1a1-1"), ("law", "show", "tj-art02-2"), ("law", "show", "bg-2010-54-def"), ("law", "show", "Tianjin"),
    ("law", "show", "exit_released"), ("law", "show", "A23"), ("law", "show", "household_status"), ("law", "show", "nothing"),
    ("law", "show", "param_taper_months"), ("law", "search", "lottery"), ("law", "search", "助学金"), ("law", "search", "xyzzy"),
    ("law", "diff", "Sichuan", "Tianjin"), ("law", "diff", "Sichuan", "2025-01-01"), ("law", "coverage"),
    ("law", "coverage", "--all"), ("law", "unset", "--place", "Sichuan"), ("law", "unset", "--place", "Sichuan", "--toml"),
    ("law", "graph", "premium_full", "--place", "Sichuan"), ("ask", "--place", "Tianjin", "--as-of", "2026-06-15"),
]  # fmt: skip
REPLIES = "soon\n2014-03-02\n?\nu\n?\n9\n1\n?\n" + "\n" * 70


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def every_place() -> list[dict[str, Any]]:
    """Children in every circumstance, in every place."""
    cases = [ORPHAN, OPEN]
    for place in places():
        cases += list(people(12, seed=7, jurisdiction=place.name, mix="all"))
    return cases


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_command_speaks_one_language(
    command: tuple[str, ...], lang: str, tonghu: Tonghu, write: Write, tmp_path: Path
) -> None:
    cases = [ORPHAN, OPEN, *list(people(10, seed=3, mix="all"))]
    files = {
        "CASES": str(write(cases)),
        "WRONG": str(write(WRONG, "wrong.yaml")),
        "none.yaml": str(tmp_path / "none.yaml"),
    }
    done = tonghu(*(files.get(word, word) for word in command), "--lang", lang, stdin=REPLIES)
    said = {
        *files.values(),
        *(text for case in cases for key in ("id", "title") for text in strings(case.get(key))),
    }
    left = chinese_left if lang == "en" else english_left
    assert done.out + done.err
    assert list(left(done.out + done.err, said)) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_is_told_in_one_language(
    lang: str, tonghu: Tonghu, county: Path, tmp_path: Path
) -> None:
    done = tonghu("determine", county / "county.xlsx", "-o", tmp_path / "r.xlsx", "--place", "天津市",
                  "--as-of", "2026-06-15", "--lang", lang)  # fmt: skip
    left = chinese_left if lang == "en" else english_left
    assert list(left(done.out + done.err, [str(tmp_path), str(county)])) == []


def test_what_people_read_in_a_json_answer_is_english() -> None:
    """Codes (unit, seat, department, supplier) stay as they are; whoever shows them has their words in one place."""
    options = Options(lang="en", explain=True, counterfactual=True)
    left = set()
    for case in every_place():
        todo: list[Any] = [determine(case, options)]
        while todo:
            value = todo.pop()
            if isinstance(value, dict):
                told = (
                    value[key] for key in HUMAN if isinstance(value.get(key), str) and "fact" not in value
                )
                left |= {line for text in told for line in chinese_left(text, strings(case))}
                todo += value.values()
            elif isinstance(value, list):
                todo += value
    assert left == set()


def test_every_code_of_an_answer_has_its_words() -> None:
    suppliers = {s for entry in vocabulary().values() for s in entry.suppliers}
    assert suppliers <= set(words.SUPPLIERS)
    assert {rule.seat for rule in rules().values() if rule.seat} <= set(words.SEATS)
    units = {rule.unit for rule in rules().values()} | {entry.unit for entry in vocabulary().values()}
    assert units - {"", "%", "0-1"} <= set(words.UNITS)
    assert {rule.system for rule in rules().values() if rule.kind == "entitlement"} <= set(words.SYSTEMS)
    told = [*words.SUPPLIERS.values(), *words.SEATS.values(), *words.UNITS.values(), *words.STATUS.values()]
    assert not any(re.search(r"[\u3400-\u9fff]", text.en) for text in told)


def test_the_detector_notices_what_was_forgotten() -> None:
    assert list(chinese_left("Orphan living allowance：1,300 元/月"))
    assert list(chinese_left("ask: 某部门"))
    assert not list(chinese_left("内政发〔2025〕20号 一、（一）: “自治区社会散居孤儿” (nm20-s1a1-1)"))
    assert list(english_left("  the value needs its source"))
    assert not list(
        english_left("tonghu law unset --place 四川省：src/tonghu/law/places/x.toml param_taper_months")
    )


def test_a_page_in_english_is_english(tonghu: Tonghu, write: Write, tmp_path: Path) -> None:
    cases = yaml.safe_load(yaml.safe_dump([ORPHAN, OPEN]))
    page = tmp_path / "page.html"
    tonghu("explain", write(cases), "--html", page, "--lang", "en", "--all")
    text = re.sub(r"<style>.*?</style>|<[^>]+>", "\n", page.read_text("utf-8"), flags=re.DOTALL)
    assert list(chinese_left(text, ["例一，应享说明"])) == []
