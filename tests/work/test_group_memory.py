"""A program and all that it starts have one bound of memory together."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from solutions.web.typesetting import typesetter
from solutions.web.typesetting.typesetter import Formula, Typesetter, TypesetterFailed
from solutions.work.workers import pool
from solutions.work.workers.endings import MEMORY, Ended
from solutions.work.workers.keeper import below, held
from solutions.work.workers.pool import Pool
from solutions.work.workers.processes import Process

MIB = 1 << 20
HOLDS = "kept = bytearray(b'x') * (60 << 20); import time; time.sleep(600)"
THREE = f"""
import subprocess, sys, time
for _ in range(3):
    subprocess.Popen([sys.executable, "-c", {HOLDS!r}], start_new_session=True)
print(flush=True)
time.sleep(600)
"""


def started(memory: int) -> Process:
    """A program whose three children hold 60 MiB each, in sessions of their own."""
    process = Process([sys.executable, "-c", THREE], memory=memory)
    process.stdout.readline()
    return process


def test_what_a_group_holds_together_is_bounded() -> None:
    process = started(150 * MIB)
    keeper = process.pid
    assert process.wait(120) == -9
    assert process.outgrew()
    assert not below(keeper)
    process.kill()


def test_a_group_within_its_bound_goes_on() -> None:
    process = started(400 * MIB)
    until = time.monotonic() + 120
    while held(below(process.pid)) < 180 * MIB:
        assert time.monotonic() < until
        time.sleep(0.05)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(1.5)
    assert not process.outgrew()
    process.kill()


def test_a_task_that_shares_out_what_it_takes_is_told_its_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "SHARED", 64 * MIB)
    with Pool(1, clock=120, memory=128 * MIB) as made:
        future = made.submit("tests.work.tasks:hold_in_children", 5, 60)
        with pytest.raises(Ended) as ended:
            future.result()
        assert made.submit("tests.work.tasks:double", 4).result() == 8
    assert ended.value.way == MEMORY
    assert "not settled within 128 MiB of memory" in str(ended.value)


def test_a_wrapper_of_node_that_takes_all_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetter, "MEMORY", 150 * MIB)
    told = "formulas cannot be set: Node ended with exit code -9: it held more than"
    with pytest.raises(TypesetterFailed, match=told):
        Typesetter((sys.executable, "-c", THREE.replace("print(flush=True)", ""))).set(
            [Formula("x")]
        )
