"""The indexes of the lists: words in titles (see ``secon.procurement.folding``), order by value.

SQLite: tables of words without content, kept by triggers. A later migration that rebuilds one of
the tables of texts on SQLite drops its triggers and has to run ``make`` again; a test sees to it.
"""

from django.db import migrations

from secon.procurement.folding import FTS_TABLES, POSTGRES_WORDS, sqlite_fold

TRIGGERS = ("added", "removed", "retitled")


def make(apps, schema_editor):
    for source, words in FTS_TABLES.items():
        if schema_editor.connection.vendor == "sqlite":
            for statement in sqlite_statements(source, words):
                schema_editor.execute(statement, params=None)
        else:
            schema_editor.execute(f"CREATE INDEX {words}_gin ON {source} USING gin ({POSTGRES_WORDS})")


def unmake(apps, schema_editor):
    for words in FTS_TABLES.values():
        if schema_editor.connection.vendor == "sqlite":
            for name in TRIGGERS:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {words}_{name}")
            schema_editor.execute(f"DROP TABLE {words}")
        else:
            schema_editor.execute(f"DROP INDEX {words}_gin")


def sqlite_statements(source, words):
    add = f"INSERT INTO {words}(rowid, words) VALUES (new.id, {sqlite_fold('new.title')});"
    remove = (
        f"INSERT INTO {words}({words}, rowid, words)"
        f" VALUES ('delete', old.id, {sqlite_fold('old.title')});"
    )
    yield (
        f"CREATE VIRTUAL TABLE {words} USING fts5"
        "(words, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    yield f"CREATE TRIGGER {words}_added AFTER INSERT ON {source} BEGIN {add} END"
    yield f"CREATE TRIGGER {words}_removed AFTER DELETE ON {source} BEGIN {remove} END"
    yield (
        f"CREATE TRIGGER {words}_retitled AFTER UPDATE OF id, title ON {source}"
        f" BEGIN {remove} {add} END"
    )
    yield f"INSERT INTO {words}(rowid, words) SELECT id, {sqlite_fold('title')} FROM {source}"


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
