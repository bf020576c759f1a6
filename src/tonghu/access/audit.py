"""The audit chain: each row carries the SM3 digest of itself and of the row before it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from tonghu.access import writes
from tonghu.access.actors import Actor
from tonghu.access.bulk import insert
from tonghu.access.crypto import sm3
from tonghu.access.models import AuditEvent, AuditHead
from tonghu.access.regions import county_of, short
from tonghu.base.texts import Text

COVERED = ("chain", "number", "at", "user", "actor", "seat", "purpose", "action", "about", "detail", "before")
CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded: the verb, whom or what it is about, and details without personal values."""

    action: str
    about: str = ""
    detail: Mapping[str, Any] | None = None


def record(actor: Actor, purpose: str, action: str, about: str = "", **detail: Any) -> None:
    """Add one row to the chain of the actor's county, inside the running transaction."""
    record_all(actor, purpose, [Entry(action, about, detail)])


def record_all(actor: Actor, purpose: str, entries: Iterable[Entry]) -> None:
    """Add rows, in order, under one lock of the chain. Raises RuntimeError outside a transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("an audit row belongs into the transaction of what it records")
    chain = chain_of(actor)
    head = _locked(chain)
    at = timezone.now().isoformat(timespec="microseconds")
    rows = []
    for entry in entries:
        head.number += 1
        row = {
            "chain": chain, "number": head.number, "at": at, "user": actor.user, "actor": actor.name,
            "seat": actor.seat.id, "purpose": purpose, "action": entry.action, "about": entry.about,
            "detail": dict(entry.detail or {}), "before": head.digest,
        }  # fmt: skip
        head.digest = digest_of(row)
        rows.append((*(row[name] for name in COVERED), head.digest))
    insert(AuditEvent, (*COVERED, "digest"), rows)
    head.save()
    writes.recorded(len(rows))


def _locked(chain: str) -> AuditHead:
    """The head of a chain under its lock; made where it is the first."""
    heads = AuditHead.objects.select_for_update()
    head = heads.filter(chain=chain).first()
    if head is None:
        AuditHead.objects.get_or_create(chain=chain)
        head = heads.get(chain=chain)
    return head


def chain_of(actor: Actor) -> str:
    """One chain for each county; the program's own acts have theirs."""
    return short(county_of(actor.region)) if actor.region else "0"


def digest_of(row: Mapping[str, Any]) -> str:
    """SM3 over the covered columns as canonical JSON (RFC 8785: sorted keys, no blanks, UTF-8)."""
    told = json.dumps(
        {name: row[name] for name in COVERED}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return sm3(told.encode())


@dataclass(frozen=True, slots=True)
class Break:
    """The first row of a chain that does not hold."""

    chain: str
    number: int
    what: Text


def verify(
    anchors: Mapping[str, tuple[int, str]] | None = None, only: Collection[str] | None = None
) -> Iterator[Break]:
    """Yield the first broken row of each chain; nothing when all hold. `only`: of these chains.

    `anchors` are heads exported earlier (chain -> number, digest): they find a chain that was rewritten as a whole.
    """
    anchors = anchors or {}
    heads = {head.chain: head for head in AuditHead.objects.all()}
    chains = {*heads, *anchors, *AuditEvent.objects.order_by().values_list("chain", flat=True).distinct()}
    for chain in sorted(chains if only is None else chains & set(only)):
        found = _first_break(chain, heads.get(chain), anchors.get(chain))
        if found:
            yield found


def _first_break(chain: str, head: AuditHead | None, anchor: tuple[int, str] | None) -> Break | None:
    before, number = "", 0
    for row in AuditEvent.objects.filter(chain=chain).order_by("number", "pk").values().iterator(CHUNK):
        number += 1
        if row["number"] != number:
            return Break(chain, number, Text("这一条不见了或次序被改", "the row is missing or out of order"))
        if row["digest"] != digest_of(row):
            return Break(chain, number, Text("这一条被改过", "the row was altered"))
        if row["before"] != before:
            return Break(chain, number, Text("这一条接不上前一条，两者之一被换过", "it does not continue the row before; one of the two was replaced"))  # fmt: skip
        before = row["digest"]
        if anchor and anchor[0] == number and anchor[1] != before:
            return Break(
                chain, number, Text("与先前导出的链头不符", "it differs from the head exported earlier")
            )
    if head is None or head.number != number:
        first = min(number, head.number if head else 0) + 1
        return Break(chain, first, Text("链尾被截断或伪造", "the end of the chain was cut or forged"))
    if head.digest != before:
        return Break(chain, number, Text("最后一条被换过", "the last row was replaced"))
    if anchor and anchor[0] > number:
        return Break(
            chain, number + 1, Text("先前导出的链头之前有缺", "rows before an exported head are gone")
        )
    return None
