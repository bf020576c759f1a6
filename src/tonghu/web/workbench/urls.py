"""Addresses of the workbench."""

from django.urls import path

from tonghu.web.workbench import children, home

urlpatterns = [
    path("", home.home, name="home"),
    path("children", children.listing, name="children"),
]
