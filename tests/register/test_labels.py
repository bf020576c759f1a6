"""Every column says what it is for, or is listed as holding nothing personal."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from tonghu.access.fields import Sealed
from tonghu.access.seats import COMPARTMENTS
from tonghu.law.language.facts import vocabulary
from tonghu.register.labels import EVERY, OF_THE_ROW, STAFF, labels, technical

MODELS = {
    model.__name__: model for app in ("access", "register") for model in apps.get_app_config(app).get_models()
}
ROW_HAS = {"compartment", "box", "rule", "marks"}  # by what a row says in which compartment it lies


def columns(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.fields}


def test_every_column_is_labelled_or_technical() -> None:
    for name, model in MODELS.items():
        labelled, bare = set(labels().get(name, {})), technical().get(name, frozenset()) | technical()[EVERY]
        assert columns(model) - labelled - bare == set(), f"{name}: neither labelled nor technical"
        assert labelled & bare == set(), f"{name}: both"


def test_nothing_is_labelled_that_is_not_there() -> None:
    for name, held in [*labels().items(), *technical().items()]:
        if name != EVERY:
            assert set(held) - columns(MODELS[name]) == set(), name
    assert technical()[EVERY] <= set().union(*map(columns, MODELS.values()))


def test_what_is_said_to_be_sealed_is_sealed() -> None:
    for name, model in MODELS.items():
        sealed = {field.name for field in model._meta.fields if isinstance(field, Sealed)}
        sealed |= set(getattr(model, "SEALED", ()))
        assert {column for column, one in labels().get(name, {}).items() if one.sealed} == sealed, name


def test_a_compartment_is_one_of_the_seats_or_of_the_row() -> None:
    for name, held in labels().items():
        boxes = {one.compartment for one in held.values()}
        assert boxes <= {*COMPARTMENTS, OF_THE_ROW, STAFF}, name
        if OF_THE_ROW in boxes:
            assert columns(MODELS[name]) & ROW_HAS, f"{name}: no column says the compartment"


def test_each_label_says_purpose_mask_and_term() -> None:
    for held in labels().values():
        for one in held.values():
            assert min(map(len, (one.purpose, one.mask, one.keep))) > 3


def test_the_language_of_the_law_gives_each_fact_a_compartment() -> None:
    """Facts are rows: what each of them is stands in the vocabulary, by name."""
    assert {fact.sensitivity for fact in vocabulary().values()} <= set(COMPARTMENTS)
