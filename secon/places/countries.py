"""Countries: the codes notices use for them, and names in the platform's eleven languages.

One spelling is used everywhere inside: ISO 3166-1 alpha-2, with ``EL`` and ``UK`` as in NUTS.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType


class Standing(StrEnum):
    """How a country stands to the European Union."""

    MEMBER = "member"
    EEA = "eea"  # in the European Economic Area, not a member
    SWISS = "swiss"  # bilateral agreements and the statistical regions
    FORMER = "former"  # the United Kingdom
    CANDIDATE = "candidate"  # candidates and Kosovo
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Country:
    """``code`` as used inside (EL, UK), the ISO 3166-1 codes, and the standing to the Union."""

    code: str
    iso2: str
    iso3: str
    standing: Standing = Standing.OTHER


# ISO 3166-1 alpha-2 and alpha-3 side by side, without a blank between: "AT" + "AUT".
_ISO = """
ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE
BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS
BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN
COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST
EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF
GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD
HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM
JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA
LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM
NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG
PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA
SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD
STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON
TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR
VNVNM VUVUT WFWLF WSWSM YEYEM YTMYT ZAZAF ZMZMB ZWZWE XKXKX
"""
_SPELT_AS_IN_NUTS = {"GR": "EL", "GB": "UK"}
_STANDING = {
    Standing.MEMBER: "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
    Standing.EEA: "IS LI NO",
    Standing.SWISS: "CH",
    Standing.FORMER: "UK",
    Standing.CANDIDATE: "AL BA GE MD ME MK RS TR UA XK",
}
_STANDING_OF = {code: standing for standing, codes in _STANDING.items() for code in codes.split()}


def _country(pair: str) -> Country:
    code = _SPELT_AS_IN_NUTS.get(pair[:2], pair[:2])
    return Country(code, pair[:2], pair[2:], _STANDING_OF.get(code, Standing.OTHER))


COUNTRIES: Mapping[str, Country] = MappingProxyType(
    {country.code: country for country in map(_country, _ISO.split())}
)
"""Code as used inside to country: every country of ISO 3166-1, and Kosovo."""

NUTS_COUNTRIES = frozenset(
    {*_STANDING_OF} - {"BA", "GE", "MD", "UA", "XK"},
)
"""Countries with territorial units of NUTS or the corresponding statistical regions."""

_SPELLINGS: dict[str, str] = {
    **{country.iso2: country.code for country in COUNTRIES.values()},
    **{country.iso3: country.code for country in COUNTRIES.values()},
    **{code: code for code in COUNTRIES},
    "1A0": "XK",  # the Publications Office's code of Kosovo
    "ROM": "RO",  # before 2002
}


def nuts_country(code: str | None) -> str | None:
    """The country that an ISO-2, ISO-3 or NUTS country code names; ``None`` where none does.

    >>> nuts_country("GRC"), nuts_country(" gb "), nuts_country("EL"), nuts_country("Greece")
    ('EL', 'UK', 'EL', None)
    """
    if code is None:
        return None
    return _SPELLINGS.get(code) or _SPELLINGS.get(code.strip().upper())


@cache
def _names() -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "data" / "countries.json"
    names: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return names


def country_name(code: str | None, language: str) -> str:
    """The country's name in a language, else in English, else the code itself.

    ``code`` may be spelt in any way :func:`nuts_country` reads; ``pt-br`` is read as ``pt``.
    """
    country = nuts_country(code)
    if country is None:
        return code or ""
    names = _names().get(country, {})
    return names.get(language[:2]) or names.get("en") or country


def country_names(code: str) -> dict[str, str]:
    """The names of a country (spelt as in NUTS) by language, those that are known."""
    return dict(_names().get(code, {}))
