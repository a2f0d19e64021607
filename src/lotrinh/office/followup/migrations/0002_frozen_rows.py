from django.db import migrations

from lotrinh.office.platform.frozen_rows import append_only, frozen_when


class Migration(migrations.Migration):

    dependencies = [
        ("followup", "0001_corrections"),
    ]

    operations = [
        append_only("followup_correctionentry"),
        append_only("followup_correctionevidence"),
        append_only("followup_reminder"),
        frozen_when("followup_extensionrequest", "decided", "OLD.state <> 'asked'"),
        frozen_when("followup_correction", "verified", "OLD.state IN ('verified', 'withdrawn')"),
    ]
