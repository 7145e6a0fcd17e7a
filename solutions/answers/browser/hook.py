"""A MkDocs hook that puts Python for the reader's browser into the site, after the pages.

While the site is served, whoever serves it says `extra: {pack: later}` and makes the pack when the
page is shown; until then the manifest says that it is coming, and so does the field.
"""

import shutil
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel

from solutions.answers.browser import pack

FOLDER = "assets/python"
COMING = '{"coming": true}'


def on_files(files: Files, /, config: MkDocsConfig) -> Files:
    """Let pages refer to the pack's manifest."""
    manifest = File.generated(
        config, f"{FOLDER}/{pack.MANIFEST}", content=COMING, inclusion=InclusionLevel.NOT_IN_NAV
    )
    files.append(manifest)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Put in the pack's files, made before or now."""
    if config.extra.get("pack") == "later":
        return
    try:
        made = pack.files()
    except pack.PackFailed as error:
        raise BuildError(str(error)) from None
    for name, file in made.items():
        shutil.copyfile(file, Path(config.site_dir, FOLDER, name))
