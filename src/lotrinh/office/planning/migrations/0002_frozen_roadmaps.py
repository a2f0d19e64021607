from django.db import migrations

from lotrinh.office.planning.frozen import freeze, thaw


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_plans_roadmaps_and_visits")]

    operations = [migrations.RunPython(freeze, thaw)]
