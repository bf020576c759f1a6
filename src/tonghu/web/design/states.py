"""The states that chips show: a tone, a symbol and a word each, because colour alone says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from tonghu.base.texts import Text

TONES = ("done", "due", "late", "unknown", "info", "plain")


@dataclass(frozen=True, slots=True)
class State:
    """How a state looks and what it is called."""

    tone: str
    icon: str
    text: Text


STATES = {
    # what the law says
    "yes": State("info", "scales", Text("应享", "owed")),
    "candidate": State("due", "candidate", Text("待认定", "candidate")),
    "choice": State("due", "choice", Text("二选一", "choice")),
    "unknown": State("unknown", "unknown", Text("还不能确定", "not yet known")),
    "no": State("plain", "no", Text("不符合", "not owed")),
    # what has been done about it
    "applied": State("info", "applied", Text("已申请", "applied")),
    "receiving": State("done", "receiving", Text("已享受", "receiving")),
    "refused": State("late", "no", Text("未批准", "refused")),
    "ended": State("plain", "ended", Text("已终止", "ended")),
    "gap": State("late", "warning", Text("应享未享", "owed, not received")),
    # work and clocks
    "done": State("done", "done", Text("已完成", "done")),
    "due": State("due", "due", Text("快到期", "due soon")),
    "late": State("late", "late", Text("已超期", "late")),
    "waiting": State("unknown", "clock", Text("等待中", "waiting")),
    "running": State("info", "clock", Text("进行中", "in progress")),
    "failed": State("late", "warning", Text("未成功", "failed")),
    "cancelled": State("plain", "ended", Text("已取消", "cancelled")),
    # a text
    "draft": State("due", "edit", Text("征求意见稿，不作依据", "draft, not binding")),
    "restricted": State("plain", "lock", Text("受限内容", "restricted")),
    # a tone with words of one's own
    "info": State("info", "info", Text("说明", "note")),
    "plain": State("plain", "info", Text("说明", "note")),
}
ICONS = {
    "basic_living": "home", "medical_rehab": "health", "education": "school", "mental_health": "heart",
    "safety": "shield", "guardianship": "hands", "foundations": "book",
}  # fmt: skip
