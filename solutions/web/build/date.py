"""A MkDocs hook for the date that a site bears: that of the last commit, or none.

MkDocs writes the day of the build into the sitemap and its archive, so that two builds of the same
sources differ. It takes SOURCE_DATE_EPOCH instead where that is set, as other tools do.
"""

import os
import re
import subprocess
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

EPOCH = "SOURCE_DATE_EPOCH"
NONE = "0"
"""What gzip writes where there is no date."""
_DATE = re.compile(r"<lastmod>.*?</lastmod>")


def on_config(config: MkDocsConfig) -> None:
    """Set the date, unless whoever builds has set one."""
    os.environ.setdefault(EPOCH, _committed(Path(config.config_file_path).parent))


def on_post_template(output: str, /, template_name: str, config: MkDocsConfig) -> str:
    """Leave the date out of the sitemap where there is none."""
    none = template_name == "sitemap.xml" and os.environ[EPOCH] == NONE
    return _DATE.sub("", output) if none else output


def _committed(root: Path) -> str:
    asked = ["git", "-C", str(root), "log", "-1", "--format=%ct"]
    with suppress(OSError, subprocess.CalledProcessError):
        done = subprocess.run(asked, capture_output=True, text=True, check=True)
        return done.stdout.strip() or NONE
    return NONE
