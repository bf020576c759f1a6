"""The room as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Children, households, facts, what the law says of each today."""

    name = "tonghu.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "册"

    def ready(self) -> None:
        """Tell the change of keys about the sealed files."""
        from tonghu.access.keys import ELSEWHERE  # noqa: PLC0415 - tables are known only now
        from tonghu.register.sealed_files import older_than, reseal_files  # noqa: PLC0415 - as above

        ELSEWHERE.append((older_than, reseal_files))
