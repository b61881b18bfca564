"""May an enterprise take part in a lot? Pure: plain values in, a `Verdict` out.

Never "no" from silence: a fact nobody stated makes the answer unknown, with the proof that would
settle it. The law of the buyer's country decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from secon.enterprises.enums import Group, Headcount
from secon.opportunities.demand import Demand
from secon.opportunities.eligibility.rules import Addition, Rule, Rules, StatusRule
from secon.opportunities.enums import Answer
from secon.opportunities.supply import Supplier
from secon.opportunities.verdict import Verdict

WORKSHOP, MISSION = "res-ws", "res-pub-ser"
NOTHING = frozenset({"none"})
INTEGRATED = frozenset(
    {
        Group.DISABILITY,
        Group.MENTAL_HEALTH,
        Group.LONG_TERM_UNEMPLOYED,
        Group.YOUNG,
        Group.OLDER,
        Group.MIGRANTS,
        Group.MINORITIES,
        Group.POVERTY,
        Group.ADDICTION,
        Group.PRISON,
    }
)
"""Whom an enterprise employs where it may integrate people into work."""

_BEST = (Answer.YES, Answer.UNKNOWN, Answer.NO)


def judge(supplier: Supplier, demand: Demand, today: date, rules: Rules) -> Verdict:
    """Whether ``supplier`` may take part in ``demand``, by what is known on ``today``.

    Several reservations of one lot: the best answer counts.
    """
    codes = reservations(demand)
    if not codes:
        stated = demand.reserved is not None
        return Verdict(Answer.OPEN_TO_ALL, fact="stated-none" if stated else "nothing-stated")
    found = [_judge(code, supplier, demand, today, rules) for code in codes]
    return min(found, key=lambda one: _BEST.index(one.answer))


def reservations(demand: Demand) -> tuple[str, ...]:
    """What a demand is reserved for, participation first."""
    stated = tuple(code for code in demand.reserved or () if code not in NOTHING)
    execution = WORKSHOP if demand.reserved_execution else ""
    return tuple(dict.fromkeys([*stated, execution])) if execution else stated


def _judge(code: str, supplier: Supplier, demand: Demand, today: date, rules: Rules) -> Verdict:
    rule = rules.articles.get((demand.legal_basis, code))
    article = rule.code if rule else ""
    if code == MISSION:
        return _mission(rule, article, supplier, demand, rules)
    if code != WORKSHOP:
        return Verdict(Answer.UNKNOWN, fact="unknown-reservation", value=code, proof="ask-buyer")
    if not demand.country:
        return Verdict(
            Answer.UNKNOWN, rule=article, article=article, fact="no-country", proof="ask-buyer"
        )
    return _workshop(rule, supplier, demand.country, today, rules)


# Sheltered workshops and operators that integrate people -----------------------------------------


def _workshop(
    rule: Rule | None, supplier: Supplier, country: str, today: date, rules: Rules
) -> Verdict:
    addition = rules.additions.get((country, WORKSHOP))
    by_status = list(_by_statuses(rule, addition, supplier, today))
    by_status += _from_abroad(rule, addition, supplier, country, today, rules)
    article = rule.code if rule else ""
    decided = next((one for one in by_status if one.answer == Answer.YES), None)
    if decided is not None:
        return decided
    if by_status:
        return min(by_status, key=lambda one: _BEST.index(one.answer))
    if supplier.headcount == Headcount.NONE:
        return Verdict(
            Answer.NO, rule=article, article=article, fact="no-employees", proof="employees"
        )
    if groups := sorted(supplier.employs & INTEGRATED):
        fact, value = "employs", str(groups[0].value)
    else:
        fact, value = "no-status", ""
    deciding = addition.code if addition else article
    proof = "national-status" if addition and addition.exclusive else "share"
    return Verdict(
        Answer.UNKNOWN, rule=deciding, article=article, fact=fact, value=value, proof=proof
    )


def _by_statuses(
    rule: Rule | None, addition: Addition | None, supplier: Supplier, today: date
) -> Iterator[Verdict]:
    """One verdict for each status that the law of the buyer's country speaks of."""
    if addition is None:
        return
    met = {code for code, is_met in supplier.criteria if is_met}
    failed = {code for code, is_met in supplier.criteria if not is_met}
    for code, until in supplier.statuses:
        status = addition.statuses.get(code)
        if status is None:
            continue
        if until is not None and until < today.toordinal():
            yield _ended(rule, addition, code, supplier, today)
            continue
        yield _held(rule, addition, status, met, failed)


