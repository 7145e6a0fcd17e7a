"""What tasks of a pool may do, from good to bad; the tests name these functions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def double(number: int) -> int:
    return 2 * number


def given(*values: Any, **more: Any) -> list[Any]:
    return [list(values), more]


def nap(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def fail(text: str) -> None:
    raise ValueError(text)


def leave(code: int) -> None:
    os._exit(code)


def interrupt() -> None:
    raise KeyboardInterrupt


def signalled(number: int) -> None:
    os.kill(os.getpid(), number)
    time.sleep(60)


def signal_group() -> None:
    os.killpg(0, signal.SIGKILL)


def kill_worker() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def stop_worker() -> None:
    os.kill(os.getppid(), signal.SIGSTOP)
    time.sleep(60)


def spin() -> None:
    while True:
        pass


def spin_deaf() -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    spin()


def grow() -> int:
    return len(bytearray(4 << 30))


def hold_in_children(number: int, mib: int) -> None:
    code = f"kept = bytearray(b'x') * ({mib} << 20); import time; time.sleep(600)"
    for child in [subprocess.Popen([sys.executable, "-c", code]) for _ in range(number)]:
        child.wait()


def flood(descriptor: int, size: int) -> str:
    block = b"x" * (1 << 20)
    for _ in range(size >> 20):
        os.write(descriptor, block)
    return "done"


def scribble(text: str) -> str:
    """Write to whatever is open, which this function has opened none of."""
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, text.encode())
        except OSError:
            continue
    return "done"


def scribble_and_leave(text: str) -> None:
    scribble(text)
    os._exit(0)


def close_all() -> str:
    os.closerange(3, 256)
    return "done"


def fork() -> str:
    """Go on as two."""
    os.fork()
    return "done"


def daemon(notes: str) -> str:
    """Leave a grandchild behind, in a session of its own, that keeps all that is open."""
    code = f"import os, time; open({notes!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(600)"
    subprocess.Popen([sys.executable, "-c", code], start_new_session=True, close_fds=False)
    while not Path(notes).exists() or not Path(notes).read_text().endswith(" "):
        time.sleep(0.01)
    return "done"


def daemon_and_wait(notes: str) -> None:
    daemon(notes)
    time.sleep(600)


def linger(notes: str) -> None:
    """Leave a process behind as a fork does, in a session of its own, and wait."""
    child = os.fork()
    if not child:
        os.setsid()
        time.sleep(600)
    Path(notes).write_text(str(child))
    time.sleep(600)


def count(most: int) -> Iterator[int]:
    yield from range(most)


def count_and_leave(most: int) -> Iterator[int]:
    yield from range(most)
    os._exit(7)


def slowly(most: int, pause: float) -> Iterator[int]:
    for number in range(most):
        time.sleep(pause)
        yield number


def remember(found: list[int] = []) -> int:  # noqa: B006
    found.append(1)
    return len(found)


def no_json() -> object:
    return object()


def unreadable_message() -> None:
    class Bad(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    raise Bad


def loaded(name: str) -> bool:
    return name in sys.modules


def standing() -> str:
    return json.dumps([os.getcwd(), sys.stdin.read()])


def judge(part: str, module: str) -> dict[str, Any]:
    """Judge a part by its name alone."""
    del module
    if part == "leaves":
        leave(4)
    if part == "fails":
        fail("no")
    if part == "loops":
        spin()
    return {"content": {"id": "another" if part == "other" else part}, "failures": []}
