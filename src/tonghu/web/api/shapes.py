"""What goes in and out, as the OpenAPI description shows it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StrictBool

Lang = Literal["zh", "en"]
MOST_CASES = 100
Ref = Annotated[str, Field(pattern=r"^[2-9a-km-z]{20}$", description="the token of a child's file")]


class FaultOut(Schema):
    """One thing wrong with what was sent: where, what, how to mend it."""

    where: str
    what: str
    mend: str


class Problem(Schema):
    """Why nothing was done."""

    detail: str
    faults: list[FaultOut] = []


class Question(Schema):
    """Cases of the contract and how to answer them."""

    cases: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MOST_CASES, description="cases: id, jurisdiction, as_of_date, child, household, parents, params")]  # fmt: skip
    lang: Lang = "zh"
    explain: StrictBool = False
    text: StrictBool = False


class Answers(Schema):
    """One answer for each case, in order; a case that cannot be read has `faults` instead."""

    answers: list[dict[str, Any]]


class DocumentOut(Schema):
    """A document of the policy library."""

    id: str
    title: str
    number: str
    issuer: str
    place: str
    status: str
    issued: dt.date | None
    effective: dt.date | None


class ProvisionOut(Schema):
    """A provision: its words, how strongly it speaks, what serves it."""

    id: str
    document: str
    article: str
    quote: str
    modality: str
    serves: list[str]


class ChildOut(Schema):
    """A child within the token's scope, with the fields that the token names; the others are null."""

    ref: str
    name: str | None = None
    sex: str | None = None
    birth_date: dt.date | None = None
    id_number_masked: str | None = None
    township: str | None = None
    village: str | None = None
    categories: list[str] | None = None
    benefits: dict[str, Any] | None = None
    binding: bool | None = None
    as_of: dt.date | None = None


class Children(Schema):
    """A page of children, and where the next one begins; null at the end."""

    children: list[ChildOut]
    next: int | None
