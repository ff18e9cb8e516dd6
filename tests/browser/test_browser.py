"""What the tests of the page make of a server's errors."""

from tests.support.browser import ROOT, raised

OURS = f"""Traceback (most recent call last):
  File "{ROOT}/.venv/lib/python3.11/site-packages/gradio/queueing.py", line 9, in process
    await call()
  File "{ROOT}/app/page.py", line 9, in ask
    1 / 0
ZeroDivisionError: secret detail
"""
GRADIO = f"""Traceback (most recent call last):
  File "{ROOT}/app/guard.py", line 9, in __call__
    await self.app(scope, receive, send)
  File "{ROOT}/.venv/lib/python3.11/site-packages/gradio/routes.py", line 9, in sse_stream
    del pending[session_hash]
KeyError: 'b2k1'
"""
CANCELLED = """Traceback (most recent call last):
  File "/usr/lib/python3.11/asyncio/tasks.py", line 9, in wait_for
    await waiter
asyncio.exceptions.CancelledError: Cancelled via cancel scope 7f86
"""
DURING = "\nDuring handling of the above exception, another exception occurred:\n\n"
CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"


def test_only_what_gradio_raises_of_a_visitor_who_has_left_is_left_out() -> None:
    assert raised("") == set()
    assert raised(f"INFO: served\n{GRADIO}") == set()
    assert raised(f"{GRADIO}\n{OURS}") == {"ZeroDivisionError: secret detail"}
    assert raised(GRADIO.replace("sse_stream", "queue_join")) == {"KeyError: 'b2k1'"}
    assert raised("Error: no traceback") == {"Error: no traceback"}


def test_what_came_of_an_exception_goes_with_it() -> None:
    assert raised(CANCELLED) == {"asyncio.exceptions.CancelledError: Cancelled via cancel scope 7f86"}
    assert raised(f"{CANCELLED}{DURING}{CANCELLED}{CAUSE}{GRADIO}") == set()
    assert raised(f"{GRADIO}{DURING}{OURS}") == {"KeyError: 'b2k1'", "ZeroDivisionError: secret detail"}
