"""Requests and answers: JSON over the standard library's HTTP server."""

import json
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BODY_LIMIT, READ_LIMIT = 64 << 10, 8 << 20


class Problem(Exception):
    """A refusal, answered as {"error": {"code", "message"}}. The template branches on the code."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def text_in(body, name, limit):
    if isinstance(body.get(name), str) and 0 < len(body[name]) <= limit:
        return body[name]
    raise Problem(400, "invalid_request", f"{name}: must be a text of 1 to {limit} characters")


class Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body of an answer leave together

    @property
    def token(self):
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def body(self, limit=BODY_LIMIT):
        if len(self.content) > limit:
            raise Problem(413, "body_too_large", f"The body is over {limit >> 10} KB.")
        return self.content

    def json(self):
        text = self.body()
        if "json" not in self.headers.get("Content-Type", ""):
            raise Problem(415, "unsupported_media_type", "Send JSON.")
        try:
            body = json.loads(text)
        except ValueError as error:
            raise Problem(400, "invalid_json", "The body is no JSON.") from error
        if not isinstance(body, dict):
            raise Problem(400, "invalid_request", "The body must be an object.")
        return body

    def serve(self):
        path = self.path.split("?")[0]
        methods = self.routes.get(path)
        if path.startswith("/api/pictures/") and self.command == "GET":
            return self.serve_picture(path)
        if not methods:
            raise Problem(404, "not_found", "There is nothing here.")
        if self.command not in methods:
            raise Problem(405, "method_not_allowed", f"Use {', '.join(methods)}.")
        result = methods[self.command](self)
        if result is None:
            return self.answer(204, b"")
        return self.answer(200, json.dumps(result).encode())

    def serve_picture(self, path):
        found = self.pictures(path.rpartition("/")[2])
        if not found:
            raise Problem(404, "not_found", "There is no such picture.")
        kind, picture = found
        self.answer(200, picture, kind)

    def answer(self, status, body, kind="application/json"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("X-Content-Type-Options", "nosniff")
        if status == 429:
            self.send_header("Retry-After", "60")
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_request(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.content = self.rfile.read(min(length, READ_LIMIT))  # all: the next request is behind it
        self.close_connection = self.close_connection or length > READ_LIMIT
        try:
            self.serve()
        except Problem as problem:
            error = {"code": problem.code, "message": problem.message}
            self.answer(problem.status, json.dumps({"error": error}).encode())
        except Exception:  # a fault of this program: its log says which
            traceback.print_exc()
            self.answer(500, b'{"error": {"code": "internal", "message": "The log says why."}}')

    do_GET = do_POST = do_PUT = do_DELETE = handle_request


def serve(routes, pictures, port):
    """`routes`: path, method, and what answers it. `pictures`: gives type and bytes for a name."""
    handler = type("Handler", (Request,), {"routes": routes, "pictures": staticmethod(pictures)})
    ThreadingHTTPServer(("127.0.0.1", port), handler).serve_forever()
