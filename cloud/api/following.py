"""The owner's events, as they happen."""

from contextlib import aclosing
from typing import Annotated, Any, cast

from fastapi import Header, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from cloud.api.follower import Follower
from cloud.api.owned import answers, owned_router
from cloud.api.problems import ProblemCode
from cloud.api.services import In, Owner
from cloud.api.streams import EventStreams
from cloud.store.batches import BatchStore

router = owned_router("Events")

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Events `snapshot`, `update` and `removed`, each with the JSON of its kind",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    },
    **answers(ProblemCode.TOO_MANY_STREAMS),
}

LastId = Annotated[str, Header(alias="Last-Event-ID", description="The last event that was heard")]
LastIdInQuery = Annotated[str, Query(description="The same, for those who cannot set a header")]


@router.get(
    "/events",
    responses=_ANSWERS,
    response_class=Response,
)
async def events(
    request: Request,
    owner: Owner,
    services: In,
    last_id: LastId = "",
    last_event_id: LastIdInQuery = "",
) -> Response:
    """Every change of every download, as server-sent events.

    It begins with a `snapshot` of all downloads in pages, and goes on after the last event that
    was heard without gaps; where that is too long ago it begins with a snapshot again.
    """
    streams = cast("EventStreams", request.app.state.streams)
    return _EventResponse(streams, services.batches, owner, last_id or last_event_id)


class _EventResponse(Response):
    """A stream that takes its place when it begins, and gives it back however it ends."""

    def __init__(self, streams: EventStreams, store: BatchStore, owner: str, last_id: str) -> None:
        super().__init__()
        self._streams = streams
        self._store = store
        self._owner = owner
        self._last_id = last_id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async with self._streams.hub(self._owner) as hub:
            follower = Follower(self._store, self._owner, hub, self._last_id)
            async with aclosing(follower.chunks()) as chunks:
                response = StreamingResponse(
                    chunks, headers=_HEADERS, media_type="text/event-stream"
                )
                await response(scope, receive, send)