def _held(
    rule: Rule | None, addition: Addition, status: StatusRule, met: set[str], failed: set[str]
) -> Verdict:
    article = rule.code if rule else ""
    fits = rule is None or status.kind in rule.accepts
    common = {"rule": addition.code, "article": article, "value": status.code}
    if fits and status.settles:
        answer, fact, proof = Answer.YES, "status", "status-document"
    elif fits and status.needs and met.issuperset(status.needs):
        answer, fact, proof = Answer.YES, "status-and-check", "status-document"
    elif fits and failed & set(status.needs):
        answer, fact, proof = Answer.UNKNOWN, "check-failed", "share"
    elif not fits and status.settles:
        answer, fact, proof = Answer.UNKNOWN, "other-kind", "most-disabled"
    else:
        answer, fact, proof = Answer.UNKNOWN, "status-not-enough", status.proof or "share"
    return Verdict(answer, fact=fact, proof=proof, to_confirm=status.to_confirm, **common)


def _ended(
    rule: Rule | None, addition: Addition, code: str, supplier: Supplier, today: date
) -> Verdict:
    """A status that ran out: a no where only such statuses count and none of them is held."""
    day = today.toordinal()
    holds_another = any(
        other in addition.statuses and (until is None or until >= day)
        for other, until in supplier.statuses
    )
    is_no = addition.exclusive and addition.statuses[code].settles and not holds_another
    return Verdict(
        Answer.NO if is_no else Answer.UNKNOWN,
        rule=addition.code,
        article=rule.code if rule else "",
        fact="status-ended",
        value=code,
        proof="renewed-status",
        to_confirm=addition.statuses[code].to_confirm,
    )


def _from_abroad(
    rule: Rule | None,
    addition: Addition | None,
    supplier: Supplier,
    country: str,
    today: date,
    rules: Rules,
) -> list[Verdict]:
    """A status of another country has to be shown to be equal to one of the buyer's country."""
    if supplier.country == country:
        return []
    home = rules.additions.get((supplier.country, WORKSHOP))
    article = rule.code if rule else ""
    return [
        Verdict(
            Answer.UNKNOWN,
            rule=addition.code if addition else article,
            article=article,
            fact="foreign-status",
            value=code,
            proof="equivalence",
            to_confirm=home.statuses[code].to_confirm,
        )
        for code, until in supplier.statuses
        if home is not None
        and code in home.statuses
        and (until is None or until >= today.toordinal())
    ]


# Organisations with a public service mission -----------------------------------------------------


def _mission(
    rule: Rule | None, article: str, supplier: Supplier, demand: Demand, rules: Rules
) -> Verdict:
    """Three conditions and a time without such contracts, for the services the article names."""
    if demand.cpv and not any(map(rules.services.name, demand.cpv)):
        return Verdict(
            Answer.UNKNOWN,
            rule=article,
            article=article,
            fact="other-service",
            value=demand.cpv[0],
            proof="ask-buyer",
            to_confirm=rules.services.proven.to_confirm,
        )

    def told(answer: Answer, fact: str, proof: str, value: str = "") -> Verdict:
        doubt = rule.proven.to_confirm if rule else True
        return Verdict(answer, article, article, fact, value, proof, to_confirm=doubt)

    checked = dict(supplier.criteria)
    conditions = rule.criteria if rule else ("purpose", "reinvestment", "governance")
    for code in conditions:
        if checked.get(code) is False:
            return told(Answer.NO, "criterion-not-met", "new-check", code)
    for code in conditions:
        if code not in checked:
            return told(Answer.UNKNOWN, "criterion-unknown", "statutes", code)
    if supplier.mission_free is None:
        return told(Answer.UNKNOWN, "contracts-unknown", "no-such-contract")
    if not supplier.mission_free:
        return told(Answer.NO, "had-contract", "wait")
    return told(Answer.YES, "all-met", "statutes")
