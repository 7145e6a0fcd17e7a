"""The command line: ``python -m solutions``."""

import sys

from solutions.cli import main

sys.exit(main())
