"""法: what the documents say, computed. Pure: no Django, no database, no clock, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tonghu.law.engine.determine import Options, determine

__all__ = ["Options", "determine"]


def __getattr__(name: str) -> Any:
    """Load the engine on first use, so that importing the room costs nothing."""
    if name not in __all__:
        raise AttributeError(name)
    from tonghu.law.engine import determine as module  # noqa: PLC0415 on first use: importing the room costs nothing

    return getattr(module, name)
