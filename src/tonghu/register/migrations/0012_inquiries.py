"""Questions about facts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import tonghu.access.models
from tonghu.access.guards import row_level


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0011_list_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.BigIntegerField(db_index=True)),
                (
                    "ref",
                    models.CharField(
                        default=tonghu.access.models.new_token, editable=False, max_length=20, unique=True
                    ),
                ),
                (
                    "whom",
                    models.CharField(
                        choices=[
                            ("child", "儿童"),
                            ("father", "父亲"),
                            ("mother", "母亲"),
                            ("household", "家庭"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "box",
                    models.CharField(
                        choices=[
                            ("basic", "基本"),
                            ("money", "经济与账户"),
                            ("health", "健康与残疾"),
                            ("mental_health", "心理"),
                            ("harm", "侵害与监护风险"),
                            ("adoption", "收养"),
                            ("hiv", "特定疾病"),
                        ],
                        max_length=20,
                    ),
                ),
                ("supplier", models.CharField(max_length=20)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("due", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "待答复"),
                            ("answered", "已答复"),
                            ("unknown", "查不到"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("reply", models.CharField(blank=True, max_length=200)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inquiries",
                        to="register.child",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["supplier", "state", "due"], name="inquiry_waiting")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("child", "whom", "name", "supplier"),
                        name="inquiry_once",
                    )
                ],
            },
        ),
        migrations.RunPython(row_level("register_inquiry"), migrations.RunPython.noop),
    ]
