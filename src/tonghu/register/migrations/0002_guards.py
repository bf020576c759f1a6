"""Facts are retired, never changed; every guarded table is under row-level security where the database has it."""

from django.db import migrations

from tonghu.access.guards import only_retired, row_level

KEPT = (
    "child_id",
    "whom",
    "name",
    "value",
    "valid_from",
    "valid_to",
    "compartment",
    "source",
    "recorded_at",
    "recorded_by",
)
SCOPED = (
    "person", "household", "child", "relationship", "residence", "schooling", "standing", "standingchange",
    "standingcount", "delivery", "import", "importrow",
)  # fmt: skip
BOXED = ("fact", "attachment", "guardianship", "certificate")


class Migration(migrations.Migration):
    """Triggers and policies."""

    dependencies = [("register", "0001_initial")]
    operations = [
        migrations.RunPython(only_retired("register_fact", KEPT), migrations.RunPython.noop),
        migrations.RunPython(row_level(*(f"register_{name}" for name in SCOPED)), migrations.RunPython.noop),
        migrations.RunPython(
            row_level(*(f"register_{name}" for name in BOXED), compartment=True), migrations.RunPython.noop
        ),
    ]
