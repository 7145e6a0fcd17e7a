"""A MkDocs hook that puts Python for the reader's browser into the site, at build and at serve."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel

from solutions.answers.browser import pack

FOLDER = "assets/python"


def on_files(files: Files, /, config: MkDocsConfig) -> Files:
    """Add the pack's files, made before or now."""
    try:
        made = pack.files()
    except pack.PackFailed as error:
        raise BuildError(str(error)) from None
    for name, file in made.items():
        added = File.generated(
            config,
            f"{FOLDER}/{name}",
            abs_src_path=str(file),
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        files.append(added)
    return files
