"""What stands between a browser and the page: a city's proxy, and an address that outlives its program."""

import contextlib
import http.client
import socket
import socketserver
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class _Running(socketserver.BaseServer):
    """A server that runs as long as it is entered."""

    daemon_threads = True

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()


class Proxy(_Running, ThreadingHTTPServer):
    """Passes on what lies below a prefix to a port of this machine; ``outside`` are the other paths asked."""

    def __init__(self, port: int, prefix: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.upstream, self.prefix = port, prefix
        self.outside: list[str] = []
        self.address = f"http://localhost:{self.server_address[1]}{prefix}/"


class _Handler(BaseHTTPRequestHandler):
    """One request, passed on; what comes back goes out as it comes in, so that events are not held up."""

    server: Proxy

    def log_message(self, *_: Any) -> None:
        pass

    def _pass_on(self) -> None:
        if not self.path.startswith(f"{self.server.prefix}/"):
            if self.path != "/favicon.ico":  # which a browser asks every host for
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


class Relay(_Running, socketserver.ThreadingTCPServer):
    """An address of this machine that stands for a port; another port is a program that was started anew."""

    block_on_close = False

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Pump)
        self._port = port
        self._open: set[socket.socket] = set()
        self.address = f"http://127.0.0.1:{self.server_address[1]}/"

    def lead_to(self, port: int) -> None:
        """Stand for another port from now on, and cut off whoever is connected."""
        self._port = port
        for connected in tuple(self._open):
            with contextlib.suppress(OSError):
                connected.shutdown(socket.SHUT_RDWR)

    def pump(self, near: socket.socket) -> None:
        """Carry bytes both ways until one side has gone."""
        port = self._port
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)) as far:
            both = {near, far}
            self._open |= both
            if port != self._port:  # that program has gone while it was being reached
                return
            back = threading.Thread(target=_carry, args=(far, near), daemon=True)
            back.start()
            _carry(near, far)
            back.join()
            self._open -= both


class _Pump(socketserver.BaseRequestHandler):
    server: Relay

    def handle(self) -> None:
        self.server.pump(self.request)


def _carry(source: socket.socket, target: socket.socket) -> None:
    """Carry bytes one way; where they end, both ways do."""
    with contextlib.suppress(OSError):
        while part := source.recv(1 << 16):
            target.sendall(part)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
