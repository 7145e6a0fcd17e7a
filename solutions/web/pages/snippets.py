"""A named section of a module, as it stands in the file: `# --8<-- [start:name]` … `[end:name]`."""

import re
from pathlib import Path
from textwrap import dedent

from solutions import catalogue
from solutions.printing.markup import BlockError
from solutions.web.lookup import ROOT, unknown
from solutions.work import sources

_MARK = re.compile(r"\s*# --8<-- \[(start|end):([\w-]+)\]\s*")


def section(file: Path, name: str, shown_as: str) -> str:
    """The section's lines, dedented, without its own and other sections' marks.

    Raises BlockError when the file, the section or its end is missing.
    """
    if not file.is_file():
        raise BlockError(f"no file {shown_as} to take section {name!r} from")
    lines = file.read_text(encoding="utf-8").splitlines()
    marks = [(number, match) for number, line in enumerate(lines) if (match := _MARK.match(line))]
    starts = {match[2]: number for number, match in marks if match[1] == "start"}
    if name not in starts:
        raise unknown("section", name, starts, shown_as)
    first = starts[name] + 1
    ends = [n for n, match in marks if match[1] == "end" and match[2] == name and n >= first]
    if not ends:
        raise BlockError(f"{shown_as}:{first}  section {name!r} has no # --8<-- [end:{name}]")
    body = [line for line in lines[first : ends[0]] if not _MARK.match(line)]
    return dedent("\n".join(body)).strip("\n")


def home(module: str, name: str) -> str:
    """The file that has the section: the part's module, or one that it imports and is no part."""
    file = ROOT / module
    if not file.is_file():
        return module
    parts = set(catalogue.parts().values())
    near = [sources.path_of(own) for own in sources.imports_of(file) if own not in parts]
    holding = (path for path in (file, *near) if f"[start:{name}]" in path.read_text("utf-8"))
    return sources.shown(next(holding, file))
