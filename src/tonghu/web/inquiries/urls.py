"""Addresses of inquiries."""

from django.urls import path

from tonghu.web.inquiries import views

urlpatterns = [
    path("inquiries", views.inquiries, name="inquiries"),
    path("requests", views.requests, name="requests"),
    path("inquiries/ask/<slug:ref>", views.asking, name="inquire"),
    path("inquiries/<slug:ref>/answer", views.answering, name="answer"),
    path("inquiries/<slug:ref>/withdraw", views.withdrawing, name="withdraw"),
]
