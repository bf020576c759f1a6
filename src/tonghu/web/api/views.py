"""The addresses of the API."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Annotated, Any, ParamSpec, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Status
from ninja.errors import AuthenticationError, ValidationError
from pydantic import Field

from tonghu.access.actors import NotAllowed
from tonghu.base.errors import Fault, Faults
from tonghu.law.engine.determine import Options, determine
from tonghu.law.places.load import Document, Place, Provision, background, places
from tonghu.register.models import Child
from tonghu.register.standing.determine import county_overrides
from tonghu.web.api.children import noted, shown
from tonghu.web.api.keyholders import Bearer, asking
from tonghu.web.api.shapes import (
    Answers,
    ChildOut,
    Children,
    DocumentOut,
    Problem,
    ProvisionOut,
    Question,
    Ref,
)

MOST = 100
P = ParamSpec("P")
R = TypeVar("R")
api = NinjaAPI(
    title="Tonghu", version="1", auth=Bearer(), docs_url=None, urls_namespace="api",
    description="Advises and cites; a person decides. Amounts are yuan. A draft text never binds (`binding` is false).",
)  # fmt: skip
Limit = Annotated[int, Field(ge=1, le=MOST)]
Cursor = Annotated[int, Field(ge=0, lt=2**63)]
Word = Annotated[str, Field(min_length=1, max_length=60)]
Ident = Annotated[str, Field(pattern=r"^[a-z0-9-]{0,60}$")]


def only(*names: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Refuse parameters that an address does not know: a misspelt one would be left out unseen."""

    def made(view: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            strange = sorted(cast(HttpRequest, args[0]).GET.keys() - set(names))
            if strange:
                known = ", ".join(names) or "none"
                raise Faults(
                    Fault(f"query.{name}", "no such parameter", f"known: {known}") for name in strange
                )
            return view(*args, **kwargs)

        return checked

    return made


@api.exception_handler(Faults)
def told(request: HttpRequest, error: Faults) -> HttpResponse:
    """Every fault of the input."""
    faults = [{"where": f.where, "what": f.what, "mend": f.mend} for f in error.faults]
    return api.create_response(request, {"detail": "the input cannot be read", "faults": faults}, status=422)


@api.exception_handler(ValidationError)
def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """What does not fit the description of the API."""
    faults = [
        {"where": ".".join(map(str, e["loc"])), "what": e["msg"], "mend": "see openapi.json"}
        for e in error.errors
    ]
    return api.create_response(
        request, {"detail": "this does not fit the description", "faults": faults}, status=422
    )


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """No token, or none that holds."""
    return api.create_response(request, {"detail": "a token that holds is needed"}, status=401)


@api.exception_handler(NotAllowed)
def refused(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """The token is not for this."""
    return api.create_response(request, {"detail": "the token is not for this"}, status=403)


@api.post(
    "/determinations",
    response={200: Answers, 400: Problem, 401: Problem, 403: Problem, 422: Problem},
    tags=["law"],
)
@only()
def determinations(request: HttpRequest, asked: Question) -> dict[str, Any]:
    """What the law owes in some cases. Nothing of them is kept."""
    request.auth.actor.require("ask")  # type: ignore[attr-defined]
    options = Options(overrides=county_overrides(), lang=asked.lang, explain=asked.explain, text=asked.text)
    return {"answers": [_answer(case, options) for case in asked.cases]}


def _answer(case: dict[str, Any], options: Options) -> dict[str, Any]:
    try:
        return determine(case, options)
    except Faults as error:
        told = [{"where": f.where, "what": f.what, "mend": f.mend} for f in error.faults]
        return {"id": str(case.get("id", "")), "faults": told}


@api.get(
    "/library/documents", response={200: list[DocumentOut], 401: Problem, 422: Problem}, tags=["library"]
)
@only()
def documents(request: HttpRequest) -> list[dict[str, Any]]:
    """Every document that is held."""
    return [_document(place, document) for place in _everywhere() for document in place.documents]


@api.get(
    "/library/provisions", response={200: list[ProvisionOut], 401: Problem, 422: Problem}, tags=["library"]
)
@only("document")
def provisions(request: HttpRequest, document: Ident = "") -> list[dict[str, Any]]:
    """The provisions of a document, or all."""
    return [
        _provision(p) for place in _everywhere() for p in place.provisions if document in {"", p.document}
    ]


@api.get(
    "/library/provisions/{clause}",
    response={200: ProvisionOut, 401: Problem, 404: Problem, 422: Problem},
    tags=["library"],
)
@only()
def provision(request: HttpRequest, clause: Word) -> Any:
    """One provision by its id."""
    found = next((p for place in _everywhere() for p in place.provisions if p.id == clause), None)
    return Status(404, {"detail": "there is no such provision"}) if found is None else _provision(found)


@api.get("/children", response={200: Children, 401: Problem, 403: Problem, 422: Problem}, tags=["children"])
@only("after", "limit")
def children(request: HttpRequest, after: Cursor = 0, limit: Limit = 50) -> dict[str, Any]:
    """Children within the token's scope, by their order of opening; `after` is the `next` of the page before."""
    with asking(request) as caller:
        caller.actor.require("list")
        rows = Child.objects.for_user(caller.actor, caller.purpose).select_related("person", "standing")
        page = list(rows.filter(pk__gt=after, closed_on=None).order_by("pk")[: limit + 1])
        more, page = len(page) > limit, page[:limit]
        noted(page, actor=caller.actor, purpose=caller.purpose, fields=caller.fields)
        return {
            "children": [shown(c, caller.fields, caller.actor.compartments()) for c in page],
            "next": page[-1].pk if more else None,
        }


@api.get(
    "/children/{ref}",
    response={200: ChildOut, 401: Problem, 403: Problem, 404: Problem, 422: Problem},
    tags=["children"],
)
@only()
def child(request: HttpRequest, ref: Ref) -> Any:
    """One child; 404 whether there is none or it lies outside the scope."""
    with asking(request) as caller:
        caller.actor.require("file")
        rows = Child.objects.for_user(caller.actor, caller.purpose).select_related("person", "standing")
        found = rows.filter(ref=ref).first()
        if found is None:
            return Status(404, {"detail": "there is no such child within the token's scope"})
        noted([found], actor=caller.actor, purpose=caller.purpose, fields=caller.fields)
        return shown(found, caller.fields, caller.actor.compartments())


def _everywhere() -> tuple[Place, ...]:
    return (*places(), background())


def _document(place: Place, document: Document) -> dict[str, Any]:
    return {
        "id": document.id, "title": document.title, "number": document.number, "issuer": document.issuer,
        "place": place.name, "status": document.status, "issued": document.issued, "effective": document.starts,
    }  # fmt: skip


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "id": provision.id, "document": provision.document, "article": str(provision.article),
        "quote": provision.quote, "modality": provision.modality, "serves": list(provision.serves),
    }  # fmt: skip
