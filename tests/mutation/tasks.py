"""What mutants may do to the process that judges them; the tests name these functions."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from typing import Any


def fates(picks: list[int], **_: Any) -> Iterator[dict[str, Any]]:
    """Of mutants that are numbers: 2 ends its process, 4 waits for ever, 7 kills its worker."""
    for pick in picks:
        if pick == 2:
            os._exit(0)
        if pick == 4:
            time.sleep(600)
        if pick == 7:
            os.kill(os.getppid(), signal.SIGKILL)
            time.sleep(600)
        yield {"pick": pick, "outcome": "caught"}
