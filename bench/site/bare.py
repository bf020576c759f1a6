"""The same rows in a bare Django view: no seats, no law, no layout. What Tonghu's pages are measured against."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tonghu.web.site.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.db import connection, transaction  # noqa: E402 - Django has started
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.urls import path  # noqa: E402

from tonghu.access.actors import system  # noqa: E402
from tonghu.access.rls import scoped  # noqa: E402
from tonghu.register.models import Child, Fact  # noqa: E402

ROWS = engines["django"].from_string(
    "<table>{% for c in rows %}<tr><td>{{ c.person.name }}<td>{{ c.person.sex }}<td>{{ c.person.birth_date }}"
    "<td>{{ c.village }}<td>{{ c.standing.marks }}<td>{{ c.standing.monthly_fen }}<td>{{ c.person.id_shown }}{% endfor %}</table>"
)
FILE = engines["django"].from_string(
    "<h1>{{ c.person.name }}</h1>{% for f in facts %}<p>{{ f.whom }} {{ f.name }} {{ f.value }}{% endfor %}"
)


def asking() -> AbstractContextManager[None]:
    """A transaction where the scope needs one; on SQLite it would take the one lock of writers."""
    return transaction.atomic() if connection.vendor == "postgresql" else nullcontext()


def answer(template: Any, **context: Any) -> HttpResponse:
    """A rendered template."""
    return HttpResponse(template.render(context))


def listing(request: HttpRequest) -> HttpResponse:
    """The first fifty children, or those of a name."""
    with asking(), scoped(system("bare")):
        rows = Child._base_manager.select_related("person", "standing").order_by("scope", "pk")
        if "name" in request.GET:
            rows = rows.filter(person__name_key__contains=request.GET["name"])
        return answer(ROWS, rows=list(rows[:50]))


def file(_: HttpRequest, ref: str) -> HttpResponse:
    """A child with its facts."""
    with asking(), scoped(system("bare")):
        child = Child._base_manager.select_related("person").get(ref=ref)
        return answer(FILE, c=child, facts=list(Fact._base_manager.filter(child=child, retired_at=None)))


def nothing(_: HttpRequest) -> HttpResponse:
    """A page without a question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("<p>1")


urlpatterns = [path("list", listing), path("file/<slug:ref>", file), path("nothing", nothing)]
settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = []
