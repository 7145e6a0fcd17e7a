"""The built site on 127.0.0.1, in a folder of the host, compressed as hosts send it."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = "/some/sub/path/"
TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ipynb")


@dataclass
class Served:
    """The site's address, and what was asked of the server since `asked` was last cleared."""

    address: str
    asked: list[tuple[str, int]] = field(default_factory=list)
    """Path and bytes of each answer, without headers."""

    def sent(self) -> int:
        """The bytes of all answers."""
        return sum(size for _, size in self.asked)


@cache
def packed(file: Path) -> bytes:
    """A file as a host sends it: text through gzip, anything else as it is."""
    content = file.read_bytes()
    return gzip.compress(content, 9) if file.suffix in TEXT else content


@contextmanager
def serving(site: Path) -> Iterator[Served]:
    """Serve a folder under FOLDER of a free port; whatever lies outside of it is not there."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            file = site / path.removeprefix(FOLDER)
            if file.is_dir() and path.endswith("/"):
                file /= "index.html"
            if not path.startswith(FOLDER) or not file.is_file():
                served.asked.append((path, 0))
                self.send_error(404)
                return
            content = packed(file)
            served.asked.append((path, len(content)))
            self.send_response(200)
            self.send_header("Content-Type", self.guess_type(str(file)))
            if file.suffix in TEXT:
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    packed.cache_clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Served(f"http://127.0.0.1:{server.server_port}{FOLDER}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
