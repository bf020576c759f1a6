"""Addresses: The policy library: documents, clauses, rules, values."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
