"""Addresses of the workbench."""

from django.urls import path

from tonghu.web.workbench import changes, children, export, home

urlpatterns = [
    path("", home.home, name="home"),
    path("children", children.listing, name="children"),
    path("children/lists", children.saving, name="children-lists"),
    path("children/export", export.children, name="children-export"),
    path("children/print", children.printed, name="children-print"),
    path("changes", changes.changes, name="changes"),
    path("changes/export", changes.export, name="changes-export"),
]
