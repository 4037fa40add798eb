"""Health for load balancers, metrics for Prometheus."""

from typing import Any

import msgspec

from shuke.api.ask import Ask
from shuke.api.operation import ANYBODY, Answer, route
from shuke.kernel import health, metrics


class Alive(msgspec.Struct):
    """This process answers."""

    alive: bool = True


class Found(msgspec.Struct):
    """What one check found."""

    name: str
    title: str
    ready: bool
    detail: str | None


class Ready(msgspec.Struct):
    """Whether this process should get traffic."""

    ready: bool
    checks: list[Found]


@route("GET", "/health/live", needs=ANYBODY)
async def live(ask: Ask[None, None]) -> Alive:
    """Whether the process lives."""
    return Alive()


@route("GET", "/health/ready", needs=ANYBODY)
async def ready(ask: Ask[None, None]) -> Ready:
    """Whether the process can serve: database, migrations, disk. 503 when it cannot."""
    readiness: health.Readiness = ask.request.app.state.readiness
    report = await readiness.look()
    found = Ready(
        report.ready,
        [
            Found(
                f.name, ask.say(f.title), f.ready, None if f.detail is None else ask.say(f.detail)
            )
            for f in report.checks
        ],
    )
    return Answer(found, status=200 if report.ready else 503)  # type: ignore[return-value]


@route("GET", "/metrics", needs="figures:read", media_type=metrics.CONTENT_TYPE, answers=str)
async def scrape(ask: Ask[None, None]) -> Any:
    """Metrics of the process and figures of the installation, for a key with `figures:read`."""
    kept: metrics.Metrics = ask.request.app.state.metrics
    return Answer(await kept.text(), media_type=metrics.CONTENT_TYPE)
