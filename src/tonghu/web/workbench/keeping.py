"""A list's question kept sealed in the session under an opaque token, so that nothing personal stands in an address."""

from __future__ import annotations

from django.http import QueryDict

from tonghu.access.models import new_token
from tonghu.register.lists import saved_lists
from tonghu.register.reads.query import Query
from tonghu.web.site.pages import Request
from tonghu.web.site.remembering import sealed, unsealed

KEPT, MOST = "lists", 20
OPEN_FIELDS = ("category", "rule", "status", "age", "sex", "only", "region", "delivery")


def keep(request: Request, query: Query) -> str:
    """Keep a question; its token."""
    token = new_token()
    kept = {**request.session.get(KEPT, {}), token: sealed(KEPT, query.kept())}
    request.session[KEPT] = dict(list(kept.items())[-MOST:])
    return token


def asked_in(request: Request, said: QueryDict) -> tuple[Query, str]:
    """The question of a request, and the address's own part that brings it back.

    `list` is a token of this session, `saved` a list kept under a name; other fields are filters that say nothing of
    a person, by which other pages link here.
    """
    token, saved = said.get("list", ""), said.get("saved", "")
    kept = unsealed(KEPT, request.session.get(KEPT, {}).get(token))
    if kept is not None:
        query, address = Query.read(kept), QueryDict(f"list={token}", mutable=True)
    elif saved and (found := saved_lists(request.actor).filter(ref=saved).first()):
        query, address = (
            Query.read({**found.query, "columns": found.columns}),
            QueryDict(f"saved={saved}", mutable=True),
        )
    else:
        address = QueryDict(mutable=True)
        address.update({name: said[name] for name in OPEN_FIELDS if said.get(name)})
        query = Query.read(address)
    if said.get("order"):
        query = Query.read({**query.kept(), "order": said["order"], "falling": said.get("falling", "")})
        address.update({"order": query.order, "falling": "1" if query.falling else ""})
    return query, address.urlencode()
