"""Two rounds of one review beside each other, question by question. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from secon.policy.domain.review_sheet import Asked, Sheet


@dataclass(frozen=True, slots=True)
class Compared:
    """A question then and now; None where a round did not ask it."""

    then: Asked | None
    now: Asked | None

    @property
    def asked(self) -> Asked:
        """The question as asked last."""
        found = self.now or self.then
        if found is None:
            message = "A question that neither round asked."
            raise ValueError(message)
        return found

    @property
    def moved(self) -> float | None:
        """By how many points the median moved; None where a round has none."""
        if self.then is None or self.now is None:
            return None
        before, after = self.then.spread.median, self.now.spread.median
        return None if before is None or after is None else after - before

    @property
    def closer(self) -> float | None:
        """By how much any two reviewers are closer than before, on average; below 0: further."""
        if self.then is None or self.now is None:
            return None
        before, after = self.then.spread.apart, self.now.spread.apart
        return None if before is None or after is None else before - after


def compare(*, then: Sheet, now: Sheet) -> tuple[Compared, ...]:
    """The questions of both rounds by their codes: today's in order, then those asked no more."""
    shared = tuple(Compared(then.question(one.code), one) for one in now.questions)
    gone = tuple(Compared(one, None) for one in then.questions if now.question(one.code) is None)
    return (*shared, *gone)
