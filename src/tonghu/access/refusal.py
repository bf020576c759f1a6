"""A write that was asked for in good order but may not be done, and why."""

from __future__ import annotations

from tonghu.base.errors import TonghuError
from tonghu.base.texts import Text


class Refused(TonghuError):
    """What stands against it, what to do, and the field of the form that it concerns."""

    def __init__(self, what: Text, mend: Text | None = None, field: str = "") -> None:
        super().__init__(what.zh)
        self.what, self.mend, self.field = what, mend or Text("", ""), field

    @property
    def told(self) -> Text:
        """Both in one sentence after the other."""
        return Text(f"{self.what.zh}{self.mend.zh}", f"{self.what.en} {self.mend.en}".strip())
