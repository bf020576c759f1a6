"""The demo county in a browser, with its worker: what every journey starts from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from tests.browser import Site, served
from tests.web.journeys.walk import HERE, Walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo county as `tonghu serve` serves it."""
    yield from served(
        tmp_path_factory.mktemp("office"), ["county"], ["tonghu.web.commands", "serve", "--address"]
    )


@pytest.fixture(params=HERE, ids=lambda param: f"{param[0]}-{param[1]}")
def walk(request: pytest.FixtureRequest, browser: Browser, office: Site) -> Iterator[Callable[..., Walk]]:
    """Begin a journey: `walk("handler")`. At its end each page of it is looked at again in the other width's language."""
    lang, width = request.param
    begun: list[Walk] = []

    def begin(seat: str = "") -> Walk:
        begun.append(Walk(browser, office, seat, lang, width))
        return begun[-1]

    yield begin
    for one in begun:
        one.page.context.close()
