"""Where allauth meets our ports."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.sites.shortcuts import get_current_site

from secon.kernel.ports import get_port


class AccountAdapter(DefaultAccountAdapter):
    """Letters about accounts go through the mail port, as every letter does."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Render and send one letter."""
        request = self.request
        site = {"request": request, "email": email, "current_site": get_current_site(request)}
        get_port("mail").send(self.render_mail(template_prefix, email, site | context))
