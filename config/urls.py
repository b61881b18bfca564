"""Every address of the platform. Pages carry their language; the API and the admin do not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from secon.enterprises.views.embeds import OEmbed
from secon.kernel.keep_view import KeepView

# One way in, so that no second step and no limit is missed: Wagtail's own sign-ins lead to it.
sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("admin/login/", sign_in),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("oembed", OEmbed.as_view(), name="oembed"),
    path("", include("secon.web.root_urls")),  # health, robots, language choice, API, gallery
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    *i18n_patterns(
        path("keep/", KeepView.as_view(), name="keep"),  # half-filled forms write here
        path("accounts/", include("secon.people.urls")),
        path("accounts/", include("allauth.urls")),
        path("codes/", include("secon.codes.urls")),
        path("enterprises/", include("secon.enterprises.urls")),
        path("tenders/", include("secon.procurement.urls")),
        path("opportunities/", include("secon.opportunities.urls")),
        path("policies/", include("secon.policy.urls")),
        path("practices/", include("secon.practices.urls")),
        path("reports/", include("secon.monitoring.urls")),
        path("", include("secon.partnership.urls")),
        path("", include("secon.web.urls")),
        path("_util/login/", sign_in),
        path("", include(wagtail_urls)),
    ),
]
