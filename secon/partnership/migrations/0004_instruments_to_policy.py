"""Instruments have moved to ``policy``."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0003_alter_membership_role'),
        ('policy', '0004_addressed_instruments'),
    ]

    operations = [migrations.DeleteModel(name='Instrument')]
