"""How every page of a file begins: the child within the seat's region or nothing, the days asked for, the reading noted."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import NoReverseMatch, reverse

from tonghu.register.models import Child, Fact
from tonghu.register.reading import children, facts_for_answer, note_read, seen
from tonghu.web.file.asked import Asked, asked_of
from tonghu.web.site.pages import Request, found_or_404


@dataclass(slots=True)
class Opened:
    """A file that somebody has opened: as of which day, what may be seen, every fact for the law and those shown."""

    child: Child
    asked: Asked
    boxes: frozenset[str]
    facts: list[Fact] = field(default_factory=list)
    shown: list[Fact] = field(default_factory=list)


def opened(request: Request, ref: str, what: str, *, facts: bool = True) -> Opened:
    """Find the file, note the reading, read its facts. Raises Http404 out of scope."""
    child = found_or_404(children(request.actor, request.purpose), ref=ref)
    asked = asked_of(request)
    boxes = request.actor.compartments(child.pk)
    note_read(child, actor=request.actor, purpose=request.purpose, compartments=boxes, what=what)
    made = Opened(child, asked, boxes)
    if facts:
        made.facts = facts_for_answer(child, asked.day, asked.known)
        made.shown = seen(made.facts, request.actor, child)
    return made


def address(route: str, *args: object) -> str:
    """Where a page is; empty while no such page exists."""
    try:
        return reverse(route, args=args)
    except NoReverseMatch:
        return ""
