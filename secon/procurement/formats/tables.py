"""Small tables both formats need: languages, currencies, time zones.

Sources: ISO 639-1 and 639-2 (both spellings of the latter), ISO 4217 without funds codes and
precious metals but with currencies that left use since 2010, the IANA zone of each capital.
"""

LANGUAGES = {
    three: two
    for two, threes in {
        "bg": "BUL",
        "bs": "BOS",
        "ca": "CAT",
        "cs": "CES CZE",
        "cy": "CYM WEL",
        "da": "DAN",
        "de": "DEU GER",
        "el": "ELL GRE",
        "en": "ENG",
        "es": "SPA",
        "et": "EST",
        "eu": "EUS BAQ",
        "fi": "FIN",
        "fr": "FRA FRE",
        "ga": "GLE",
        "gl": "GLG",
        "hr": "HRV",
        "hu": "HUN",
        "is": "ISL ICE",
        "it": "ITA",
        "lb": "LTZ",
        "lt": "LIT",
        "lv": "LAV",
        "mk": "MKD MAC",
        "mt": "MLT",
        "nb": "NOB",
        "nl": "NLD DUT",
        "nn": "NNO",
        "no": "NOR",
        "pl": "POL",
        "pt": "POR",
        "ro": "RON RUM",
        "ru": "RUS",
        "se": "SME",
        "sk": "SLK SLO",
        "sl": "SLV",
        "sq": "SQI ALB",
        "sr": "SRP",
        "sv": "SWE",
        "tr": "TUR",
        "uk": "UKR",
    }.items()
    for three in threes.split()
}
"""ISO 639-2 to 639-1; other three-letter codes stay as they are, in lower case."""

_CURRENCIES = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EEK EGP ERN ETB EUR FJD FKP GBP GEL
    GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
    KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LTL LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
    MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
    SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
"""
CURRENCIES = frozenset(_CURRENCIES.split())

ZONES = {
    "AL": "Europe/Tirane",
    "AT": "Europe/Vienna",
    "BA": "Europe/Sarajevo",
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
    "ME": "Europe/Podgorica",
    "MK": "Europe/Skopje",
    "MT": "Europe/Malta",
    "NL": "Europe/Amsterdam",
    "NO": "Europe/Oslo",
    "PL": "Europe/Warsaw",
    "PT": "Europe/Lisbon",
    "RO": "Europe/Bucharest",
    "RS": "Europe/Belgrade",
    "SE": "Europe/Stockholm",
    "SI": "Europe/Ljubljana",
    "SK": "Europe/Bratislava",
    "TR": "Europe/Istanbul",
    "UA": "Europe/Kyiv",
    "UK": "Europe/London",
}
"""The zone of the capital, for moments published without an offset: local time of the buyer."""
BRUSSELS = "Europe/Brussels"
