"""Too many wrong passwords."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tonghu.base.texts import Text
from tonghu.web.site.mishaps import told

LOCKED = Text("连续输错，暂时锁定", "too many wrong attempts; locked for a while")
WAIT = Text(
    "请 15 分钟后再试，或请安全管理员解锁。", "Try again in 15 minutes, or ask the security administrator."
)


def locked(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None, **_: Any
) -> HttpResponse:
    """The page for a locked login; it does not say whether the name exists."""
    return told(request, 429, LOCKED, WAIT)
