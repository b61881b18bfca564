"""The indexes of the lists, once more: places in them are notices, and counts read no rows."""

import django.db.models.deletion
from django.db import migrations, models

KEY = "COALESCE(CAST(value_eur AS bigint), 0) DESC"  # ``queries.lists.WholeEuros``


def by_value(columns):
    return f"CREATE INDEX procurement_lot_whole_euros ON procurement_lot ({columns})"


class Migration(migrations.Migration):
    dependencies = [("procurement", "0002_list_indexes")]
    operations = [
        migrations.RemoveIndex(model_name="lot", name="procurement_lot_open"),
        migrations.RemoveIndex(model_name="lot", name="procurement_lot_deadline"),
        migrations.RemoveIndex(model_name="lot", name="procurement_lot_published"),
        migrations.AlterField(
            model_name="lotplace",
            name="lot",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="places",
                to="procurement.lot",
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(
                fields=["open_until", "published", "kind", "id"], name="procurement_lot_open"
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(
                fields=["deadline", "notice", "id"], name="procurement_lot_deadline"
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(
                fields=["published", "notice", "id"], name="procurement_lot_published"
            ),
        ),
        migrations.AddIndex(
            model_name="lotplace",
            index=models.Index(fields=["lot", "nuts"], name="procurement_place_lot"),
        ),
        migrations.RunSQL(
            "DROP INDEX procurement_lot_whole_euros",
            by_value(f"{KEY}, id DESC"),
        ),
        migrations.RunSQL(
            by_value(f"{KEY}, notice_id DESC, id DESC"),
            "DROP INDEX procurement_lot_whole_euros",
        ),
    ]
