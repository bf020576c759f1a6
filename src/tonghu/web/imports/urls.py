"""Addresses: The county's workbook into the register, in four steps."""

from django.urls import path

from tonghu.web.imports import preview, views

urlpatterns = [
    path("imports", views.index, name="imports"),
    path("imports/template", views.template, name="import-template"),
    path("imports/<str:ref>", preview.one, name="import"),
    path("imports/<str:ref>/decide", preview.decide, name="import-decide"),
    path("imports/<str:ref>/commit", preview.commit, name="import-commit"),
    path("imports/<str:ref>/discard", preview.discard, name="import-discard"),
    path("imports/<str:ref>/returned", preview.returned, name="import-returned"),
]
