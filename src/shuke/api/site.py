"""The assembly of the HTTP side: routes, problems, the events' door, the console and the docs."""

import asyncio
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Final

from litestar import Litestar, Request, Response
from litestar.datastructures import State

from shuke.api import (
    adjusting,
    backtests,
    benefiting,
    benefits,
    bulk,
    catalogue,
    codes,
    coding,
    copies,
    coupons,
    definition_list,
    definitions,
    donations,
    drafts,
    draws,
    entering,
    events,
    exchanging,
    exports,
    families,
    figures,
    finance,
    fulfilment,
    gift_codes,
    gifts,
    health,
    holding,
    inbox,
    issuing,
    journal,
    keys,
    linting,
    me,
    member_list,
    members,
    my_draws,
    my_rewards,
    my_sharing,
    offers,
    packs,
    partners,
    personal,
    planning,
    plans,
    quoting,
    releases,
    reporting,
    reward_figures,
    roll_file,
    sampling,
    session,
    stored_value,
    timeline,
    today,
    transferring,
    trying,
    users,
    wallet,
)
from shuke.api.docs import docs_handlers
from shuke.api.entering import TellPasscode
from shuke.api.event_door import EventDoor
from shuke.api.front import Front
from shuke.api.language import language_of
from shuke.api.once import ACTS_AT_ONCE
from shuke.api.operation import OPERATIONS, allowed, handler
from shuke.api.problem import MEDIA_TYPE, answer, known, trace_of
from shuke.api.static import console_handlers, member_page_handlers
from shuke.kernel import health as checks
from shuke.kernel import jobs, metrics
from shuke.org import Access

if TYPE_CHECKING:
    from shuke.runtime import Shuke

BODY_LIMIT_BYTES: Final = 1024 * 1024
_NOT_ALLOWED: Final = 405
RESOURCES: Final = (
    backtests,
    benefiting,
    benefits,
    bulk,
    catalogue,
    coding,
    codes,
    copies,
    coupons,
    definition_list,
    definitions,
    donations,
    drafts,
    draws,
    entering,
    events,
    exchanging,
    exports,
    families,
    figures,
    finance,
    fulfilment,
    gift_codes,
    gifts,
    health,
    holding,
    inbox,
    journal,
    keys,
    linting,
    member_list,
    me,
    members,
    my_draws,
    my_rewards,
    my_sharing,
    offers,
    packs,
    partners,
    personal,
    planning,
    plans,
    quoting,
    releases,
    reward_figures,
    roll_file,
    sampling,
    session,
    stored_value,
    timeline,
    today,
    transferring,
    trying,
    users,
    wallet,
)
"""The modules whose routes are served; importing them declares the routes."""


def create_app(shuke: "Shuke", tell_passcode: TellPasscode | None = None) -> Litestar:
    """The ASGI application of one process. It neither starts nor stops `shuke`.

    With `tell_passcode` members may sign in by a one-time code that is told there.
    """
    app = Litestar(
        route_handlers=[
            *[handler(operation) for operation in OPERATIONS],
            *docs_handlers(),
            *console_handlers(),
            *member_page_handlers(),
        ],
        exception_handlers={Exception: _problem, 500: _problem},
        openapi_config=None,
        lifespan=[_doing_jobs],
        request_max_body_size=BODY_LIMIT_BYTES,
        logging_config=None,
    )
    set_over(app, shuke, tell_passcode)
    return app


def set_over(app: Litestar, shuke: "Shuke", tell_passcode: TellPasscode | None = None) -> None:
    """Give an application what its handlers work on, and the events' door before them."""
    access = Access(shuke.pool, shuke.clock, shuke.settings.session_key)
    app.state = State(
        {
            "shuke": shuke,
            "access": access,
            "readiness": checks.Readiness(
                [
                    checks.database_check(shuke.pool),
                    checks.migration_check(shuke.pool),
                    checks.disk_check(shuke.settings.data_dir),
                ]
            ),
            "metrics": metrics.Metrics(shuke.pool),
            "today": {},
            "tell_passcode": tell_passcode,
            "acts": asyncio.Semaphore(ACTS_AT_ONCE),
            "ending": asyncio.Event(),
        }
    )
    within = app.asgi_handler
    inner = within.inner if isinstance(within, Front) else within
    app.asgi_handler = Front(inner, EventDoor(shuke.intake, access))


def _doing_jobs(app: Litestar) -> AbstractAsyncContextManager[None]:
    shuke = app.state.shuke
    kinds: list[jobs.JobKind[Any]] = [
        exports.kind_of(shuke),
        copies.kind_of(shuke),
        adjusting.kind(shuke),
        adjusting.issuing(shuke),
        issuing.kind(shuke),
        reporting.kind(shuke),
        backtests.kind(shuke),
    ]
    return exports.running_jobs(shuke, kinds)


def _problem(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    headers = {name.lower(): value for name, value in request.headers.items()}
    trace = trace_of(headers)
    path = request.scope["path"]
    status, named, body = answer(
        known(error, path, trace),
        language_of(headers.get("accept-language")),
        instance=path,
        trace=trace,
    )
    if status == _NOT_ALLOWED:
        named["allow"] = ", ".join(allowed(path))
    return Response(body, status_code=status, headers=named, media_type=MEDIA_TYPE)
