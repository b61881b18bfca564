"""Money says of which day it is and how well it is known."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policy', '0002_evidence_apart'),
    ]

    operations = [
        migrations.AddField(
            model_name='instrumentmoney',
            name='dated',
            field=models.DateField(blank=True, null=True, verbose_name='as of'),
        ),
        migrations.AddField(
            model_name='instrumentmoney',
            name='evidence',
            field=models.CharField(choices=[('published', 'Published'), ('derived', 'Derived from published facts'), ('to_be_confirmed', 'To be confirmed by the partner')], default='published', max_length=20, verbose_name='evidence'),
        ),
    ]
