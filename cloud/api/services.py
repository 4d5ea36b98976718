"""What the routes need, and how they get it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

import redis.asyncio
from fastapi import Depends
from starlette.requests import Request

from app.core.remote import ServiceVersions
from cloud.config import Config
from cloud.files import Files
from cloud.owners import Owners
from cloud.store.batches import BatchStore
from cloud.store.runs import Stats


@dataclass(frozen=True, slots=True)
class Services:
    """All that the interface stands on.

    `events` is used and closed on the server's loop. `stats` raises `StoreAway`. `wake` tells
    workers that there is so much new to run; it must not raise: a wake-up that is lost costs
    a pulse, and a submit that was taken in must be answered so.
    """

    config: Config
    batches: BatchStore
    stats: Callable[[], Stats]
    events: redis.asyncio.Redis
    files: Files
    owners: Owners
    wake: Callable[[int], None]
    versions: ServiceVersions


async def _services(request: Request) -> Services:
    return cast("Services", request.app.state.services)


async def _owner(request: Request) -> str:
    return cast("str", request.state.owner)


In = Annotated[Services, Depends(_services)]
Owner = Annotated[str, Depends(_owner)]
