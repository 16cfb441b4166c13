"""A misbehaving local server: each path has a behaviour, every request is recorded."""

from __future__ import annotations

import gzip
import socketserver
import time
from collections import defaultdict
from threading import Thread

HTML = "text/html; charset=utf-8"
XML = "application/rss+xml; charset=utf-8"


def reply(body=b"", *, status=200, content_type=HTML, length=None, **headers):
    """A behaviour: one complete HTTP reply."""

    def behave(sock, _request):
        lines = [f"HTTP/1.1 {status} Said", "Connection: close"]
        if content_type:
            lines.append(f"Content-Type: {content_type}")
        lines.append(f"Content-Length: {len(body) if length is None else length}")
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        sock.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)

    return behave


def redirect(to, status=302):
    return reply(status=status, Location=to)


def in_turn(*behaviours):
    """Use one behaviour per request in order; the last one repeats."""
    left = list(behaviours)

    def behave(sock, request):
        (left.pop(0) if len(left) > 1 else left[0])(sock, request)

    return behave


def raw(data):
    def behave(sock, _request):
        sock.sendall(data)

    return behave


def hang(seconds=30):
    def behave(_sock, _request):
        time.sleep(seconds)

    return behave


def drip(seconds=30):
    def behave(sock, _request):
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            sock.sendall(b"x")
            time.sleep(0.2)

    return behave


def endless(size=60 * 2**20):
    """Sixty megabytes in chunks, without a Content-Length."""

    def behave(sock, _request):
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        piece = b"a" * 65536
        for _ in range(size // len(piece)):
            sock.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
        sock.sendall(b"0\r\n\r\n")

    return behave


def gzipped(body, *, cut=0, content_type=HTML):
    packed = gzip.compress(body)
    return reply(packed[: len(packed) - cut], content_type=content_type, Content_Encoding="gzip")


def conditional(body, etag, content_type=XML):
    """304 for conditional requests."""
    whole, unchanged = reply(body, content_type=content_type, ETag=etag), reply(status=304, ETag=etag)

    def behave(sock, request):
        (unchanged if request["headers"].get("if-none-match") == etag else whole)(sock, request)

    return behave


class HostileServer:
    """Paths and their behaviours; `requests` by path, with time and headers."""

    def __init__(self):
        self.paths = {"/robots.txt": reply(status=404)}
        self.requests = defaultdict(list)
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self):
                outer._answer(self.request)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            block_on_close = False
            request_queue_size = 64

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self):
        """Its origin."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def hits(self, path):
        """Return how often a path was requested."""
        return len(self.requests[path])

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _answer(self, sock):
        sock.settimeout(40)
        head = b""
        try:
            while b"\r\n\r\n" not in head:
                piece = sock.recv(65536)
                if not piece:
                    return
                head += piece
            first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = first.split()[1]
            headers = {
                name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
            }
            request = {"path": path, "at": time.monotonic(), "headers": headers}
            self.requests[path].append(request)
            self.paths.get(path, reply(b"nothing here", status=404))(sock, request)
        except OSError:
            return


def feed(url, *items):
    """An RSS feed of (path, title) pairs."""
    entries = "".join(
        f"<item><title>{title}</title><link>{url}{path}</link><guid>{path}</guid>"
        f"<pubDate>Thu, 22 Aug 2024 10:00:00 GMT</pubDate><description>What the feed says of {title}.</description></item>"
        for path, title in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><link>{url}</link>{entries}</channel></rss>'.encode()


PARAGRAPH = (
    "The harbour company said on Thursday that the new cranes would be running before winter, after a delay of four "
    "months that it put down to a late delivery of bearings and to two weeks of storms in spring. "
)


def article(title="Cranes will run before winter", *, extra="", body=PARAGRAPH * 6, head=""):
    paragraphs = "".join(f"<p>{body[start : start + 380]}</p>" for start in range(0, len(body), 380))
    return (
        f'<!doctype html><html lang="en"><head><title>{title} - Harbour Daily</title>{head}'
        f'<meta property="article:published_time" content="2024-08-22T10:00:00+01:00"></head>'
        f"<body><article><h1>{title}</h1>{extra}{paragraphs}</article></body></html>"
    ).encode()
