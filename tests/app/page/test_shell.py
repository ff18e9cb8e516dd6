"""The shell: what is added to Gradio's page, and what is kept out."""

import asyncio
import re
from importlib import resources
from typing import Any

import pytest

from app.page.files import MODULES, bundle
from app.page.frame import threshold_html
from app.page.shell import Shell
from app.texts import SWEDISH
from app.web.asgi import POLICY
from tests.support.site.asgi import get

PAGE = """<!doctype html>
<html
	lang="en"
	style="margin: 0">
	<head>
		<meta charset="utf-8" />
		<meta property="og:image" content="https://elsewhere.example/a.jpg" />
		<meta
			name="twitter:image"
			content="https://elsewhere.example/a.jpg"
		/>
		<link rel="manifest" href="/manifest.json" />
	</head>
	<body><gradio-app></gradio-app><p>kept</p></body>
</html>"""

ASKED: list[Any] = []


async def inner(scope: Any, _receive: Any, send: Any) -> None:
    """Stands for Gradio: its page at the root, in two pieces, and a word anywhere else."""
    ASKED.append(scope)
    root = scope["path"].removeprefix(scope["root_path"]) == "/"
    kind = b"text/html" if root else b"text/plain"
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", kind)]})
    body = PAGE.encode() if root else b"inner"
    await send({"type": "http.response.body", "body": body[:200], "more_body": True})
    await send({"type": "http.response.body", "body": body[200:], "more_body": False})


SHELL = Shell(inner)


def test_page_names_no_other_host() -> None:
    status, headers, page = get(SHELL, "/")
    assert status == 200
    assert headers["content-security-policy"] == POLICY
    assert "elsewhere.example" not in page
    assert "manifest" not in page
    assert "<p>kept</p>" in page


def test_page_has_our_head_in_the_language_of_the_visitor() -> None:
    _, _, page = get(SHELL, "/", accept_language="sv-FI,fi;q=0.5", accept_encoding="gzip, br")
    assert re.search(r'<html\s+lang="sv" data-view="ask" class="waits"\s+style="margin: 0">', page)
    assert f"<title>{SWEDISH.page_title}</title>" in page
    assert f"{threshold_html('sv')}<gradio-app>" in page
    _, _, page = get(SHELL, "/", accept_language="fi", cookie="a=b; pykala-language=en")
    assert re.search(r'<html\s+lang="en"', page)


@pytest.mark.parametrize("cookie", ['pykala-language="<b>; =;;\x7f', "pykala language", "a[=1", ""])
def test_damaged_cookies_are_passed_over(cookie: str) -> None:
    _, _, page = get(SHELL, "/", accept_language="sv", cookie=cookie)
    assert re.search(r'<html\s+lang="sv"', page)


def test_page_is_asked_for_uncompressed_and_the_rest_as_it_comes() -> None:
    get(SHELL, "/", accept_encoding="br")
    assert b"accept-encoding" not in dict(ASKED[-1]["headers"])
    get(SHELL, "/config", accept_encoding="br")
    assert dict(ASKED[-1]["headers"])[b"accept-encoding"] == b"br"


def files(page: str) -> list[str]:
    return re.findall(r'(?:href|src)="(page-files/[^"]+)"', page)


def test_page_loads_its_style_and_script_from_here() -> None:
    _, _, page = get(SHELL, "/")
    script, style = files(page)
    version = style.split("/")[1]
    assert re.fullmatch("[0-9a-f]{12}", version)
    assert style == f"page-files/{version}/page.css"
    # It runs before any of Gradio's.
    assert f'<script type="module" src="{script}"></script><meta' in re.sub(
        r"\s+<meta charset", "<meta charset", page
    )
    _, headers, text = get(SHELL, f"/{script}")
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert not re.search(r"^(im|ex)port ", text, re.MULTILINE)
    assert text.count("Module = (() => {\n") == len(MODULES)
    status, headers, body = get(SHELL, f"/{style}")
    assert (status, headers["content-type"]) == (200, "text/css; charset=utf-8")
    assert headers["content-length"] == str(len(body.encode()))
    assert get(SHELL, f"/page-files/{version}/chat.py")[2] == "inner"


