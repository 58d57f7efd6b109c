"""Requests and answers: JSON over the standard library's HTTP server."""

import json
import logging
import re
import secrets
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

JSON_LIMIT, PICTURE_LIMIT = 64 << 10, 2 << 20
BODY_LIMIT = PICTURE_LIMIT + JSON_LIMIT
DISCARD_LIMIT = 16 << 20
TIMEOUT_SECONDS = 30

log = logging.getLogger("backend")


class Problem(Exception):
    """A refusal, answered as {"error": {"code", "message", "requestId"}}.

    The template branches on the code.
    """

    def __init__(self, status: int, code: str, message: str):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def text_in(body: dict, name: str, limit: int, shortest: int = 1) -> str:
    """The text in a field of a request."""
    value = body.get(name)
    if isinstance(value, str) and shortest <= len(value) <= limit and is_storable(value):
        return value
    raise Problem(
        400, "invalid_request", f"{name}: must be a text of {shortest} to {limit} characters"
    )


def is_storable(text: str) -> bool:
    """Half a surrogate pair can be neither stored as UTF-8 nor sent back."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = TIMEOUT_SECONDS  # a client that sends nothing holds its thread no longer
    wbufsize = -1  # head and body of an answer leave together
    server_version, sys_version = "backend", ""

    @property
    def token(self) -> str:
        match = re.fullmatch(
            r"(?i:Bearer) ([\w-]{1,512})", self.headers.get("Authorization", ""), re.ASCII
        )
        return match[1] if match else ""

    def json(self) -> dict:
        if not re.match(
            r"application/json\s*(;|$)", self.headers.get("Content-Type", ""), re.IGNORECASE
        ):
            raise Problem(415, "unsupported_media_type", "Send JSON, as application/json.")
        try:
            body = json.loads(self.body(JSON_LIMIT))
        except (ValueError, RecursionError) as error:
            raise Problem(400, "invalid_json", "The body is no JSON.") from error
        if not isinstance(body, dict):
            raise Problem(400, "invalid_request", "The body must be an object.")
        return body

    def body(self, limit: int) -> bytes:
        if len(self.content) > limit:
            raise Problem(413, "body_too_large", f"The body is over {limit >> 10} KB.")
        return self.content

    def handle_request(self) -> None:
        start, self.id, self.status = time.monotonic(), secrets.token_hex(8), 0
        path = self.path.split("?")[0]
        try:
            self.content = self.read_body()
            self.route(path)
        except Problem as problem:
            self.refuse(problem)
        except (ConnectionError, TimeoutError):
            self.close_connection = True  # the client has gone
        except Exception:  # a fault of this program: its log says which
            log.exception(json.dumps({"level": "error", "request": self.id}))
            self.refuse(Problem(500, "internal", "The log says why."))
        line = {"request": self.id, "method": self.command, "path": path, "status": self.status}
        log.info(json.dumps({**line, "ms": round((time.monotonic() - start) * 1000)}))

    do_GET = do_POST = do_PUT = do_DELETE = handle_request

    def read_body(self) -> bytes:
        """The whole body, because the next request follows it.

        Where that is too much, the connection ends.
        """
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers:
            self.close_connection = True
            raise Problem(411, "length_required", "Send the body with Content-Length.")
        if not re.fullmatch(r"\d{1,18}", length, re.ASCII):
            self.close_connection = True
            raise Problem(400, "invalid_request", "Content-Length is no number.")
        if int(length) > BODY_LIMIT:
            self.close_connection = True
            self.discard(min(int(length), DISCARD_LIMIT))
            raise Problem(413, "body_too_large", f"The body is over {BODY_LIMIT >> 10} KB.")
        content = self.rfile.read(int(length))
        if len(content) < int(length):
            raise ConnectionError("the body ended before its time")
        return content

    def discard(self, length: int) -> None:
        """Reads on: a client that is still sending would not read the answer."""
        while length > 0 and (chunk := self.rfile.read(min(length, 1 << 16))):
            length -= len(chunk)

    def route(self, path: str) -> None:
        methods = self.routes.get(path) or self.routes.get(path.rpartition("/")[0] + "/")
        if not methods:
            raise Problem(404, "not_found", "There is nothing here.")
        if self.command not in methods:
            raise Problem(405, "method_not_allowed", f"This address takes {', '.join(methods)}.")
        result = methods[self.command](self)
        if result is None:
            self.answer(204, b"")
        elif isinstance(result, dict):
            self.answer(200, json.dumps(result).encode())
        else:
            kind, content = result
            self.answer(
                200, content, kind, {"Cache-Control": "public, max-age=31536000, immutable"}
            )

    def refuse(self, problem: Problem) -> None:
        error = {"code": problem.code, "message": problem.message, "requestId": self.id}
        waits = {429: {"Retry-After": "60"}, 503: {"Retry-After": "1"}}
        self.answer(
            problem.status, json.dumps({"error": error}).encode(), more=waits.get(problem.status)
        )

    def answer(
        self, status: int, body: bytes, kind: str = "application/json", more: dict | None = None
    ) -> None:
        self.status = status
        self.send_response(status)
        headers = {
            "Cache-Control": "no-store",
            "X-Request-Id": self.id,
            "X-Content-Type-Options": "nosniff",
        }
        if kind.startswith("image/"):  # user content must not run anything
            headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        if status != 204:
            headers |= {"Content-Type": kind, "Content-Length": str(len(body))}
        if self.close_connection:
            headers["Connection"] = "close"
        for name, value in (headers | (more or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Logs nothing: http.server's own line would hold queries; the one above does not."""


class Server(ThreadingHTTPServer):
    request_queue_size = 1024
    daemon_threads = False  # requests in progress are answered before the program ends


def serve(routes: dict, host: str, port: int, stopped) -> None:
    """Serves until SIGTERM or SIGINT.

    `routes`: path, method, and what answers; a path that ends in / serves what is below it.
    """
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    server = Server((host, port), type("Handler", (Request,), {"routes": routes}))
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    server.server_close()
    stopped()
