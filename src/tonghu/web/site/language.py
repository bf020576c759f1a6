"""The language of a page: what was chosen last, else Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from tonghu.base.texts import Lang

COOKIE = "language"
DJANGO = {"zh": "zh-hans", "en": "en"}


def language_of(request: HttpRequest) -> Lang:
    """zh or en."""
    return cast(Lang, getattr(request, "lang", "zh"))


class Language:
    """Puts `request.lang` and speaks Django's own messages in the same language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(COOKIE, "zh")
        request.lang = chosen if chosen in DJANGO else "zh"  # type: ignore[attr-defined]
        with translation.override(DJANGO[request.lang]):  # type: ignore[attr-defined]
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.lang)  # type: ignore[attr-defined]
        return response
