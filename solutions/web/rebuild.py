"""A MkDocs hook that makes a rebuild quick: what is served does not depend on it.

Most of a build was spent on letting the search plugin parse drawn formulas and coloured code, whose
marks hold no word to find, on compiling the same templates again at every rebuild, and on asking
for each page whether the receipts are still those of the page before.
"""

import re
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from solutions.web import lookup

# Drawings with all they hold, what is left out of the search (none holds another of its kind), and
# the marks of elements that the search does not tell apart.
_WORDLESS = re.compile(
    r"<(svg|math)\b.*?</\1>|<(section|table|div|figure)\b[^>]*data-search-exclude.*?</\2>"
    r"|</?(?:span|td|th|tr|thead|tbody|em|strong|cite|summary|details|option)\b[^>]*>",
    re.DOTALL,
)


class _Compiled(BytecodeCache):
    """Templates compiled before; Jinja compares the template's text itself."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def on_pre_build(config: MkDocsConfig) -> None:
    """Take receipts as they are now; an edit from here on starts another build."""
    lookup.building(True)


def on_post_build(config: MkDocsConfig) -> None:
    lookup.building(False)


def on_build_error(error: Exception) -> None:
    lookup.building(False)


def on_env(env: Environment, /, config: MkDocsConfig, files: Files) -> Environment:
    """Keep compiled templates for the next rebuild of this process."""
    env.bytecode_cache = _COMPILED
    return env


@event_priority(100)
def _before_search(context: dict[str, Any], /, page: Page, **_: Any) -> dict[str, Any]:
    whole = page.content or ""
    page.content = _WORDLESS.sub("", whole)
    return context | {"whole": whole}


@event_priority(-100)
def _after_search(context: dict[str, Any], /, page: Page, **_: Any) -> dict[str, Any]:
    page.content = context["whole"]
    return context


on_page_context = CombinedEvent(_before_search, _after_search)
