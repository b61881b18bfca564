"""The facts behind the accessibility and privacy statements."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACCESSIBILITY_PREPARED = date(2026, 11, 22)
"""The day of the last self-assessment; change it with the statement's text, never alone."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """One use of personal data: which, what for, seen by whom, and until when."""

    data: str | Promise
    why: str | Promise
    seen_by: str | Promise
    until: str | Promise


PURPOSES: tuple[Purpose, ...] = (
    Purpose(
        data=_(
            "Accounts: e-mail address, name if you give one, roles, and your password as a hash"
        ),
        why=_("To let you sign in and to know who changed what"),
        seen_by=_("You and the administrators"),
        until=_("The account is deleted"),
    ),
    Purpose(
        data=_("Sign-ins: the network address and browser of each open session"),
        why=_("So that you can see your open sessions and end one that is not yours"),
        seen_by=_("You and the administrators"),
        until=_("The session ends"),
    ),
    Purpose(
        data=_(
            "Contact points of buyers: name, e-mail address and telephone as published in a notice"
        ),
        why=_("For questions about that call for tenders, and nothing else"),
        seen_by=_("Signed-in readers; never anonymous ones, downloads or the open API"),
        until=_("The day stored with each contact; then it is erased"),
    ),
    Purpose(
        data=_("Notices as they were published, with the contact points in them"),
        why=_("To prove what was published and to read it again when reading improves"),
        seen_by=_("Nobody is shown them; the administrators can reach them"),
        until=_("The stored notice is deleted"),
    ),
    Purpose(
        data=_("People who keep an enterprise's entry: who they are there and how we know"),
        why=_("So that only those who speak for an enterprise change its entry"),
        seen_by=_("You, the partner of your region and the administrators"),
        until=_("You give it up, or your account is deleted"),
    ),
    Purpose(
        data=_("Contact persons of enterprises: name, role, e-mail address and telephone"),
        why=_("For questions about the entry and its offers"),
        seen_by=_("Signed-in readers; never anonymous ones, downloads or the open API"),
        until=_("The day stored with each person; then it is erased"),
    ),
    Purpose(
        data=_("An e-mail address left with a suggestion about an entry"),
        why=_("To answer you once the region has decided"),
        seen_by=_("The partner of that region"),
        until=_("The decision; then it is erased"),
    ),
    Purpose(
        data=_("Subscriptions: your e-mail address and the list you follow"),
        why=_("To write to you about new social enterprises"),
        seen_by=_("Nobody; the machine reads it"),
        until=_("You stop the letters, or two weeks if you never confirm"),
    ),
    Purpose(
        data=_("Limits on forms and on the open API: a counter for your network address"),
        why=_("To stop guessing of passwords and overload"),
        seen_by=_("Nobody; the machine reads it"),
        until=_("One hour at most"),
    ),
)
