from django.db import migrations

from lotrinh.office.platform.frozen_rows import append_only


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_audit_entry")]

    operations = [append_only("platform_auditentry")]
