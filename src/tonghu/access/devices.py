"""The authenticator on someone's phone; its secret is sealed like any other."""

from __future__ import annotations

from django_otp.plugins.otp_totp.models import TOTPDevice

from tonghu.access.fields import bound, ring


class Authenticator(TOTPDevice):
    """A TOTP device (RFC 6238) whose `key` is sealed: a copy of the database does not give the second factor away."""

    SEALED = ("key",)  # found by the change of keys

    class Meta:
        proxy = True

    @property
    def salt(self) -> str:
        """What the secret is bound to: the account; it does not open in another's row."""
        return f"user{self.user_id}"

    def put_key(self, secret: bytes) -> None:
        """Set the secret; the row is not saved."""
        self.key = ring().seal(secret, bound(self, "key"))

    @property
    def bin_key(self) -> bytes:
        """The secret, as the check of a code asks for it."""
        return ring().open(self.key, bound(self, "key"))
