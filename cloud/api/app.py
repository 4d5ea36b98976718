"""The application, put together."""

import math
import threading
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext

from fastapi import FastAPI
from starlette.middleware import Middleware

from cloud.api import about, batches, downloads, file, following, refusals, submitting
from cloud.api.gate import Gate
from cloud.api.metrics import Metrics
from cloud.api.openapi import Api
from cloud.api.services import Services
from cloud.api.streams import EventStreams
from cloud.api.watch import Watch

_ROUTERS = (
    *(submitting.router, batches.router, downloads.router, file.router, following.router),
    *(about.router, about.open_router),
)


def create_app(services: Services, beside: AbstractContextManager[object] | None = None) -> FastAPI:
    """The HTTP interface over these services. It closes `services.events` at its end.

    `beside` is entered while it serves.
    """
    streams = EventStreams(services.events, services.config.streams_per_owner)
    metrics = Metrics(services.stats, lambda: streams.open)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        with beside or nullcontext():
            yield
        streams.close()
        await services.events.aclose()

    app = Api(
        services,
        lifespan=lifespan,
        middleware=[Middleware(Watch, metrics), Middleware(Gate, services)],
    )
    app.state.services, app.state.streams, app.state.metrics = services, streams, metrics
    app.state.ready_lock, app.state.ready_at = threading.Lock(), -math.inf
    refusals.install(app)
    for router in _ROUTERS:
        app.include_router(router)
    return app
