"""All that an import stores, as plain data without keys that the database gives out."""

from secon.procurement import models

_GIVEN_OUT = {"id"}
_TABLES = {
    models.Notice: {"payload_id"},
    models.NoticeText: _GIVEN_OUT,
    models.NoticePointer: _GIVEN_OUT,
    models.Organisation: set(),
    models.OrganisationNumber: _GIVEN_OUT,
    models.BuyerContact: set(),
    models.Lot: set(),
    models.LotDetail: set(),
    models.LotText: _GIVEN_OUT,
    models.LotPlace: _GIVEN_OUT,
    models.LotCpv: _GIVEN_OUT,
    models.LotSignal: _GIVEN_OUT,
    models.Criterion: _GIVEN_OUT,
    models.Award: set(),
    models.Winner: _GIVEN_OUT,
    models.RawPayload: _GIVEN_OUT | {"data", "fetched_at"},
    models.Reception: _GIVEN_OUT | {"payload_id", "run_id", "received_at"},
}
_TIMES = {"first_seen"}


def snapshot() -> dict[str, list[str]]:
    """Table name to its rows as sorted text."""
    return {
        model.__name__: sorted(
            repr(
                sorted(
                    (name, value) for name, value in row.items() if name not in left_out | _TIMES
                )
            )
            for row in model._default_manager.values()
        )
        for model, left_out in _TABLES.items()
    }
