"""``manage.py grant_role EMAIL ROLE [--partner SLUG]``: the first web administrator, for example."""

from argparse import ArgumentParser
from datetime import datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date

from secon.partnership.domain import members
from secon.partnership.models import Partner
from secon.people.domain import roles
from secon.people.enums import PARTNER_ROLES, PLATFORM_ROLES, Role
from secon.people.models import User


class Command(BaseCommand):
    """Thin: finds the records, calls the verb."""

    help = "Give a role to a person who has an account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=sorted(PLATFORM_ROLES | PARTNER_ROLES))
        parser.add_argument("--partner", default="", help="The partner's name in addresses.")
        parser.add_argument("--until", default="", help="Last day, YYYY-MM-DD.")

    def handle(self, *_args: object, **options: Any) -> None:
        role, now = Role(options["role"]), timezone.now()
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        ends_at = _end_of(options["until"])
        try:
            if role in PARTNER_ROLES:
                partner = _partner(options["partner"])
                members.grant(
                    user=user, role=role, partner=partner, by=None, now=now, ends_at=ends_at
                )
            else:
                roles.grant(user=user, role=role, by=None, now=now, ends_at=ends_at)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user} is now: {role.label}.")


def _partner(slug: str) -> Partner:
    partner: Partner | None = Partner.objects.filter(slug=slug).first()
    if partner is None:
        known = (
            ", ".join(Partner.objects.values_list("slug", flat=True)) or "load_partnership first"
        )
        raise CommandError(f"Name the partner with --partner, one of: {known}.")
    return partner


def _end_of(day: str) -> datetime | None:
    if not day:
        return None
    parsed = parse_date(day)
    if parsed is None:
        raise CommandError(f"--until: write {day!r} as YYYY-MM-DD.")
    return timezone.make_aware(datetime.combine(parsed, time.max))
