"""Serve the site while it is written: `python -m solutions.web.serve HOST:PORT`."""

import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import click
from mkdocs.__main__ import State
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from solutions.web.serve.server import Server


def main(address: str) -> None:
    """Build, serve until interrupted, and build again after every save."""
    look = State()  # MkDocs' own look of what it says, while this is kept
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        site = Path(folder, "site")

        def configured() -> MkDocsConfig:
            return load_config(site_dir=str(site), dev_addr=address, strict=True)

        config = configured()
        host, port = config.dev_addr
        mount = urlsplit(config.site_url or "/").path

        def built(later: bool) -> None:
            each = configured()
            each.extra["pack"] = "later"
            each.extra["judge"] = "later" if later else "now"
            each.site_url = server.url
            build(each, serve_url=server.url)

        server = Server(built, host, port, str(site), mount)
        config.plugins.on_startup(command="serve", dirty=False)
        try:
            server.builder()
            for watched in (config.docs_dir, config.config_file_path, *config.watch):
                server.watch(str(watched))
            server.serve()
        except KeyboardInterrupt:
            look.logger.info("Shutting down...")
        finally:
            server.behind.end()
            server.shutdown()
            config.plugins.on_shutdown()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except click.ClickException as why:
        why.show()
        sys.exit(1)
