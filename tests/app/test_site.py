"""The site as a whole, in a process of its own, as Gradio leaves loops open: what it keeps of visitors."""

import subprocess
import sys

from tests.support.site.command import ROOT

VISITS = """
from fastapi.testclient import TestClient
from app.page.doors import Doors
from app.site import Site, _routes
from tests.support.library import MadeLibrary

routes = _routes(MadeLibrary(), Site())
gradio = next(route.app._inner for route in routes.routes if isinstance(getattr(route, "app", None), Doors))
blocks = gradio.get_blocks().blocks
part = next(number for number, block in blocks.items() if getattr(block, "elem_id", "") == "conversation")
asked = {"question": "Hyväksyi jaosto suunnitelman?", "language": "fi"}
with TestClient(routes) as client:
    for visitor in range(20):
        sent = {"session_hash": f"v{visitor}", "component_id": part, "fn_name": "ask", "data": asked}
        answered = client.post("/gradio_api/component_server/", json=sent)
        assert answered.status_code == 200 and "hyväksyi hoitosuunnitelman" in answered.json(), answered.text
print(len(gradio.state_holder.session_data))
"""


def test_visitors_leave_next_to_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", VISITS], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.stdout, done.returncode) == ("16\n", 0), done.stderr
