"""Who asks: the person logged in, in the seat chosen for this session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tonghu.access.actors import Actor, actor_for
from tonghu.access.models import Grant, Posting, User
from tonghu.access.seats import seats

POSTING, PURPOSE = "posting", "purpose"


class Acting:
    """Puts `request.actor`: None until someone is logged in with both factors and sits in a seat."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: acting(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def postings_of(user: User) -> list[Posting]:
    """The seats that someone may take today."""
    today = timezone.localdate()
    held = Posting.objects.filter(Q(until=None) | Q(until__gte=today), user=user, since__lte=today)
    return list(held.select_related("region").order_by("pk"))


def acting(request: HttpRequest) -> Actor | None:
    """The actor of a request; a grant counts only until it runs out."""
    user = request.user
    if not (isinstance(user, User) and user.is_authenticated and user.is_verified()):  # type: ignore[attr-defined]
        return None
    held = postings_of(user)
    chosen = request.session.get(POSTING)
    posting = next((p for p in held if p.pk == chosen), held[0] if held else None)
    if posting is None:
        return None
    return actor_of(posting, user, request.session.get(PURPOSE, ""))


def actor_of(posting: Posting, user: User, purpose: str = "") -> Actor:
    """Someone in one of their seats, with the grants that hold now: for the purpose at hand, of what the seat may ask."""
    seat = seats()[posting.seat]
    purpose = purpose if purpose in seat.purposes else seat.purposes[0]
    grants: dict[str, set[int]] = defaultdict(set)
    held = Grant.objects.filter(
        asked_by=user, approved=True, expires_at__gt=timezone.now(), purpose=purpose, compartment__in=seat.on_grant
    )  # fmt: skip
    for compartment, child in held.values_list("compartment", "child_id"):
        grants[compartment].add(child)
    return actor_for(
        user.pk, user.name, posting.seat, posting.region_id, organisation=posting.organisation_id,
        grants={c: frozenset(ids) for c, ids in grants.items()},
    )  # fmt: skip
