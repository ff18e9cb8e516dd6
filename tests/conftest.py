"""The fixtures that several rooms share. Tests of the page run last: no other event loop may be open then."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # tests run beside each other; more threads would only wait

import pytest
from hypothesis import settings

from tests.support.database import database
from tests.support.site.browser import browser, context, kept_visitors, page, server, timed, visitors
from tests.support.small_benchmarks import minutes, questions, squad

__all__ = [
    "browser",
    "context",
    "database",
    "kept_visitors",
    "minutes",
    "page",
    "questions",
    "server",
    "squad",
    "timed",
    "visitors",
]


settings.register_profile("busy", deadline=None)  # a busy machine is slow, not wrong
settings.load_profile("busy")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks for a browser goes to the end, all else keeps its order."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))
