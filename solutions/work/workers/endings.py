"""The ways in which a task comes to no result: its process ended, or it raised."""

from __future__ import annotations

from typing import Any, Self

EXIT, SIGNAL, PROCESSOR = "exit", "signal", "processor"
CLOCK, MEMORY, UNREADABLE = "clock", "memory", "unreadable"


def _seconds(number: float) -> str:
    return f"{number:g} second" if number == 1 else f"{number:g} seconds"


class Ended(Exception):
    """The process of a task ended, or was ended, before there was a result.

    ``way`` is one of the constants of this module; ``amount`` is what goes with it: the exit code,
    the signal, the seconds of the processor or of the clock that it might take, or the bytes;
    ``told`` are the values that it had yielded until then.
    """

    def __init__(self, way: str, amount: float = 0, told: list[Any] | None = None) -> None:
        super().__init__(way, amount, told or [])
        self.way, self.amount, self.told = way, amount, told or []

    @property
    def how(self) -> str:
        """The exit code or the signal in words; of another way, the whole sentence."""
        words = {EXIT: f"exit code {self.amount:g}", SIGNAL: f"killed by signal {self.amount:g}"}
        return words.get(self.way) or str(self)

    def __str__(self) -> str:
        if self.way in (EXIT, SIGNAL):
            return f"its process ended ({self.how}) before it was settled"
        return {
            PROCESSOR: (
                f"not settled within {_seconds(self.amount)} of the processor; is there a loop "
                "that never ends?"
            ),
            CLOCK: f"not settled within {_seconds(self.amount)}; does it wait for something?",
            MEMORY: (
                f"not settled within {self.amount / (1 << 20):.0f} MiB of memory; does something "
                "grow without end?"
                if self.amount
                else "not settled within the memory of this machine"
            ),
            UNREADABLE: ("its answer cannot be read; does it write to files that it did not open?"),
        }[self.way]

    @classmethod
    def by_code(cls, code: int) -> Self:
        """From an exit code as ``subprocess`` has it, negative for a signal."""
        return cls(SIGNAL, -code) if code < 0 else cls(EXIT, code)


class Lost(Ended):
    """The worker itself ended, or had to be ended, and the task with it."""


class Raised(Exception):
    """A task raised an exception in its process: its type's name, its message and where.

    ``frames`` are ``(file, line)``, the innermost last; ``line`` is that of a text that does not
    parse, else 0; ``trace`` is the traceback as Python prints it; ``told`` is as in :class:`Ended`.
    """

    def __init__(
        self,
        kind: str,
        message: str,
        frames: list[tuple[str, int]],
        line: int,
        trace: str,
        told: list[Any] | None = None,
    ) -> None:
        super().__init__(kind, message, frames, line, trace, told or [])
        self.kind, self.message, self.line, self.trace = kind, message, line, trace
        self.told = told or []
        self.frames = [(str(file), int(number)) for file, number in frames]

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"
