"""The routes of the view on a library."""

from starlette.applications import Starlette

from app.admin.access import Access
from app.admin.routes import admin_routes
from app.admin.uploads import Uploads
from app.catalogue import catalogue_of
from app.renewed import Renewed
from tests.support.library import MadeLibrary


def served(
    library: MadeLibrary,
    password: str | None = None,
    uploads: Uploads | None = None,
    *,
    counting: bool = False,
) -> Starlette:
    """The routes of the view."""
    catalogue = Renewed(library.heads, catalogue_of)
    return Starlette(routes=admin_routes(library, catalogue, Access(password), uploads, counting=counting))
