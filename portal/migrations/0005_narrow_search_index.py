from django.db import migrations

from portal.search.backends import postgres


def narrow(apps, schema_editor):
    """Tables that were made wide: what is indexed from now on is narrow."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in postgres.NARROW:
            schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0004_search'),
    ]

    operations = [
        migrations.RunPython(narrow, migrations.RunPython.noop),
    ]
