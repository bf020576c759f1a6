"""Taking back what one has just recorded: a correction that puts the facts back as they stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import F
from django.utils import timezone

from tonghu.access.actors import Actor, system
from tonghu.access.audit import record
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Text
from tonghu.register.facts.values import held
from tonghu.register.models import Child, Fact, Person

BIRTH = ("child", "birth_date")
NOT_LAST = Text("这次记录已不是最后一次", "this was not the last entry")
AGAIN = Text("请改用“更正”。", "Use a correction instead.")


def last_entry(facts: Sequence[Fact], actor: Actor) -> Fact | None:
    """A fact of the last entry in a file where this actor may still take it back: their own, of today."""
    last = max((fact for fact in facts if fact.batch), key=lambda fact: fact.recorded_at, default=None)
    if last is None or last.recorded_by != actor.name or not actor.may("record"):
        return None
    return last if timezone.localdate(last.recorded_at) == timezone.localdate() else None


@write
def take_back(child: Child, batch: str, *, actor: Actor, purpose: str, lang: str = "zh") -> set[int]:
    """Put the facts of a batch back as they stood before. Returns the keys of the files concerned.

    Raises Faults when the batch is another's, of another day, or no longer the last word on its facts.
    """
    actor.require("record")
    mine = list(
        Fact.objects.for_user(actor, purpose).filter(child=child, batch=batch, recorded_by=actor.name)
    )
    if not mine or timezone.localdate(mine[0].recorded_at) != timezone.localdate():
        raise _refused(lang)
    at = mine[0].recorded_at
    with scoped(system("undo")):
        written = list(Fact._base_manager.filter(batch=batch, recorded_at=at))
        keys = {fact.child_id for fact in written}
        list(Child._base_manager.filter(pk__in=keys).order_by("pk").select_for_update())
        names = {(fact.whom, fact.name) for fact in written}
        now = timezone.now()
        back: list[Fact] = []
        for key in sorted(keys):
            back += _restored(key, names, at, now, actor, lang)
        Fact.objects.bulk_create(back)
        if BIRTH in names:
            _birth_back(keys, back)
        Child.objects.filter(pk__in=keys).update(version=F("version") + 1, dirty=True)
    record(
        actor, purpose, "fact.undo", child.ref, facts=sorted(f"{w}.{n}" for w, n in names), children=len(keys)
    )
    return keys


def _restored(
    child: int,
    names: set[tuple[str, str]],
    at: dt.datetime,
    now: dt.datetime,
    actor: Actor,
    lang: str,
) -> list[Fact]:
    """Retire what one file got at a time and give copies of what it lost then."""
    rows = [f for f in Fact._base_manager.filter(child=child) if (f.whom, f.name) in names]
    added = [fact for fact in rows if fact.recorded_at == at]
    if any(fact.retired_at for fact in added) or any(fact.recorded_at > at for fact in rows):
        raise _refused(lang)
    Fact._base_manager.filter(pk__in=[fact.pk for fact in added]).update(
        retired_at=now, retired_by=actor.name
    )
    lost = [fact for fact in rows if fact.retired_at == at]
    for fact in lost:
        fact.pk, fact._state.adding = None, True
        fact.recorded_at, fact.retired_at, fact.retired_by, fact.batch = now, None, "", ""
    return lost


def _birth_back(children: Iterable[int], back: Iterable[Fact]) -> None:
    """The day of birth stands with the person too, for lists."""
    days = {fact.child_id: held(fact.name, fact.value) for fact in back if (fact.whom, fact.name) == BIRTH}
    for child in Child._base_manager.filter(pk__in=children):
        Person._base_manager.filter(pk=child.person_id).update(birth_date=days.get(child.pk))


def _refused(lang: str) -> Faults:
    told = "en" if lang == "en" else "zh"
    return Faults(Fault("", NOT_LAST.in_(told), AGAIN.in_(told)))  # type: ignore[arg-type]
