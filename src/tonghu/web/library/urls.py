"""Addresses: The policy library: documents, clauses, rules, values."""

from django.urls import path

from tonghu.web.library import clauses, rulepages, values, views

urlpatterns = [
    path("library", views.index, name="library"),
    path("library/values", values.values, name="values"),
    path("library/value/<slug:name>", values.value, name="value"),
    path("library/compare", rulepages.compare, name="compare"),
    path("library/ambiguity/<slug:key>", rulepages.ambiguity, name="ambiguity"),
    path("library/clause/<slug:clause>", clauses.shown, name="clause"),
    path("library/rule/<slug:rule>", rulepages.shown, name="rule"),
    path("library/<slug:document>", views.shown, name="document"),
]
