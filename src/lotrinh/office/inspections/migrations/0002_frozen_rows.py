from django.db import migrations

from lotrinh.office.platform.frozen_rows import append_only, frozen_when

FACTS = (
    "uid", "inspection_id", "unit_id", "kind", "content", "text", "extent_count", "extent_of", "extent_unit",
    "found_on", "withdrawn_at", "source",
)


def of_inspection(states):
    named = ", ".join(f"'{state}'" for state in states)
    return (
        "EXISTS (SELECT 1 FROM inspections_inspection i "  # nosec B608: our own words
        f"WHERE i.id = OLD.inspection_id AND i.state IN ({named}))"
    )


class Migration(migrations.Migration):

    dependencies = [
        ("inspections", "0001_inspections"),
    ]

    operations = [
        append_only("inspections_step"),
        append_only("inspections_selfreportitemrevision"),
        append_only("inspections_answerrevision"),
        append_only("inspections_command"),
        append_only("inspections_draftrevision"),
        append_only("inspections_findingrevision"),
        append_only("inspections_conclusionitem"),
        frozen_when("inspections_conflict", "resolved", "OLD.resolved_at IS NOT NULL"),
        frozen_when(
            "inspections_answer", "minuted", of_inspection(["minuted", "reported", "concluded", "closed"])
        ),
        frozen_when(
            "inspections_finding", "facts",
            of_inspection(["minuted", "reported", "concluded", "closed"]), FACTS,
        ),
        frozen_when("inspections_finding", "concluded", of_inspection(["concluded", "closed"])),
    ]
