"""Looking ahead: when the answer changes with no new fact, and what holds from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from tonghu.base.money import yuan_from_fen
from tonghu.base.texts import Lang
from tonghu.law.engine.change import SHOWN, days_ahead, shown_values, value_days
from tonghu.law.engine.evaluate import Determined, Options, evaluate
from tonghu.law.engine.outcomes import outcomes
from tonghu.law.engine.reasons import Reading
from tonghu.law.places.load import NATIONAL, background, places

MOST = 200  # days tried: each is a birthday, the end of a taper, a new value or a new text


def turns(done: Determined, options: Options) -> Iterator[tuple[Determined, Determined]]:
    """Each day ahead on which the answer changes with no new fact: the state before and the state from that day."""
    dated = _dated(done, options)
    while (found := _next_turn(done, options, dated)) is not None:
        yield done, found
        done = found


def _dated(done: Determined, options: Options) -> set[dt.date]:
    """Days on which a text or a value starts or goes stale."""
    layers = [p.values for p in places() if p.code in (done.case.place.code, NATIONAL)]
    layers += [dict(options.overrides.values)]
    layers += [] if options.only_documents else [background().values]
    texts = [d.starts for p in (*places(), background()) for d in p.documents]
    return {d for d in (*value_days(layers), *texts, done.case.effective) if d is not None}


def _next_turn(done: Determined, options: Options, dated: set[dt.date]) -> Determined | None:
    """The first state ahead that looks different.

    A day on which nothing shows may still move later ones (a new value shifts a date that is compared with the
    day asked about), so days are looked for again from each.
    """
    before, ahead, state = shown_values(done.reading), set(dated), done
    for _ in range(MOST):
        ahead |= days_ahead(state.reading)
        turn = min((day for day in ahead if day > state.law.day), default=None)
        if turn is None:
            break
        state = evaluate(done.case, options, turn)
        if shown_values(state.reading) != before:
            return state
    return None


def next_change(done: Determined, options: Options) -> dict[str, Any] | None:
    """The next day on which the answer changes with no new fact, and what changes."""
    for before, after in turns(done, options):
        return {"date": after.law.day, "changes": _changes(before, after, options.lang)}
    return None


def spells(done: Determined, options: Options) -> list[dict[str, Any]]:
    """What holds from when to when (the day before the next change), up to and with `options.until`.

    Each spell has a rule, its name, an amount in yuan for money, `from` and `to`; `to` is null for one that
    nothing ends within reach. Worked out at the days of change, not month by month.
    """
    states = [done]
    for _, after in turns(done, options):
        if options.until is not None and after.law.day > options.until:
            break
        states.append(after)
    rows: dict[str, list[dict[str, Any]]] = {}
    for index, state in enumerate(states):
        last = states[index + 1].law.day - dt.timedelta(days=1) if index + 1 < len(states) else options.until
        for row in _holding(state, last, options.lang):
            mine = rows.setdefault(row["id"], [])
            joins = mine and mine[-1]["to"] == row["from"] - dt.timedelta(days=1)
            if joins and mine[-1]["amount"] == row["amount"]:
                mine[-1]["to"] = last
            else:
                mine.append(row)
    return [row for found in rows.values() for row in found]


def _holding(state: Determined, last: dt.date | None, lang: Lang) -> Iterator[dict[str, Any]]:
    """What holds in one state, as spells from its day to the last."""
    for outcome in (o for kind in SHOWN for o in outcomes(state.law.frame).get(kind, ())):
        if state.reading.values[outcome.root] is True:
            rule = outcome.rule
            yield {
                "id": rule.name,
                "name": rule.label(lang),
                "kind": rule.kind,
                "amount": _state(state.reading, f"{rule.name}.amount"),
                "from": state.law.day,
                "to": last,
            }


def _changes(done: Determined, later: Determined, lang: Lang) -> list[dict[str, Any]]:
    before, after = shown_values(done.reading), shown_values(later.reading)
    rows = []
    for name in {**before, **after}:
        owner, _, part = name.partition(".")
        if before.get(name) == after.get(name) or (part and (owner not in before or owner not in after)):
            continue  # the same, or told by the status already
        entry = later.law.active.get(owner) or done.law.active[owner]
        then, now = (_state(d.reading, name) for d in (done, later))
        rows.append(
            {"id": owner, "name": entry.rule.label(lang), "part": part or "status", "from": then, "to": now}
        )
    return rows


def _state(reading: Reading, name: str) -> Any:
    value = reading.named(name)
    if name.endswith(".amount"):
        return None if value is None else yuan_from_fen(value)
    return {True: "yes", False: "no", None: "unknown"}[value]
