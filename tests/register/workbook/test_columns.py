"""columns.toml against the vocabulary: every word leads to an allowed value, every header to its own column."""

import pytest

from tonghu.law.language.facts import FactType, vocabulary
from tonghu.register.workbook.columns.headers import Use, resolve
from tonghu.register.workbook.columns.schema import Column, _column, columns, common, tidy

LISTED = columns()


def said(column: Column) -> list[tuple[FactType, object]]:
    """Every (fact, value) that a word of the column can say."""
    pairs = []
    for value in column.words.values():
        facts = value if isinstance(value, dict) else {column.key_fact: value}
        pairs += [(vocabulary()[name.rpartition(".")[2]], item) for name, item in facts.items()]
    return pairs + ([(vocabulary()[column.key_fact], column.value)] if column.kind == "tick" else [])


@pytest.mark.parametrize("column", LISTED, ids=lambda column: column.key)
def test_words_lead_to_allowed_values(column: Column) -> None:
    for fact, value in said(column):
        if fact.type == "bool":
            assert isinstance(value, bool), (fact.name, value)
        else:
            for item in value if isinstance(value, list) else [value]:
                assert item in fact.values, (fact.name, item)


@pytest.mark.parametrize("column", LISTED, ids=lambda column: column.key)
def test_the_canonical_header_leads_to_its_column(column: Column) -> None:
    for role in ("父亲", "母亲") if column.parent else ("",):
        found = resolve(role + column.header)
        assert isinstance(found, Use), column.header
        assert found.column.key == column.key


def test_every_label_of_the_vocabulary_is_a_header() -> None:
    for fact in vocabulary().values():
        if fact.about not in {"child", "household", "parent"} or fact.name in {"category_list", "age_years"}:
            continue
        found = resolve(("母亲" if fact.about == "parent" else "") + fact.zh)
        assert isinstance(found, Use), fact.zh
        assert found.column.key in {fact.name, "child_categories"} or found.column.fact is fact


def test_no_word_is_both_certain_and_uncertain() -> None:
    for column in LISTED:
        words = set(column.words)
        assert not words & set(column.ask), column.key
        assert not words & column.skip, column.key
        assert not column.skip & set(column.ask), column.key


def test_an_allowed_value_is_never_given_another_meaning() -> None:
    for column in LISTED:
        if column.kind == "fact" and column.fact:
            for value in column.fact.values:
                assert column.words.get(tidy(str(value)), value) == value, (column.key, value)


def test_no_header_is_listed_twice() -> None:
    for parent in (False, True):
        seen: dict[str, str] = {}
        for column in LISTED:
            for name in (
                {tidy(header) for header in (column.header, *column.also)} if column.parent is parent else ()
            ):
                assert seen.setdefault(name, column.key) == column.key, name


def test_yes_no_and_unknown_are_apart() -> None:
    assert not common().yes & common().no
    assert not (common().yes | common().no) & common().unknown


def test_questions_are_asked_in_both_languages() -> None:
    for column in LISTED:
        for told in column.ask.values():
            assert told.zh
            assert told.en


def test_a_fact_that_is_unknown_to_the_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="no fact"):
        _column("no_such_fact", {"header": "某列"})
