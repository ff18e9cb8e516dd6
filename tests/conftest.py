"""The fixtures of the page's tests, which run last: a browser may not be open beside other event loops."""

import pytest

from tests.browser import browser, context, kept_context, page, server

__all__ = ["browser", "context", "kept_context", "page", "server"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for a browser goes to the end, all else keeps its order."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))
