"""The vocabulary and the switches as the engine reads them (that the files are in order: test_documents)."""

from __future__ import annotations

from tonghu.law.language.facts import vocabulary
from tonghu.law.language.rule import ROLES
from tonghu.law.language.switches import switches

ABOUT = set(
    "child household parent case value village township school staff institution facility county".split()
)


def test_a_fact_has_its_labels_suppliers_and_sensitivity() -> None:
    entry = vocabulary()["parent_life_status"]
    assert (entry.name, entry.about, entry.type) == ("parent_life_status", "parent", "enum")
    assert entry.label() == entry.zh
    assert entry.label("en") == entry.en
    assert entry.suppliers[0] == "公安"
    assert vocabulary()["hiv_infected"].sensitivity == "hiv"
    assert vocabulary()["birth_date"].sensitivity == "basic"
    assert vocabulary()["benefit_choice"].unknown == ("未选择",)


def test_every_fact_is_about_something_that_the_engine_knows() -> None:
    assert {entry.about for entry in vocabulary().values()} == ABOUT


def test_names_can_be_arguments_of_rules() -> None:
    """`father__x` and `benefit__amount` are read by their double underline; `father.x` by its point."""
    for name in vocabulary():
        assert name.isidentifier(), name
        assert "__" not in name, name
        assert name not in ROLES


def test_allowed_values_are_distinct_and_fit_their_type() -> None:
    for name, entry in vocabulary().items():
        assert len(entry.values) == len(set(entry.values)), name
        assert not entry.values or entry.type in ("enum", "list", "int"), name
        assert entry.type != "int" or all(value.isdecimal() for value in entry.values), name
        assert entry.type != "enum" or set(entry.values) - set(entry.unknown), name


def test_lists_and_enums_fit_the_columns_that_hold_them() -> None:
    """A list of known words is held as a set of 31 bits, an enum as one byte."""
    for name, entry in vocabulary().items():
        assert len(entry.values) <= (31 if entry.type == "list" else 255), name


def test_switches_are_asked_always_or_on_a_condition() -> None:
    for key, switch in switches().items():
        assert switch.id == key
        assert switch.ask_when in ("", "differs", "unknown", "true"), key
        assert (switch.ask(), switch.ask("en")) == (switch.ask_zh, switch.ask_en)
        assert bool(switch.elsewhere_zh) is bool(switch.elsewhere_en), key
    assert switches()["A14"].ask_when == "differs"
    assert switches()["A04"].ask_when == "unknown"
