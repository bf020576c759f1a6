"""What a job may be asked for once, how often it was begun; decisions on possible duplicates."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_guards"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrow",
            name="decision",
            field=models.CharField(
                blank=True,
                choices=[("same", "同一名儿童"), ("different", "不是同一名"), ("skip", "不导入")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="key",
            field=models.CharField(blank=True, db_index=True, max_length=32),
        ),
        migrations.AddField(
            model_name="job",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="job",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="job",
            name="key",
            field=models.CharField(max_length=60, null=True, unique=True),
        ),
        migrations.AddIndex(
            model_name="importrow",
            index=models.Index(fields=["upload", "plan", "number"], name="import_row_plan"),
        ),
    ]
