"""The list of children."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tonghu.register.models import Child
from tonghu.web.site.pages import Request, page


@page("list")
def listing(request: Request) -> HttpResponse:
    """Children of the seat's region."""
    rows = Child.objects.for_user(request.actor, request.purpose).select_related("person", "standing")[:50]
    return render(request, "workbench/children.html", {"rows": rows})
