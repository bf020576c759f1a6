"""What somebody typed, kept in the session sealed: the table of sessions holds no name that was looked for."""

from __future__ import annotations

import json
from typing import Any

from tonghu.access.crypto import NotOpened
from tonghu.access.fields import ring

BOUND = "session|{name}"


def sealed(name: str, value: Any) -> str:
    """A value as the session keeps it."""
    return ring().seal(json.dumps(value, ensure_ascii=False).encode(), BOUND.format(name=name))


def unsealed(name: str, kept: object) -> Any:
    """The value again; None for nothing, and for what does not open (keys were exchanged meanwhile)."""
    if not isinstance(kept, str) or not kept:
        return None
    try:
        return json.loads(ring().open(kept, BOUND.format(name=name)))
    except (NotOpened, ValueError):
        return None
