"""Words that only the library needs: how binding a verb is, what serves a provision, how a text stands."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from tonghu.base.texts import Text
from tonghu.law.places.load import Document

MODALITIES = {
    "shall": (Text("应当", "shall"), Text("必须做到", "it must be done")),
    "may": (Text("可以", "may"), Text("可以做；县里明确采用后才必须做", "it may be done; binding once the county adopts it")),
    "encourage": (Text("鼓励", "encouraged"), Text("提倡做，不是必须", "it is encouraged, not a must")),
    "target": (Text("目标", "aim"), Text("要达到的目标", "an aim to be reached")),
}  # fmt: skip
DRAFT = Text("征求意见稿，不具约束力", "draft for comment, not binding")
IN_FORCE = Text("有效", "in force")
UNDATED = Text("施行日不明，结果仅供参考", "day of force not known, results do not bind")
ABRIDGED = Text("公开文本有删减", "published text abridged")
UNVERIFIED = Text("未核实，不作依据", "unverified, never decides")
OURS = Text("这里是我们的转述，原文见文号", "in our own words; for the text see its number")


@cache
def work() -> Mapping[str, Text]:
    """The words of what serves a provision besides rules and values."""
    table = tomllib.loads(resources.files(__package__).joinpath("work.toml").read_text("utf-8"))
    return {key: Text(row["zh"], row["en"]) for key, row in table.items()}


def state_of(document: Document) -> tuple[str, Text]:
    """How a text stands, as the look of a chip and its words; a draft is told above all else."""
    if document.status == "draft":
        return "due", DRAFT
    if not document.verified:
        return "", UNVERIFIED
    return ("due", UNDATED) if document.starts is None and not document.background else ("done", IN_FORCE)
