"""The open API: one description, no key, polite limits."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Router, Schema
from ninja.errors import HttpError
from ninja.openapi.schema import OpenAPISchema
from ninja.throttling import AnonRateThrottle

from secon.codes.api import router as codes
from secon.enterprises.api import router as enterprises
from secon.partnership.domain.territories import Territory, territories
from secon.places.api import router as places
from secon.policy.api import improvements, policies
from secon.practices.api import router as practices
from secon.practices.chains_api import router as chains
from secon.procurement.api import releases
from secon.procurement.api import router as procurement
from secon.web.domain.api_words import PROMISE, described

REQUESTS_PER_MINUTE = 120
LIMIT = AnonRateThrottle(f"{REQUESTS_PER_MINUTE}/m")


class Described(NinjaAPI):
    """An API whose description says what every parameter means."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The description with the words of ``api_words``."""
        schema = super().get_openapi_schema(**options)
        schema.update(described(schema, per_minute=REQUESTS_PER_MINUTE))
        return schema


api = Described(
    title="SECON",
    version="1",
    description=PROMISE,
    urls_namespace="api",
    docs_url=None,  # the stock page loads scripts from elsewhere; ours is /<language>/api/
    throttle=[LIMIT],
)

regions = Router(tags=["regions"])


class TerritoryOut(Schema):
    """One territory of the partnership; codes are NUTS prefixes of the 2021 and 2024 versions."""

    slug: str
    name: str
    country: str
    codes: list[str]
    municipality: str | None


@regions.get("", response=list[TerritoryOut], summary="The territories of the partnership")
def list_regions(request: HttpRequest) -> tuple[Territory, ...]:
    """All of them: they are few."""
    return territories()


@regions.get("/{slug}", response=TerritoryOut, summary="One territory")
def read_region(request: HttpRequest, slug: str) -> Territory:
    """By the slug of its page; 404 for an unknown one."""
    for territory in territories():
        if territory.slug == slug:
            return territory
    raise HttpError(404, _("There is no region %(slug)s.") % {"slug": slug})


api.add_router("/regions", regions)
api.add_router("/codes", codes)
api.add_router("/places", places)
api.add_router("/tenders", procurement)
api.add_router("/procurement/ocds", releases)
api.add_router("/enterprises", enterprises)
api.add_router("/policies", policies)
api.add_router("/improvements", improvements)
api.add_router("/practices", practices)
api.add_router("/chains", chains)
