"""A proxy as a city has one: it serves the page at a path of its own, and takes that off."""

import http.client
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Proxy(ThreadingHTTPServer):
    """Passes on what lies below a prefix to a port of this machine; ``outside`` are the other paths asked."""

    daemon_threads = True

    def __init__(self, port: int, prefix: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream, self.prefix = port, prefix
        self.outside: list[str] = []
        self.address = f"http://localhost:{self.server_address[1]}{prefix}/"

    def __enter__(self) -> "Proxy":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One request, passed on; what comes back goes out as it comes in, so that events are not held up."""

    server: Proxy

    def log_message(self, *_: Any) -> None:
        pass

    def _pass_on(self) -> None:
        if not self.path.startswith(f"{self.server.prefix}/"):
            self.server.outside.append(self.path)
            self.send_error(404)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        passed = {
            name: value for name, value in self.headers.items() if name.lower() not in {"host", "connection"}
        }
        passed |= {"X-Forwarded-Host": self.headers["Host"], "X-Forwarded-Proto": "http"}
        passed |= {"Host": "127.0.0.1", "X-Forwarded-For": self.client_address[0]}
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.upstream)
        try:
            upstream.request(self.command, self.path.removeprefix(self.server.prefix), body or None, passed)
            answer = upstream.getresponse()
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in {"transfer-encoding", "connection"}:
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            while part := answer.read1(1 << 16):
                self.wfile.write(part)
                self.wfile.flush()
        except (OSError, http.client.HTTPException):
            pass  # one of the two sides has gone
        finally:
            upstream.close()

    do_GET = do_POST = do_DELETE = do_HEAD = _pass_on  # noqa: N815 - the names that the library calls
