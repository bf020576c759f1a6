"""Addresses: The self-check for families: no login, nothing kept."""

from django.urls import path

from tonghu.web.selfcheck import views

urlpatterns = [path("check", views.check, name="check")]
