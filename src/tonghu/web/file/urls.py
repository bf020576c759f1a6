"""Addresses: The child's file: who, what is owed, what is known, what was done."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
