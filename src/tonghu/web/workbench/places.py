"""Where work is done: addresses of other pages, empty while a page is not there."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def address(route: str, *named: str) -> str:
    """The address of a page by its name."""
    try:
        return reverse(route, args=named)
    except NoReverseMatch:
        return ""


def file_of(ref: str) -> str:
    """The address of a child's file."""
    return f"/children/{ref}"
