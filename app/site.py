"""The site: the page, the interface for programs and the layers around them, as one application."""

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.types import ASGIApp

from app.admin.uploads import LARGEST_UPLOAD, UPLOAD, Uploads
from app.page.doors import Doors, keep_to_itself
from app.page.shell import Shell
from app.renewed import Renewed
from app.web.hosts import Guard, Hosts
from app.web.proxy import Proxied
from app.web.turns import Turns

if TYPE_CHECKING:
    from fastapi import FastAPI

    from app.library import Library

_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_FIXED = ("ui-monospace", "Menlo", "Consolas", "monospace")
_QUIET = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1"}


@dataclass(frozen=True, slots=True)
class Site:
    """How the page is served: to whom, at what path, and with what beside it.

    ``hosts`` are the names that it answers to; ``password`` is asked for where it is not None. ``prefix``
    is the path that it lies at, ``/pykala``, or empty; ``proxies`` are the addresses of proxies before
    it, whose headers are believed. ``mcp`` opens the tools for assistants. ``contact`` tells where to write
    about the page's accessibility, empty where that has not been told. ``admin_password`` opens the view of
    those who keep the archive, which is open anyway where the page is this machine's alone; ``uploads`` is
    the folder for documents that they send, None where they may not; ``counting`` says that questions without
    an answer are counted.
    """

    hosts: Hosts = field(default_factory=Hosts)
    password: str | None = None
    prefix: str = ""
    proxies: frozenset[str] = frozenset()
    mcp: bool = False
    contact: str = ""
    admin_password: str | None = None
    uploads: Path | None = None
    counting: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the page is this machine's alone: by no other name, behind no proxy, without a password.

        A page with a password is shared, though a proxy that is not named may bring all who ask it.
        """
        shared = self.proxies or self.prefix or self.password is not None
        return self.hosts == Hosts() and not shared

    @property
    def has_admin(self) -> bool:
        """Whether there is a view for those who keep the archive."""
        return self.is_own or self.admin_password is not None


def web_application(library: "Library", site: Site | None = None) -> ASGIApp:
    """The site as an ASGI application.

    Raises:
        ExtraError: tools for assistants are wanted, and what they need is not installed.
    """
    site = site or Site()
    inner: ASGIApp = Turns(Shell(_routes(library, site), closed=site.password is not None))
    if site.password is not None:
        from app.login.login import Login

        inner = Login(inner, site.password)
    larger = {UPLOAD: LARGEST_UPLOAD} if site.uploads and site.has_admin else {}
    return Proxied(Guard(inner, site.hosts, larger), site.prefix, trusted=site.proxies)


def _routes(library: "Library", site: Site) -> "FastAPI":
    """Gradio's page at the root, and beside it what programs ask."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    keep_to_itself()
    import gradio as gr  # takes seconds, so only whoever serves imports it
    from fastapi import FastAPI
    from starlette.routing import BaseRoute, Mount

    from app.admin.access import Access
    from app.admin.routes import admin_routes
    from app.api.http import api
    from app.api.mcp_tools import Tools
    from app.archive.meetings import archive_of
    from app.archive.routes import archive_routes
    from app.catalogue import catalogue_of, once
    from app.page.chat import build_page
    from app.page.routes import page_routes
    from app.register.routes import register_routes
    from app.tour.routes import tour_routes
    from app.viewer.routes import viewer_routes
    from app.web.accessibility import statement_route

    tools = Tools(library) if site.mcp else None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as open_parts:
            if tools is not None:
                await open_parts.enter_async_context(tools.running())
            yield

    catalogue = Renewed(library.heads, catalogue_of)
    archive = Renewed(lambda: library.index, lambda index: archive_of(catalogue.current(), index))
    listed = Renewed(lambda: library.index, lambda index: once(catalogue.current(), index.meetings))
    routes: list[BaseRoute] = [
        Mount("/api", api(library)),
        *viewer_routes(library, listed),
        *tour_routes(library, listed),
        *page_routes(library, archive, counting=site.counting, admin=site.is_own),
        *archive_routes(library, archive),
        *register_routes(library),
        statement_route(site.contact),
    ]
    if site.has_admin:
        sent = Uploads(library, site.uploads) if site.uploads else None
        access = Access(site.admin_password)
        routes += admin_routes(library, catalogue, access, sent, counting=site.counting)
    if tools is not None:
        routes += tools.routes
    outer = FastAPI(routes=routes, openapi_url=None, docs_url=None, redoc_url=None, lifespan=lifespan)
    gr.mount_gradio_app(
        outer,
        build_page(library, counting=site.counting),
        path="/",
        root_path=site.prefix or None,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        theme=gr.themes.Base(font=_FONTS, font_mono=_FIXED),
    )
    gradio = outer.router.routes[-1]
    if not isinstance(gradio, Mount):
        raise TypeError(f"{gradio}: Gradio is not where it is put")
    gradio.app = Doors(gradio.app)
    return outer
