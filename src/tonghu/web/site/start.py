"""Starting Django for a command."""

from __future__ import annotations

import os

from tonghu.web.site.home import home, prepare


def start() -> None:
    """Prepare the installation's folder and start Django with its settings. Does nothing the second time."""
    os.umask(0o077)  # what is written belongs to this account alone
    prepare(home())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tonghu.web.site.settings")
    import django  # noqa: PLC0415 - only commands of the site need it: the others start in a tenth of a second

    django.setup()


def migrate() -> None:
    """Bring the tables up to this version."""
    from django.core.management import call_command  # noqa: PLC0415 - as above

    call_command("migrate", verbosity=0, interactive=False)
