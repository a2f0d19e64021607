from django.db import migrations

from lotrinh.office.platform.frozen_rows import append_only, frozen_when

KEPT = (
    "id", "uid", "template", "template_digest", "owner_type", "owner_id", "body", "series_kind", "symbol",
    "year", "number", "signed_on", "signer_name", "signer_office", "subject", "context", "docx_id", "pdf_id",
    "signed_file_id", "digest", "replaces_id", "drafted_by_id", "drafted_at", "registered_by_id",
    "registered_at", "revision",
)


class Migration(migrations.Migration):

    dependencies = [
        ("platform", "0004_files_papers_messages"),
    ]

    operations = [
        frozen_when(
            "platform_officialpaper", "signed", "OLD.state IN ('signed', 'replaced')", KEPT
        ),
        frozen_when(
            "platform_officialpaper", "state",
            "OLD.state = 'replaced' OR (OLD.state = 'signed' AND NEW.state <> 'replaced')", ("state",), stays=False,
        ),
        append_only("platform_papersignature"),
    ]
