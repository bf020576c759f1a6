"""The room as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Children, households, facts, what the law says of each today."""

    name = "tonghu.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "册"
