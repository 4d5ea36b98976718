"""Taking links in."""

import hashlib
import uuid
from typing import Annotated

from fastapi import Header

from app.core.remote import ID_HEADER, Submitted
from cloud.api.answers import Started
from cloud.api.bodies import Batch, Single
from cloud.api.owned import answers, owned_router
from cloud.api.problems import ProblemCode, Refused
from cloud.api.services import In, Owner, Services
from cloud.store.batches import Taken

router = owned_router("Submit")

Key = Annotated[
    str | None,
    Header(
        alias=ID_HEADER,
        pattern="^[ -~]{1,200}$",
        description="Sent again with the same body, nothing is begun twice",
    ),
]
_ANSWERS = answers(
    *(ProblemCode.IDEMPOTENCY_KEY_REUSED, ProblemCode.QUOTA_LINKS),
    *(ProblemCode.QUOTA_BATCHES, ProblemCode.QUOTA_BYTES),
)


@router.post("/batch-download", responses=_ANSWERS)
def start_batch(body: Batch, owner: Owner, services: In, key: Key = None) -> Submitted:
    """Download a list of links."""
    taken = _submit(services, owner, body, key)
    return Submitted(taken.batch_id, taken.ids, _message(taken))


@router.post("/download", responses=_ANSWERS)
def start_download(body: Single, owner: Owner, services: In, key: Key = None) -> Started:
    """Download one link, as a batch of its own."""
    taken = _submit(services, owner, body.as_batch(), key)
    return Started(taken.ids[0], taken.batch_id, _message(taken))


def _submit(services: Services, owner: str, batch: Batch, key: str | None) -> Taken:
    most = services.config.max_batch_urls
    if len(batch.urls) > most:
        raise Refused(ProblemCode.INVALID, f"urls: at most {most} at once")
    taken = services.batches.submit(
        owner,
        str(uuid.uuid4()),
        batch.downloads(),
        idempotency_key=hashlib.sha256(key.encode()).hexdigest() if key else "",
        digest=batch.digest(),
    )
    if taken.new:
        services.wake(taken.new)
    return taken


def _message(taken: Taken) -> str:
    known = len(taken.ids) - taken.new
    if not taken.new:
        return f"All {known} videos were known already" if known > 1 else "It was known already"
    started = f"Started batch download of {taken.new} video{'s' if taken.new > 1 else ''}"
    return f"{started}, {known} known already" if known else started
