"""Addresses: Accounts and seats, access requests, the audit log."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
