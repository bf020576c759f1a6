"""Addresses: The child's file: who, what is owed, what is known, what was done."""

from django.urls import path

from tonghu.web.file import delivery, documents, facts, history, look, new, paper, record, ties, why

urlpatterns = [
    path("new", new.new, name="new_child"),
    path("<slug:ref>", look.look, name="file"),
    path("<slug:ref>/why/<slug:token>", why.why, name="why"),
    path("<slug:ref>/delivery/<slug:token>", delivery.delivery, name="delivery"),
    path("<slug:ref>/facts", facts.facts, name="facts"),
    path("<slug:ref>/facts/<slug:token>", facts.fact, name="fact"),
    path("<slug:ref>/record", record.record, name="record"),
    path("<slug:ref>/undo", record.undo, name="undo"),
    path("<slug:ref>/documents", documents.documents, name="documents"),
    path("<slug:ref>/documents/<slug:paper>", documents.document, name="paper"),
    path("<slug:ref>/ties", ties.ties, name="ties"),
    path("<slug:ref>/ties/<int:key>", ties.relative, name="relative"),
    path("<slug:ref>/ties/<int:key>/end", ties.end, name="end_tie"),
    path("<slug:ref>/history", history.history, name="history"),
    path("<slug:ref>/print", paper.paper, name="print"),
]
