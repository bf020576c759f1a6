"""Who: persons, children, households, and what ties them together from a day to a day."""

from __future__ import annotations

from django.db import models

from tonghu.access.door import GuardedModel
from tonghu.access.fields import Sealed
from tonghu.access.models import Organisation, new_token

SEXES = [("男", "男"), ("女", "女"), ("", "未知")]
RELATIONS = [
    ("father", "父亲"), ("mother", "母亲"), ("grandfather", "祖父"), ("grandmother", "祖母"),
    ("grandfather_m", "外祖父"), ("grandmother_m", "外祖母"), ("brother", "兄弟"), ("sister", "姐妹"),
    ("stepfather", "继父"), ("stepmother", "继母"), ("uncle", "叔伯舅"), ("aunt", "姑姨"), ("other", "其他亲属"),
    ("carer", "照护人"),
]  # fmt: skip


class Person(GuardedModel):
    """A natural person: a child, a parent, a carer. The ID number may be missing; it is never the key."""

    PURPOSE = "建立一人一档 / 未成年人保护法第43条"
    salt = models.CharField(max_length=20, default=new_token, editable=False)
    name = models.CharField(max_length=100)
    name_key = models.CharField(max_length=100, db_index=True)  # folded: dots, blanks, width
    pinyin = models.CharField(max_length=200, blank=True)  # every reading's initials, space before each
    sex = models.CharField(max_length=1, choices=SEXES, blank=True)
    birth_date = models.DateField(null=True)
    id_number = Sealed(blank=True)
    id_index = models.CharField(max_length=32, blank=True, db_index=True)
    id_tail = models.CharField(max_length=32, blank=True, db_index=True)
    id_shown = models.CharField(max_length=20, blank=True)  # masked: 330102********1234
    phone = Sealed(blank=True)
    phone_shown = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        # lists find and sort names without opening the rows
        indexes = [
            models.Index(fields=("scope", "name_key", "pinyin", "birth_date", "sex"), name="person_list"),
            models.Index(fields=("birth_date", "scope"), name="person_birth"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Household(GuardedModel):
    """Who is counted together for social assistance."""

    salt = models.CharField(max_length=20, default=new_token, editable=False)
    address = Sealed(blank=True)

    def __str__(self) -> str:
        return f"household {self.pk}"


class Child(GuardedModel):
    """A child's file. `ref` is the name it has in URLs and in the audit chain; `scope` the region that answers for it."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="child")
    ref = models.CharField(max_length=20, unique=True, default=new_token, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="children")
    institution = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    village = models.CharField(max_length=80, blank=True)
    township = models.CharField(max_length=80, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_why = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(
        default=1
    )  # counts the writes: two people who edit at once are told
    dirty = models.BooleanField(default=True, db_index=True)  # waits for determination
    # a county's own number of the row, by which the same workbook meets the same child again
    county_key = models.CharField(max_length=32, blank=True, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=("scope", "id"), name="child_scope_id"),
            models.Index(fields=("scope", "closed_on", "person", "village", "township"), name="child_list"),
        ]

    def __str__(self) -> str:
        return self.ref


class Tie(GuardedModel):
    """Something that holds of a child from a day to a day; a correction retires the row and adds another."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="%(class)ss")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)
    retired_at = models.DateTimeField(null=True)
    retired_by = models.CharField(max_length=80, blank=True)

    class Meta:
        abstract = True


class Relationship(Tie):
    """A relative, who is a person of their own."""

    relative = models.ForeignKey(Person, models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=20, choices=RELATIONS)
    lives_with = models.BooleanField(null=True)
    has_custody = models.BooleanField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.child_id}"


class Guardianship(Tie):
    """How the child is guarded: in the family, delegated, temporary, long-term, in an institution."""

    KINDS = (
        ("family", "家庭监护"), ("delegated", "委托照护"), ("temporary", "临时监护"), ("long_term", "长期监护"),
        ("institution", "机构收留抚养"),
    )  # fmt: skip
    kind = models.CharField(max_length=20, choices=KINDS)
    guardian = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    compartment = models.CharField(max_length=20, default="basic")

    def __str__(self) -> str:
        return f"{self.kind} of {self.child_id}"


class Residence(Tie):
    """Where: registered (户籍), living (居住), or met by an emergency (急难)."""

    KINDS = (("hukou", "户籍地"), ("living", "居住地"), ("emergency", "急难发生地"))
    salt = models.CharField(max_length=20, default=new_token, editable=False)
    kind = models.CharField(max_length=10, choices=KINDS)
    code = models.BigIntegerField(null=True)
    address = Sealed(blank=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.child_id}"


class Schooling(Tie):
    """At which school, in which stage."""

    school = models.CharField(max_length=120)
    stage = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"school of {self.child_id}"


class Certificate(Tie):
    """A paper with a number: disability certificate, birth certificate, household register."""

    salt = models.CharField(max_length=20, default=new_token, editable=False)
    kind = models.CharField(max_length=40)
    number = Sealed(blank=True)
    shown = models.CharField(max_length=30, blank=True)
    compartment = models.CharField(max_length=20, default="basic")

    def __str__(self) -> str:
        return f"certificate of {self.child_id}"
