"""The room as Django knows it."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """People, postings, grants, the audit chain."""

    name = "tonghu.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "守"
