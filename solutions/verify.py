"""Parts through the door: each with what it rests on, judged or from its receipt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor

from solutions import catalogue
from solutions.kernel.errors import NotVerified
from solutions.work import dispatch, door, sources
from solutions.work.dispatch import Result
from solutions.work.door import Content, Job, Outcome, report

KIND = "receipts"


def run(
    ids: Iterable[str] | None = None,
    *,
    fresh: bool = False,
    workers: int = 0,
    limit: float = dispatch.TIME_LIMIT,
    done: Callable[[Result], None] = lambda result: None,
    modules: dict[str, str] | None = None,
    executor: Executor | None = None,
) -> Outcome:
    """Verify the asked parts and what they rest on; take what has a valid receipt from it.

    ``done`` is called as each part is settled. Raises ``LookupError`` for an unknown
    part and :class:`Malformed` for a circle; a part that fails raises nothing here. ``executor`` is
    where parts are judged, if it is not on this machine.
    """
    modules = catalogue.parts() if modules is None else modules
    graph = sources.uses(modules)
    asked = [_job(part, modules[part], graph) for part in select(ids, graph)]
    outcome = door.judged(
        asked, fresh=fresh, workers=workers, limit=limit, done=done, executor=executor
    )
    for part, receipt in outcome.found.items():
        receipt["uses"] = graph[part]
    return outcome


def select(ids: Iterable[str] | None, graph: dict[str, list[str]]) -> list[str]:
    """The asked parts and all they rest on, in order; raises ``LookupError`` for an unknown one."""
    if ids is None:
        return list(graph)
    wanted: set[str] = set()
    for name in ids:
        if name not in graph:
            raise LookupError(f"there is no part {name!r}{catalogue.nearest(name, list(graph))}")
        wanted |= {name, *sources.rests_on(name, graph)}
    return [part for part in graph if part in wanted]


def _job(part: str, module: str, graph: dict[str, list[str]]) -> Job:
    below = tuple(sources.rests_on(part, graph))
    return Job(KIND, part, module, dispatch.VERIFY, rests_on=below)


@door.while_unedited
def verified(done: Callable[[Result], None] = lambda result: None) -> dict[str, Content]:
    """The receipts of all parts, verifying what is stale; cheap while no source is edited.

    Raises :class:`NotVerified`, whose text is the whole report, if anything does not hold.
    """
    outcome = run(done=done)
    if outcome.failures:
        raise NotVerified(report(outcome.failures))
    return outcome.found
