"""Indexes by which a list of 100,000 children is found, counted and summed without opening the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Indexes only."""

    dependencies = [("register", "0010_lists")]
    operations = [
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["scope", "closed_on", "person", "village", "township"], name="child_list"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["scope", "name_key", "pinyin", "birth_date", "sex"], name="person_list"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["scope", "child", "monthly_fen", "open"], name="standing_list"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(("name", "last_verified_date"), ("retired_at", None), ("whom", "child")),
                fields=["child", "value"], name="fact_verified",
            ),
        ),
        migrations.AddIndex(
            model_name="person", index=models.Index(fields=["birth_date", "scope"], name="person_birth")
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(
                condition=models.Q(("name", "last_verified_date"), ("retired_at", None), ("whom", "child")),
                fields=["value", "child"], name="fact_verified_by_day",
            ),
        ),
    ]  # fmt: skip
