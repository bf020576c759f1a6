"""A new child by form: who looks like a child already on file, and opening the file."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from tonghu.access.actors import Actor, system
from tonghu.access.fields import blind
from tonghu.access.rls import scoped
from tonghu.access.writes import write
from tonghu.base.errors import Fault, Faults
from tonghu.base.texts import Lang, Text
from tonghu.register.models import Child
from tonghu.register.names import name_key
from tonghu.register.people import ID_PURPOSE, NewChild, Who, open_files

MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """Children who may be the same: those that the seat may see, and whether there is one elsewhere by number."""

    here: list[Child]
    elsewhere: bool


def alike(who: Who, actor: Actor, purpose: str) -> Alike:
    """The same ID number, or the same name and day of birth."""
    index = blind(ID_PURPOSE, who.id_number.upper())
    same = Q(person__name_key=name_key(who.name), person__birth_date=who.birth_date)
    if index:
        same |= Q(person__id_index=index)
    found = Child.objects.for_user(actor, purpose).filter(same).select_related("person").order_by("pk")[:MOST]
    here = list(found)
    with scoped(system("alike")):
        elsewhere = bool(index) and Child._base_manager.filter(person__id_index=index).exclude(
            pk__in=[child.pk for child in here]
        ).exists()  # fmt: skip
    return Alike(here, elsewhere)


@write
def admit(new: NewChild, *, actor: Actor, purpose: str, source: str, lang: Lang = "zh") -> Child:
    """Open one file. Raises Faults for a place outside the seat's region, or an ID number that has a file already."""
    actor.require("record")
    if new.scope not in actor.span:
        raise Faults(Fault("scope", Text("不在您的范围内", "outside your region").in_(lang), ""))
    index = blind(ID_PURPOSE, new.who.id_number.upper())
    with scoped(system("alike")):
        taken = bool(index) and Child._base_manager.filter(person__id_index=index, closed_on=None).exists()
    if taken:
        raise Faults(Fault("id_number", Text("这个身份证号已有档案", "there is a file with this ID number").in_(lang),
                           Text("请打开原有的档案；不在您的范围内的，请联系县级。", "Open that file; if it is not within your region, ask the county.").in_(lang)))  # fmt: skip
    return open_files([new], actor=actor, purpose=purpose, source=source)[0]
