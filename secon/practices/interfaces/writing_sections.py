"""The parts of the form of a practice: which fields and rows stand in which, and in what order."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from secon.practices.enums import Criterion

SECTIONS: tuple[tuple[str, Any, Any, tuple[str, ...], str], ...] = (
    (
        "what",
        gettext_lazy("What it is"),
        "",
        (
            "title",
            "summary",
            "original_language",
            "description",
            "is_lesson",
            "lessons",
            "topics",
            "themes",
            "keywords",
            "website",
        ),
        "",
    ),
    (
        "where",
        gettext_lazy("Where it works"),
        "",
        ("partner", "organisation", "place", "nuts", "country", "rural", "legal_form"),
        "",
    ),
    (
        "time",
        gettext_lazy("Since when"),
        gettext_lazy("The programme takes practices that have worked for at least two years."),
        ("starts", "is_ongoing", "ends"),
        "",
    ),
    (
        "policy",
        gettext_lazy("The policy behind it"),
        gettext_lazy(
            "A practice is public intervention, or a private initiative that inspired public policy."
        ),
        ("public_intervention", "inspired", "instrument", "instrument_kind"),
        "",
    ),
    (
        "reached",
        gettext_lazy("What it reached"),
        "",
        ("results",),
        "figures",
    ),
    (
        "proofs",
        gettext_lazy("Evidence"),
        gettext_lazy("At least one piece: without it no result counts."),
        (),
        "proofs",
    ),
    (
        "needs",
        gettext_lazy("What it needs"),
        "",
        ("resources", "cost", "currency", "cost_per", "difficulties"),
        "",
    ),
    (
        "transfer",
        gettext_lazy("What others can take over"),
        gettext_lazy("The barriers it answers, in your region or elsewhere."),
        ("transfer",),
        "answers",
    ),
    (
        "pictures",
        gettext_lazy("Pictures"),
        gettext_lazy("JPEG, PNG or WebP, at most 10 MB each."),
        (),
        "pictures",
    ),
    (
        "criteria",
        gettext_lazy("The seven criteria"),
        gettext_lazy("Judge your practice yourself; the lead partner will do it too."),
        tuple(f"{kind}_{one.value}" for one in Criterion for kind in ("met", "note")),
        "",
    ),
    (
        "contact",
        gettext_lazy("Whom to ask"),
        gettext_lazy(
            "Readers who are signed in see this person, who must have agreed. Deleted after two years."
        ),
        ("contact_name", "contact_email", "contact_agreed"),
        "",
    ),
)


OPTIONAL = frozenset(
    {
        "lessons",
        "themes",
        "keywords",
        "website",
        "nuts",
        "country",
        "legal_form",
        "inspired",
        "instrument",
        "instrument_kind",
        "ends",
        "cost",
        "currency",
        "cost_per",
        "difficulties",
        "is_lesson",
        "contact_name",
        "contact_email",
        "contact_agreed",
        *(f"note_{one.value}" for one in Criterion),
    }
)
"""What may stay empty when it is handed in; only the others are not called optional."""
