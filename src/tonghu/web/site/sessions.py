"""A session ends after some idle time, and after a working day in any case."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN, SEEN, OVER = "began", "seen", "session_over"
GRAIN = 60  # seconds between two notes of activity: not every page writes the session


class Timeouts:
    """Ends sessions (ASVS 7.3.1, 7.3.2). A page that only asks how long is left does not count as activity."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = time.time()
            began, seen = request.session.get(BEGAN, now), request.session.get(SEEN, now)
            if left(now, began, seen) <= 0:
                logout(request)
                request.session_over = True  # type: ignore[attr-defined]
            elif BEGAN not in request.session or (now - seen > GRAIN and not request.path.endswith("/left")):
                request.session[BEGAN], request.session[SEEN] = began, now
        return self.get_response(request)


def left(now: float, began: float, seen: float) -> float:
    """Seconds until the session ends."""
    idle, absolute = settings.TONGHU_IDLE.total_seconds(), settings.TONGHU_ABSOLUTE.total_seconds()
    return min(seen + idle, began + absolute) - now
