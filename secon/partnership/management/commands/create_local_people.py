"""``manage.py create_local_people``: one sign-in per role, on a machine of one's own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.partnership.domain import local_people


class Command(BaseCommand):
    """Thin: creates and prints."""

    help = "Create one sign-in per role (local settings only) and print them."

    def handle(self, *_args: object, **_options: Any) -> None:
        try:
            people = local_people.create(now=timezone.now())
        except PermissionDenied as error:
            raise CommandError("Only with local settings (SECON_LOCAL).") from error
        self.stdout.write(f"Sign in with the password {local_people.PASSWORD} as")
        for one in people:
            where = f" ({one.partner})" if one.partner else ""
            self.stdout.write(f"  {one.email:<30} {one.role.label}{where}")