def test_modules_of_a_script_are_bundled_each_in_a_function_of_its_own() -> None:
    modules = {
        "parts": "let count = 0;\nexport const one = () => count;\nexport async function two() {}\n",
        "whole": 'import { one, two } from "./parts.js";\nconst count = one();\n',
    }
    assert bundle(modules) == (
        "const partsModule = (() => {\nlet count = 0;\nconst one = () => count;\nasync function two() {}\n"
        "return { one, two };\n})();\n"
        "const wholeModule = (() => {\nconst { one, two } = partsModule;\nconst count = one();\n"
        "return {  };\n})();\n"
    )


def test_each_module_comes_after_those_that_it_imports() -> None:
    script = resources.files("app").joinpath("static", "script")
    assert sorted(f"{name}.js" for name in MODULES) == sorted(each.name for each in script.iterdir())
    for place, name in enumerate(MODULES):
        text = script.joinpath(f"{name}.js").read_text("utf-8")
        imported = re.findall(r'^import .* from "\./(\w+)\.js";$', text, re.MULTILINE)
        assert len(imported) == text.count("import ")
        assert set(imported) <= set(MODULES[:place])


def test_style_and_script_are_kept_for_as_long_as_they_are_the_same() -> None:
    for address in files(get(SHELL, "/")[2]):
        assert get(SHELL, f"/{address}")[1]["cache-control"] == "private, max-age=31536000, immutable"
        place, _, name = address.split("/")
        assert get(SHELL, f"/{place}/0123456789ab/{name}")[1]["cache-control"] == "no-cache"
    assert get(SHELL, "/")[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize("view", ["ask", "tour"])
def test_page_is_written_in_the_view_that_is_asked_for(view: str) -> None:
    assert f'data-view="{view}"' in get(SHELL, f"/?view={view}")[2]


def test_whatever_comes_from_inside_carries_the_policy() -> None:
    status, headers, _ = get(SHELL, "/theme.css")
    assert (status, headers["content-security-policy"]) == (200, POLICY)
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
    assert headers["content-type"] == "text/plain"


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("view=api", "/"),
        ("view=settings&doc=a+b.md&span=1-2", "/?doc=a+b.md&span=1-2"),
        ("doc=%C3%A4.md&view=", "/?doc=%C3%A4.md"),
        ("view=tour&view=api", "/?view=tour"),
        ("view=%0d%0aset-cookie:x&doc=%0d%0ax:y", "/?doc=%0D%0Ax%3Ay"),
    ],
)
def test_views_of_gradio_lead_to_ours(query: str, place: str) -> None:
    for prefix in ("", "/pykala"):
        status, headers, _ = get(SHELL, f"{prefix}/?{query}", root_path=prefix)
        assert (status, headers["location"]) == (303, prefix + place)
        assert get(SHELL, headers["location"], root_path=prefix)[0] == 200
    assert get(SHELL, "/?view=tour&doc=a.md&__theme=dark")[0] == 200


def test_visitors_who_logged_in_can_log_out() -> None:
    assert "logout" not in get(SHELL, "/")[2]
    _, _, page = get(Shell(inner, closed=True), "/")
    (form,) = re.findall(r'<form class="log-out" method="post" action="logout">.*?</form></body>', page)
    assert re.findall(r'<span lang="(..)">', form) == ["fi", "sv", "en"]


def test_page_behind_a_prefix() -> None:
    assert "<title>" in get(SHELL, "/pykala/", root_path="/pykala")[2]
    style = files(get(SHELL, "/pykala/", root_path="/pykala")[2])[-1]
    assert get(SHELL, f"/pykala/{style}", root_path="/pykala")[0] == 200


def test_error_in_place_of_the_page_is_passed_on() -> None:
    async def broken(_scope: Any, _receive: Any, send: Any) -> None:
        await send(
            {"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"text/plain")]}
        )
        await send({"type": "http.response.body", "body": b"who are you?"})

    status, headers, body = get(Shell(broken), "/")
    assert (status, headers["content-type"], body) == (401, "text/plain", "who are you?")


def test_what_is_not_http_passes_through() -> None:
    seen: list[str] = []

    async def lifespan(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(Shell(lifespan)({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]
