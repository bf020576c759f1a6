"""What the frame around every page shows: language, seat, navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tonghu.base.texts import Text
from tonghu.web.site.staying import MOST, size_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the navigation: the name of its address, its words, the power it asks for."""

    route: str
    text: Text
    power: str


LARGE = ("", "large", "large large-2", "large large-2 large-3")
NAVIGATION = (
    Entry("home", Text("首页", "Home"), "home"),
    Entry("children", Text("儿童", "Children"), "list"),
    Entry("imports", Text("导入台账", "Import"), "import"),
    Entry("changes", Text("变化", "Changes"), "changes"),
    Entry("inquiries", Text("查询", "Inquiries"), "inquire"),
    Entry("requests", Text("请我核查", "Asked of us"), "requests"),
    Entry("library", Text("政策库", "Policy"), "library"),
    Entry("grants", Text("查阅申请", "Access requests"), "ask_grant"),
    Entry("people", Text("账户和岗位", "Accounts"), "people"),
    Entry("jobs", Text("后台任务", "Long work"), "jobs"),
    Entry("log", Text("审计日志", "Audit log"), "log"),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of every template."""
    actor = getattr(request, "actor", None) or None
    entries = [entry for entry in NAVIGATION if actor and actor.may(entry.power)]
    size = size_of(request)
    return {
        "lang": getattr(request, "lang", "zh"),
        "actor": actor,
        "back_here": request.get_full_path()
        if request.resolver_match
        else "/",  # no page: nothing to come back to
        "navigation": entries,
        "warn_after": int((settings.TONGHU_IDLE - settings.TONGHU_WARN).total_seconds()),
        "warn_window": int(settings.TONGHU_WARN.total_seconds()),
        "large": size,
        "larger": min(size + 1, MOST),
        "large_class": LARGE[size],
    }
