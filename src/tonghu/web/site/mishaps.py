"""What goes wrong, told in plain words: nothing of the inside, nothing personal, and what to do."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tonghu.access.actors import NotAllowed
from tonghu.base.errors import Faults
from tonghu.base.texts import Text

log = logging.getLogger("tonghu.web")
DISK = ("disk is full", "database or disk is full", "No space left", "disk I/O error", "could not extend")


class Mishaps:
    """Turns what views raise into pages; the log gets the kind of error and a number, never its values."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for an error; None leaves it to Django (404)."""
        if isinstance(error, NotAllowed):
            return told(request, 403, NOT_YOURS, ASK)
        if isinstance(error, Faults):
            return render(request, "mishap.html", {"status": 400, "faults": error.faults}, status=400)
        if isinstance(error, RequestDataTooBig):
            return told(request, 413, TOO_BIG, SMALLER)
        if isinstance(error, OSError | OperationalError) and any(word in str(error) for word in DISK):
            log.error("the disk is full")
            return told(request, 507, FULL, FREE)
        return None


NOT_YOURS = Text("您的岗位不能打开这一页", "your seat cannot open this page")
ASK = Text(
    "需要的话，请安全管理员调整岗位。", "If you need it, ask the security administrator to change your seat."
)
TOO_BIG = Text("发来的内容太大", "what was sent is too large")
SMALLER = Text("请分成几次，或压缩图片后再发。", "Send it in parts, or make pictures smaller first.")
FULL = Text("磁盘已满，这一次没有保存", "the disk is full; this was not saved")
FREE = Text(
    "您填的内容还在本页，请勿关闭。请系统管理员腾出空间，再按下面的按钮。",
    "What you typed is still on this page: do not close it. Ask the system administrator to free space, then use the button below.",
)
BROKEN = Text("出了意外，这一次没有保存", "something went wrong; this was not saved")
TELL = Text("请把编号告诉系统管理员：", "Tell the system administrator this number: ")
GONE = Text("没有这一页，或不在您的范围内", "there is no such page, or it is not within your region")
BACK = Text("请从首页或名单再找一次。", "Start again from the home page or the list.")
STALE = Text("这张表单已过期", "this form has expired")
AGAIN = Text(
    "请按浏览器的“后退”，内容仍在；刷新登录后再提交。",
    "Go back in the browser (what you typed is still there), log in again, and send it.",
)


def told(request: HttpRequest, status: int, what: Text, mend: Text, more: str = "") -> HttpResponse:
    """A page that says what happened and what to do."""
    context = {"status": status, "what": what, "mend": mend, "more": more}
    return render(request, "mishap.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; the same words whether a row is missing or out of scope."""
    return told(request, 404, GONE, BACK)


def broken(request: HttpRequest) -> HttpResponse:
    """500, with a number by which the log line is found."""
    number = uuid.uuid4().hex[:8]
    log.error("mishap %s at %s", number, request.resolver_match.route if request.resolver_match else "?")
    return told(request, 500, BROKEN, TELL, number)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a good token."""
    return told(request, 403, STALE, AGAIN)
