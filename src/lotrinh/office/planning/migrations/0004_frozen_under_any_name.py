from django.db import migrations

from lotrinh.office.planning.frozen import freeze, thaw


class Migration(migrations.Migration):
    """A frozen roadmap keeps its number too, and no visit of a draft is moved into it."""

    dependencies = [("planning", "0003_curves_in_the_background")]

    operations = [migrations.RunPython(thaw, freeze), migrations.RunPython(freeze, thaw)]
