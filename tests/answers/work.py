"""Work counted in calls of functions: the same on every machine, however busy it is."""

from __future__ import annotations

import sys
from types import FrameType, TracebackType
from typing import Any


class TooMuch(BaseException):
    """More calls than are allowed; no ``except Exception`` takes it for an answer."""


class Work:
    """Counts the calls inside ``with``, and ends what makes more than ``most`` of them."""

    def __init__(self, most: int) -> None:
        self.most, self.calls = most, 0

    def __enter__(self) -> Work:
        sys.setprofile(self._seen)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.setprofile(None)

    def _seen(self, frame: FrameType, event: str, argument: Any) -> None:
        del frame, argument
        if event in ("call", "c_call"):
            self.calls += 1
            if self.calls > self.most:
                sys.setprofile(None)
                raise TooMuch(f"more than {self.most} calls")
