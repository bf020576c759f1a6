"""The audit chain is append-only in the database itself."""

from django.db import migrations

from tonghu.access.guards import append_only


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(append_only("access_auditevent"), migrations.RunPython.noop)]
