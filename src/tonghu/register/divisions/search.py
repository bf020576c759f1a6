"""Finding a division by its name, as someone types it into a form."""

from __future__ import annotations

import datetime as dt

from tonghu.register.divisions.table import Division, full_name, lines_below, read


def search(
    text: str, within: int | str | None = None, limit: int = 20, on: dt.date | None = None
) -> tuple[Division, ...]:
    """Divisions whose name holds the last word of a text, the words before it in the names above: 成都 锦江.

    `within` is a code: only what lies below it, and itself. `on` is a day; without it only what had not ended
    when the source was read. The whole name comes before a beginning, a beginning before the rest; then the
    higher level, then the code.
    """
    *above, word = text.split() or [""]
    if not word:
        return ()
    named = (read(line) for line in lines_below(within or 0) if word in line)
    found = [
        found for found in named if word in found.name and found.holds(on) and _lies_in(found, above, on)
    ]
    return tuple(sorted(found, key=lambda each: _rank(each, word))[:limit])


def _lies_in(found: Division, above: list[str], on: dt.date | None) -> bool:
    return not above or all(word in (full_name(found.parent or 0, on) or "") for word in above)


def _rank(found: Division, word: str) -> tuple[bool, bool, int, int]:
    depth = ("province", "prefecture", "county", "township").index(found.level)
    # People leave the last character away: 锦江 means 锦江区 before it means 锦江街道 or 锦江山.
    return not found.name.startswith(word), len(found.name) > len(word) + 1, depth, found.code
