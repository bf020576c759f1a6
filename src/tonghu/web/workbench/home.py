"""What must I do today, what is late, what changed since yesterday."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tonghu.web.site.pages import Request, page


@page("home")
def home(request: Request) -> HttpResponse:
    """The first page of a seat."""
    return render(request, "workbench/home.html")
