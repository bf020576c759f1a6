"""Lists saved under a name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tonghu.access.models


class Migration(migrations.Migration):
    """The table of saved lists: no row of it is about a child, so it stands under no row-level security."""

    dependencies = [
        ("register", "0003_jobs_and_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="SavedList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(default=tonghu.access.models.new_token, editable=False, max_length=20, unique=True)),
                ("county", models.BigIntegerField(db_index=True)),
                ("name", models.CharField(max_length=60)),
                ("query", models.JSONField(default=dict)),
                ("columns", models.JSONField(default=list)),
                ("shared", models.BooleanField(default=False)),
                ("saved_at", models.DateTimeField()),
                ("user", models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                )),
            ],
            options={
                "ordering": ("name", "pk"),
                "constraints": [models.UniqueConstraint(fields=("user", "name"), name="saved_list_name")],
            },
        ),
    ]  # fmt: skip
