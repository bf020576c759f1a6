"""People who work with the register, their seats, grants and tokens; the audit chain."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from tonghu.access.devices import Authenticator
from tonghu.access.regions import level_of, short
from tonghu.access.seats import COMPARTMENTS, PURPOSES, seats

__all__ = [
    "ApiToken", "AuditEvent", "AuditHead", "Authenticator", "Grant", "Organisation", "Posting", "Region", "User",
    "new_token",
]  # fmt: skip
LETTERS = bytes(b"23456789abcdefghijkmnpqrstuvwxyz"[byte % 32] for byte in range(256))
SEATS = [(key, seat.name.zh) for key, seat in seats().items()]


class Region(models.Model):
    """A division of this installation: the county, its townships and villages, by the code that scopes are kept in."""

    code = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=80)
    parent = models.BigIntegerField(null=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return f"{self.name} {short(self.code)}"

    @property
    def level(self) -> str:
        """province, prefecture, county, township or village."""
        return level_of(self.code)


class Organisation(models.Model):
    """A child-welfare institution, a school, a department: who employs someone or cares for a child."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    scope = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager):
    """How accounts are found."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The account of a login name, whatever its case."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person with a login. What the person may do stands in the postings, never here."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    one_time_until = models.DateTimeField(null=True)  # a one-time password that nobody used runs out
    sessions_ended = models.PositiveIntegerField(default=0)  # one more ends every session begun before
    language = models.CharField(max_length=2, default="zh", choices=[("zh", "中文"), ("en", "English")])
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = Users()

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What every session of the account carries; another password or one more `sessions_ended` ends them all."""
        salted = salted_hmac(
            f"user.session.{self.sessions_ended}", self.password, secret=secret, algorithm="sha256"
        )
        return str(salted.hexdigest())

    def __str__(self) -> str:
        return self.username


class Posting(models.Model):
    """Someone sits in a seat for the subtree of a region, from a day to a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="postings")
    seat = models.CharField(max_length=20, choices=SEATS)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.seat} {self.region_id}"


class Grant(models.Model):
    """Leave to read a compartment of one child for a purpose: asked by one person, approved by another, running out."""

    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    child_id = models.BigIntegerField(db_index=True)
    scope = models.BigIntegerField(db_index=True)
    compartment = models.CharField(max_length=20, choices=[(k, v.zh) for k, v in COMPARTMENTS.items()])
    purpose = models.CharField(max_length=4, choices=[(k, v.zh) for k, v in PURPOSES.items()])
    reason = models.TextField()
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    answer = models.TextField(default="", blank=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_two_persons",
                condition=models.Q(decided_by=None) | ~models.Q(decided_by=models.F("asked_by")),
            ),
            models.CheckConstraint(
                name="grant_runs_out", condition=~models.Q(approved=True) | models.Q(expires_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.compartment} {self.child_id}"


def new_token() -> str:
    """A random text for a URL or a salt: 20 of 32 letters and digits without look-alikes, 100 bits."""
    return secrets.token_bytes(20).translate(LETTERS).decode()


class ApiToken(models.Model):
    """A partner's key to the API: for a purpose, named fields and a region, until a day. Only its digest is kept."""

    partner = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    seat = models.CharField(max_length=20, choices=SEATS)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=4)
    fields: Any = models.JSONField(default=list)
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.partner


class AuditHead(models.Model):
    """The end of each chain; locked while a row is added."""

    chain = models.CharField(max_length=12, primary_key=True)
    number = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class AuditEvent(models.Model):
    """Who did what, when, for which purpose. Append only; `digest` covers the row and the one before it."""

    chain = models.CharField(max_length=12)
    number = models.BigIntegerField()
    at = models.CharField(max_length=32)
    user = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=80)
    seat = models.CharField(max_length=20)
    purpose = models.CharField(max_length=4)
    action = models.CharField(max_length=40)
    about = models.CharField(max_length=40)  # the public token of a child, a file's digest, never a name
    detail: Any = models.JSONField(default=dict)  # names of fields and counts, never their values
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("chain", "number"), name="audit_number")]
        indexes = [
            models.Index(fields=("about", "number"), name="audit_about"),
            models.Index(fields=("chain", "at"), name="audit_at"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"
