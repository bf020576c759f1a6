"""One search box: what was typed, recognised."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from tonghu.access.actors import Actor
from tonghu.access.fields import blind
from tonghu.base.texts import Text
from tonghu.register.masks import masked_id
from tonghu.register.models import Person
from tonghu.register.names import name_key
from tonghu.register.people import ID_PURPOSE, TAIL_PURPOSE

NUMBER = re.compile(r"(\d{14}|\d{17})[\dX]")
TAIL = re.compile(r"\d{3}[\dX]")
LETTERS = re.compile(r"[a-z]{1,10}")
LONGEST = 60
KINDS: Mapping[str, Text] = {
    "id": Text("身份证号", "ID number"), "tail": Text("身份证号后四位", "last four of the ID number"),
    "letters": Text("拼音首字母或姓名", "pinyin initials or name"), "words": Text("姓名或村镇", "name or place"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Find:
    """What to look for. `key` is a folded name, or the blind index of a number: the number itself is not kept."""

    kind: str
    key: str
    shown: str

    @classmethod
    def typed(cls, text: str) -> Find | None:
        """What somebody typed; None for nothing."""
        folded = " ".join(unicodedata.normalize("NFKC", text).split())[:LONGEST]
        bare = re.sub(r"[\s\-]", "", folded).upper()
        if not name_key(folded):
            return None
        if NUMBER.fullmatch(bare):
            return cls("id", blind(ID_PURPOSE, bare), masked_id(bare))
        if TAIL.fullmatch(bare):
            return cls("tail", blind(TAIL_PURPOSE, bare), bare)
        kind = "letters" if LETTERS.fullmatch(name_key(folded)) else "words"
        return cls(kind, name_key(folded), folded)

    def persons(self, actor: Actor, purpose: str) -> Any:
        """The keys of the persons it means."""
        persons = Person.objects.for_user(actor, purpose)
        if self.kind == "id":
            return persons.filter(id_index=self.key).values("pk")
        if self.kind == "tail":
            return persons.filter(id_tail=self.key).values("pk")
        named = Q(name_key__contains=self.key)
        if self.kind == "letters":
            named |= Q(pinyin__contains=f" {self.key}")
        return persons.filter(named).values("pk")

    def children(self, actor: Actor, purpose: str) -> Q:
        """The condition on children."""
        found = Q(person__in=self.persons(actor, purpose))
        if self.kind == "words":
            found |= Q(village__contains=self.shown) | Q(township__contains=self.shown)
        return found
