"""Sealed authenticators, the end of all sessions of an account, one-time passwords that run out, the log by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns, an index, a proxy."""

    dependencies = [("access", "0002_guards"), ("otp_totp", "0003_add_timestamps")]
    operations = [
        migrations.CreateModel(
            name="Authenticator",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("otp_totp.totpdevice",),
        ),
        migrations.AddField("user", "one_time_until", models.DateTimeField(null=True)),
        migrations.AddField("user", "sessions_ended", models.PositiveIntegerField(default=0)),
        migrations.AddIndex("auditevent", models.Index(fields=["chain", "at"], name="audit_at")),
    ]
