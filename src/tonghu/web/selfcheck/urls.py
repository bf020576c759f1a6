"""Addresses: The self-check for families: no login, nothing kept."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
