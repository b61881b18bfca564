"""The indexes of the lists: words in titles (see ``secon.procurement.folding``), order by value.

SQLite: a table of words without content, kept by triggers. A later migration that rebuilds
``procurement_lottext`` on SQLite drops its triggers and has to run ``make`` again; a test sees to it.
"""

from django.db import migrations

from secon.procurement.folding import FTS_TABLE, POSTGRES_WORDS, sqlite_fold

SOURCE = "procurement_lottext"
INDEX = "procurement_title_words_gin"


def make(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(f"CREATE INDEX {INDEX} ON {SOURCE} USING gin ({POSTGRES_WORDS})")
        return
    for statement in sqlite_statements():
        schema_editor.execute(statement, params=None)


def unmake(apps, schema_editor):
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(f"DROP INDEX {INDEX}")
        return
    for name in ("added", "removed", "retitled"):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {FTS_TABLE}_{name}")
    schema_editor.execute(f"DROP TABLE {FTS_TABLE}")


def sqlite_statements():
    add = f"INSERT INTO {FTS_TABLE}(rowid, words) VALUES (new.id, {sqlite_fold('new.title')});"
    remove = (
        f"INSERT INTO {FTS_TABLE}({FTS_TABLE}, rowid, words)"
        f" VALUES ('delete', old.id, {sqlite_fold('old.title')});"
    )
    yield (
        f"CREATE VIRTUAL TABLE {FTS_TABLE} USING fts5"
        "(words, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    yield f"CREATE TRIGGER {FTS_TABLE}_added AFTER INSERT ON {SOURCE} BEGIN {add} END"
    yield f"CREATE TRIGGER {FTS_TABLE}_removed AFTER DELETE ON {SOURCE} BEGIN {remove} END"
    yield (
        f"CREATE TRIGGER {FTS_TABLE}_retitled AFTER UPDATE OF id, title ON {SOURCE}"
        f" BEGIN {remove} {add} END"
    )
    yield (
        f"INSERT INTO {FTS_TABLE}(rowid, words)"
        f" SELECT id, {sqlite_fold('title')} FROM {SOURCE}"
    )


class Migration(migrations.Migration):
    dependencies = [("procurement", "0001_initial")]
    operations = [
        migrations.RunPython(make, unmake),
        # The expression of ``queries.lists.WholeEuros``.
        migrations.RunSQL(
            "CREATE INDEX procurement_lot_whole_euros ON procurement_lot"
            " (COALESCE(CAST(value_eur AS bigint), 0) DESC, id DESC)",
            "DROP INDEX procurement_lot_whole_euros",
        ),
    ]
