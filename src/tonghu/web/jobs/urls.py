"""Addresses: Long work: how far it is, and how to stop it."""

from django.urls import path

from tonghu.web.jobs import views

urlpatterns = [
    path("jobs", views.listing, name="jobs"),
    path("jobs/<str:ref>", views.one, name="job"),
    path("jobs/<str:ref>/part", views.part, name="job-part"),
    path("jobs/<str:ref>/cancel", views.cancel, name="job-cancel"),
]
