"""What counts how much: the one place where the ranking can be argued with."""

from __future__ import annotations

from collections.abc import Mapping

from secon.practices.fitting.shapes import Match, Proof, Side

NEED, SURROUNDINGS, EVIDENCE = 0.50, 0.25, 0.25

MATCH: Mapping[Match, float] = {
    Match.DIRECT: 1.0,  # the practice names this very barrier
    Match.ASPECT_RURAL: 0.7,  # one about the same, in country or town as here
    Match.ASPECT: 0.5,  # one about the same
    Match.TOPIC: 0.25,  # only the same topic
}
SIDE: Mapping[Side, float] = {
    Side.RURAL: 0.3,
    Side.LAW: 0.3,
    Side.INSTRUMENT: 0.2,
    Side.MONEY: 0.2,
}
UNKNOWN_SIDE = 0.5
"""What is unknown of the surroundings speaks neither for nor against."""

PROOF: Mapping[Proof, float] = {
    Proof.FIGURES: 0.2,
    Proof.ROWS: 0.15,
    Proof.CRITERIA: 0.25,
    Proof.REVIEW: 0.15,
    Proof.YEARS: 0.1,
    Proof.ELSEWHERE: 0.15,
}
"""What is missing of the evidence counts as nothing: there is none yet."""

ENOUGH_FIGURES = 3
ENOUGH_ROWS = 3
ENOUGH_YEARS = 10
ENOUGH_ELSEWHERE = 2
PARTLY = 0.5
STANDING: Mapping[str, float] = {
    "published": 0.5,
    "not_selected": 0.5,
    "counted": 0.75,
    "validated": 1.0,
}
"""By ``Standing``: as far as the review went. Named on public pages and not reviewed here: nothing."""
