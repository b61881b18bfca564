"""The instruments that partners address move here from the partnership, with their funds.

What the project's file last said of each moves too: a later load then still knows what a person
changed.
"""

from django.db import migrations

FUNDS = {"ERDF": "erdf", "ESF+": "esf", "ESF": "esf", "EAFRD": "eafrd"}
SLUG = "instrument-of-{}"


def move(apps, schema_editor):
    """Copy every row, and rename what the loader remembers."""
    loaded = apps.get_model("partnership", "LoadedRecord").objects
    for old in apps.get_model("partnership", "Instrument").objects.select_related("partner"):
        instrument = apps.get_model("policy", "Instrument").objects.create(**_of(old))
        money = [_money(apps, instrument, fund, old) for fund in old.funds]
        told = loaded.filter(name=f"partner:{old.partner.slug}/instrument").first()
        if told is not None:
            _remember(loaded, told, instrument, money, old)
    loaded.filter(target="partnership.instrument").delete()


def _of(old):
    return {
        "slug": SLUG.format(old.partner.slug),
        "name": old.name,
        "original_language": old.language,
        "level": "regional",
        "kind": old.kind,
        "country": old.partner.country,
        "partner": old.partner,
        "addressed": True,
        "reference": old.reference,
        "evidence": old.evidence,
        "sources": {"name": [old.source]} if old.source else {},
    }


def _money(apps, instrument, fund, old):
    return apps.get_model("policy", "InstrumentMoney").objects.create(
        instrument=instrument,
        fund=FUNDS.get(fund, "other_eu"),
        note="" if fund in FUNDS else fund,
        evidence=old.funds_evidence,
        source=old.source,
    )


def _remember(loaded, told, instrument, money, old):
    """As if the new file had been loaded when the old one was."""
    said = told.values
    name = f"policy:instrument:{instrument.slug}"
    source = said["source"]
    values = {
        "original_language": said["language"],
        "name": said["name"],
        "summary": "",
        "level": "regional",
        "kind": said["kind"],
        "country": instrument.country,
        "partner": instrument.partner_id,
        "addressed": True,
        "authority": "",
        "reference": said["reference"],
        "territory_note": "",
        "starts": None,
        "ends": None,
        "website": "",
        "evidence": said["evidence"],
        "sources": {"name": [source]} if source else {},
    }
    loaded.create(name=name, target="policy.instrument", target_id=instrument.pk, values=values)
    if (said["funds"], said["funds_evidence"]) != (old.funds, old.funds_evidence):
        return
    for row in money:
        loaded.create(
            name=f"{name}/money:{row.fund}",
            target="policy.instrumentmoney",
            target_id=row.pk,
            values={
                "amount": None,
                "currency": "EUR",
                "dated": None,
                "note": row.note,
                "evidence": row.evidence,
                "source": row.source,
            },
        )


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0003_alter_membership_role'),
        ('policy', '0003_money_and_evidence'),
    ]

    operations = [migrations.RunPython(move, migrations.RunPython.noop)]
