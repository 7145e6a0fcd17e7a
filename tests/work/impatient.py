"""Imported by a worker, it lets a task that heeds no signal go on for one second more, not two."""

from __future__ import annotations

from solutions.work.workers import children

children.SPARE = 1
