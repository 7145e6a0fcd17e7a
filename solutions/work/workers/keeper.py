"""The keeper of one program: it starts it, and when either ends nothing is left of what it started.

    python keeper.py LIFELINE LIMITS MEMORY PROGRAM [ARGUMENT…]

``LIFELINE`` is a socket whose other end is with whoever wants the program. When it closes, be it
that they said so or that they were killed, every process below this one is killed, in whichever
session or group it is; the same when the program ends by itself, and then this process ends in the
same way. On Linux nothing escapes, since orphans come to us; elsewhere the program's group ends.
The same when all of them together hold more than ``MEMORY`` bytes, if that is not 0, which is said.

It is run as a file by a Python without site packages, which takes some twenty milliseconds.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from contextlib import suppress
from select import select
from typing import NoReturn

LINUX = sys.platform == "linux"
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
LOOK = 1.0
"""Seconds between two looks at whether our parent lives, if a copy of it holds the lifeline."""
OUTGREW = b"memory\n"
"""Said on the lifeline where the program and what it started were ended for their memory."""


def adopt() -> None:
    """From here on, whatever is orphaned below this process becomes its child."""
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_with(parent: int) -> None:
    """End when ``parent`` does: said by a child that a process with one thread has just forked.

    The system means the thread that forked, which is why no other process may use it.
    """
    if LINUX:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


def below(ancestor: int) -> list[int]:
    """All living processes below one; none where the system does not tell."""
    children: dict[int, list[int]] = {}
    for entry in os.listdir("/proc") if LINUX else ():
        with suppress(OSError, ValueError):
            with open(f"/proc/{int(entry)}/stat", "rb") as told:
                state, parent, *_ = told.read().rpartition(b") ")[2].split()
            if state != b"Z":
                children.setdefault(int(parent), []).append(int(entry))
    found: list[int] = []
    todo = [ancestor]
    while todo:
        found += (below_it := children.get(todo.pop(), []))
        todo += below_it
    return found


def held(processes: list[int]) -> int:
    """The bytes of memory that they hold together; what they share counts for each."""
    pages = 0
    for process in processes:
        with suppress(OSError, ValueError), open(f"/proc/{process}/statm", "rb") as told:
            pages += int(told.read().split()[1])
    return pages * resource.getpagesize()


def end_children(group: int = 0) -> None:
    """Kill all processes of a group and all below this one, and wait until none is left."""
    if group:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    while True:
        with suppress(ChildProcessError):
            if os.waitpid(-1, os.WNOHANG)[0]:
                continue
            for process in below(os.getpid()):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            os.waitpid(-1, 0)
            continue
        return


def wakened() -> tuple[int, int]:
    """The ends of a pipe, whose first can be read as soon as a child has ended or a signal came."""
    wake, said = os.pipe()
    for end in (wake, said):
        os.set_blocking(end, False)
    signal.set_wakeup_fd(said, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    return wake, said


def end_as(status: int) -> NoReturn:
    """End as a process ended whose status this is."""
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(OSError):  # two signals have no other action than theirs
            signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


def main() -> NoReturn:
    """Start the program, and stay until it or who wants it has ended."""
    lifeline, limits, most = int(sys.argv[1]), json.loads(sys.argv[2]), int(sys.argv[3])
    program = sys.argv[4:]
    wanted_by, told_to_end = os.getppid(), []
    adopt()
    wake, _ = wakened()
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, lambda number, _: told_to_end.append(number))
    told, tell = os.pipe()
    me = os.getpid()
    child = os.fork()
    if not child:
        _become(program, limits, me, tell)
    os.close(tell)
    said = os.read(told, 16)
    with suppress(OSError):
        os.write(lifeline, (said or b"0") + b"\n")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in range(3):
        os.dup2(nowhere, descriptor)
    while True:
        ready = select([lifeline, wake], [], [], LOOK)[0]
        if lifeline in ready or told_to_end or os.getppid() != wanted_by:
            end_children(child)
            end_as(signal.SIGKILL)
        if most and held(below(me)) > most:
            end_children(child)
            with suppress(OSError):
                os.write(lifeline, OUTGREW)
            end_as(signal.SIGKILL)
        with suppress(BlockingIOError):
            os.read(wake, 1 << 10)
        ended = -1
        while ended:
            ended, status = os.waitpid(-1, os.WNOHANG)
            if ended == child:
                end_children(child)
                end_as(status)


def _become(program: list[str], limits: dict[str, int], keeper: int, tell: int) -> NoReturn:
    """What the child does; ``tell`` closes as soon as the program runs."""
    try:
        signal.set_wakeup_fd(-1)
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGPIPE, signal.SIGXFSZ):
            signal.signal(each, signal.SIG_DFL)
        os.setsid()
        end_with(keeper)
        for name, most in limits.items():
            kind = getattr(resource, name)
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
        os.execvp(program[0], program)
    except OSError as why:
        os.write(tell, str(why.errno).encode())
    os._exit(127)


if __name__ == "__main__":
    main()
