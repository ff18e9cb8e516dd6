"""The doors of Gradio's server, and the folder that it has to itself."""

import os
from pathlib import Path
from typing import Any

import pytest

from app.page.doors import Doors, keep_to_itself
from tests.support.site.asgi import get


async def inner(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"inner"})


DOORS = Doors(inner)


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/upload",
        "gradio_api/file=/etc/passwd",
        "gradio_api/proxy=http://evil.example/",
        "gradio_api/stream/x",
        "gradio_api/queue/join",
        "gradio_api/queue/data",
        "gradio_api/run/predict",
        "gradio_api/call/ask",
        "gradio_api/heartbeat/x",
        "gradio_api/openapi.json",
        "gradio_api/deep_link",
        "gradio_api/process_recording",
        "gradio_api/app_id/x",
        "gradio_api",
        "svelte/x",
        "monitoring",
        "manifest.json",
        "openapi.json",
        "docs",
        "login",
        "robots.txt",
        "static/../config",
        "/gradio_api/upload",
        "gradio_api/component_server/x",
        "gradio_api/dev/reload",
        "gradio_api/info",
        "config",
    ],
)
def test_doors_that_the_page_does_not_use_are_shut(path: str) -> None:
    for method in ("GET", "POST"):
        assert get(DOORS, f"/{path}", method=method)[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "gradio_api/component_server/",
        "gradio_api/app_id",
        "theme.css",
        "assets/a-B_1.js",
        "static/fonts/a.woff2",
    ],
)
def test_doors_that_the_page_needs_are_open(path: str) -> None:
    assert get(DOORS, f"/{path}", method="POST")[2] == "inner"


def test_only_json_is_sent_in() -> None:
    for kind, status in (
        ("application/json", 200),
        ("Application/JSON; charset=utf-8", 200),
        ("multipart/form-data; boundary=x", 404),
        ("text/plain", 404),
        ("", 404),
    ):
        asked: dict[str, Any] = {"content_type": kind}
        assert get(DOORS, "/gradio_api/component_server/", method="POST", **asked)[0] == status


def test_the_temporary_folder_of_gradio_is_private_and_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADIO_TEMP_DIR", raising=False)
    keep_to_itself()
    folder = Path(os.environ["GRADIO_TEMP_DIR"])
    assert (folder.stat().st_mode & 0o777, list(folder.iterdir())) == (0o700, [])
    keep_to_itself()
    assert Path(os.environ["GRADIO_TEMP_DIR"]) == folder
    folder.rmdir()
