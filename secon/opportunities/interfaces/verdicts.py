"""Verdicts in words: short sentences, each whole, with the article named."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from secon.codes.domain.labels import label
from secon.enterprises import frames
from secon.enterprises.enums import Group
from secon.opportunities.eligibility import Addition, Rule, rules
from secon.opportunities.enums import Answer
from secon.opportunities.verdict import Verdict


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """``answer`` with its rule, the fact it rests on, what would settle it, and a doubt of ours.

    Empty where there is nothing to say. ``sources``: addresses of where the rule is stated.
    """

    answer: str
    rule: str = ""
    fact: str = ""
    proof: str = ""
    doubt: str = ""
    sources: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """All of it, in order."""
        return tuple(filter(None, (self.answer, self.rule, self.fact, self.proof, self.doubt)))


def words(verdict: Verdict, language: str) -> VerdictWords:
    """The sentences of a verdict in the active language, which is ``language``."""
    doubt = _("This rests on general knowledge of the law. Read the law or ask the buyer.")
    found = rules().rule(verdict.rule)
    return VerdictWords(
        answer=_answer(verdict),
        rule=_rule(verdict),
        fact=_fact(verdict, language),
        proof=_proof(verdict),
        doubt=doubt if verdict.to_confirm else "",
        sources=found.proven.sources if found else (),
    )


def _answer(verdict: Verdict) -> str:
    article = rules().rule(verdict.article)
    known = isinstance(article, Rule)
    values = (
        {"article": article.article, "directive": article.directive}
        if isinstance(article, Rule)
        else {}
    )
    if verdict.answer == Answer.OPEN_TO_ALL:
        if verdict.fact == "nothing-stated":
            return _("The notice states no reservation, so it is open to all.")
        return _("It is open to all: not reserved.")
    if verdict.answer == Answer.YES:
        return (
            _(
                "It is reserved under Article %(article)s of Directive %(directive)s, and you qualify."
            )
            % values
            if known
            else _("It is reserved, and you qualify.")
        )
    if verdict.answer == Answer.NO:
        return (
            _(
                "It is reserved under Article %(article)s of Directive %(directive)s, and you may "
                "not take part."
            )
            % values
            if known
            else _("It is reserved, and you may not take part.")
        )
    return (
        _(
            "It is reserved under Article %(article)s of Directive %(directive)s. We do not know "
            "yet whether you qualify."
        )
        % values
        if known
        else _("It is reserved. We do not know yet whether you qualify.")
    )


def _rule(verdict: Verdict) -> str:
    found = rules().rule(verdict.rule)
    if isinstance(found, Addition):
        if found.exclusive:
            return _("Only the statuses named in %(law)s may take part.") % {"law": found.law}
        return _("The national rule is %(law)s.") % {"law": found.law}
    if isinstance(found, Rule) and found.percent is not None:
        if found.percent == 50:
            return _(
                "It is for sheltered workshops in which most employees are people with disabilities."
            )
        return _(
            "It is for sheltered workshops and for enterprises whose main aim is to integrate "
            "disabled or disadvantaged people, who are at least %(percent)d %% of the employees."
        ) % {"percent": found.percent}
    if isinstance(found, Rule):
        return _(
            "It is for organisations with a public service mission that reinvest their profits, "
            "are run with participation and had no such contract from this buyer for %(years)d "
            "years."
        ) % {"years": found.years or 3}
    return ""


def _fact(verdict: Verdict, language: str) -> str:
    value = _value(verdict, language)
    sentences = {
        "status": _("You hold the status “%(value)s”."),
        "status-and-check": _(
            "You hold the status “%(value)s”, and the share of your staff was checked."
        ),
        "check-failed": _(
            "You hold the status “%(value)s”, but a check found the share of staff not met."
        ),
        "other-kind": _("Your status “%(value)s” is of another kind than this article names."),
        "status-not-enough": _("Your status “%(value)s” alone does not settle it."),
        "status-ended": _("Your status “%(value)s” has ended."),
        "foreign-status": _("Your status “%(value)s” is of another country."),
        "no-employees": _("Your entry says that nobody is employed."),
        "employs": _("Your entry says whom you employ (%(value)s), but not how many."),
        "no-status": _("We know of no status of yours that this rule names."),
        "no-country": _("The country of the buyer is not known, so we cannot name its law."),
        "unknown-reservation": _("The notice uses a code that we do not know: %(value)s."),
        "other-service": _(
            "The article names certain services only, and %(value)s is not one of them."
        ),
        "criterion-not-met": _("A check found this not met: %(value)s"),
        "criterion-unknown": _("Nobody has checked this yet: %(value)s"),
        "contracts-unknown": _(
            "The conditions were checked, but not whether you had such a contract of this buyer."
        ),
        "had-contract": _("You had such a contract of this buyer in the last three years."),
        "all-met": _("All conditions were checked and met."),
    }
    sentence = sentences.get(verdict.fact, "")
    return sentence % {"value": value} if "%(value)s" in sentence else sentence


def _value(verdict: Verdict, language: str) -> str:
    if verdict.fact == "employs":
        return str(Group(verdict.value).label)
    if verdict.fact.startswith("criterion-"):
        return str(frames.criterion(verdict.value).label_text.text(language))
    if verdict.fact == "other-service":
        return label("cpv", verdict.value, language) or verdict.value
    try:
        return frames.status(verdict.value).full_label(language)
    except KeyError:
        return verdict.value


def _proof(verdict: Verdict) -> str:
    return {
        "status-document": _("Proof: the certificate or register entry of your status."),
        "renewed-status": _("What would settle it: a renewed status, with its document."),
        "share": _(
            "What would settle it: a list of staff that shows the share of disabled or "
            "disadvantaged people, and statutes that name their integration as the main aim."
        ),
        "most-disabled": _(
            "What would settle it: a list of staff that shows that most have a disability."
        ),
        "employees": _("What would settle it: say in your entry how many people you employ."),
        "national-status": _("What would settle it: one of the statuses that the rule names."),
        "equivalence": _(
            "What would settle it: documents that show that your status asks for the same as the "
            "one in the buyer’s country."
        ),
        "social-initiative": _(
            "What would settle it: proof that the centre is of social initiative."
        ),
        "integration-aim": _(
            "What would settle it: the decision or statutes that show that you integrate people "
            "into work, and the share of them among the staff."
        ),
        "social-mark": _("What would settle it: the social mark of a work integration enterprise."),
        "statutes": _("What would settle it: your statutes and last accounts."),
        "new-check": _("If this has changed, ask your partner for a new check."),
        "no-such-contract": _(
            "What would settle it: a statement that you had no such contract of this buyer in the "
            "last three years."
        ),
        "wait": _("You may take part again three years after that contract."),
        "ask-buyer": _("Ask the buyer which rule applies."),
    }.get(verdict.proof, "")
