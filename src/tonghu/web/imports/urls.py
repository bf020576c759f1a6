"""Addresses: The county's workbook into the register, in four steps."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
