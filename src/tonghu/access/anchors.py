"""The heads of the audit chains, exported to files that belong onto another machine or on paper.

A chain alone does not stop somebody who rewrites all of it; a head exported before and kept elsewhere does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tonghu.access.models import AuditHead


def export_heads() -> Path:
    """Write the head of every chain into a new file of `anchors/`; its path."""
    heads = {head.chain: [head.number, head.digest] for head in AuditHead.objects.order_by("chain")}
    now = timezone.localtime()
    folder: Path = settings.TONGHU_HOME / "anchors"
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"{now:%Y-%m-%dT%H%M%S}.json"
    fresh = path.with_suffix(".new")
    fresh.write_text(
        json.dumps({"at": now.isoformat(timespec="seconds"), "heads": heads}, indent=1) + "\n", "utf-8"
    )
    fresh.replace(path)
    return path


def read_heads() -> Mapping[str, tuple[int, str]]:
    """Chain -> number and digest, as exported last; empty before the first time."""
    found = sorted((settings.TONGHU_HOME / "anchors").glob("*.json"))
    if not found:
        return {}
    heads = json.loads(found[-1].read_text("utf-8"))["heads"]
    return {chain: (number, digest) for chain, (number, digest) in heads.items()}
