"""The time zone people keep at a place. Pure; used to show deadlines where they happen."""

from zoneinfo import ZoneInfo

BY_PREFIX = {
    "AT": "Europe/Vienna",
    "BE": "Europe/Brussels",
    "BG": "Europe/Sofia",
    "CH": "Europe/Zurich",
    "CY": "Asia/Nicosia",
    "CZ": "Europe/Prague",
    "DE": "Europe/Berlin",
    "DK": "Europe/Copenhagen",
    "EE": "Europe/Tallinn",
    "EL": "Europe/Athens",
    "ES": "Europe/Madrid",
    "ES7": "Atlantic/Canary",
    "FI": "Europe/Helsinki",
    "FR": "Europe/Paris",
    "HR": "Europe/Zagreb",
    "HU": "Europe/Budapest",
    "IE": "Europe/Dublin",
    "IS": "Atlantic/Reykjavik",
    "IT": "Europe/Rome",
    "LI": "Europe/Vaduz",
    "LT": "Europe/Vilnius",
    "LU": "Europe/Luxembourg",
    "LV": "Europe/Riga",
    "MT": "Europe/Malta",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "PT2": "Atlantic/Azores",
    "PT3": "Atlantic/Madeira",
    "RO": "Europe/Bucharest",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "UK": "Europe/London",
}
BRUSSELS = ZoneInfo("Europe/Brussels")  # TED's own clock


def zone_of(code: str | None) -> ZoneInfo:
    """The zone of a NUTS code or NUTS country; TED's own where the place is not known."""
    for prefix in ((code or "")[:3], (code or "")[:2]):
        if prefix in BY_PREFIX:
            return ZoneInfo(BY_PREFIX[prefix])
    return BRUSSELS
