"""Batches: how they stand, which there are, and their end."""

from typing import Annotated

from fastapi import Query

from app.core.remote import BatchPage, BatchStatus
from cloud.api.answers import CleanedUp
from cloud.api.ids import BatchId
from cloud.api.left_out import OF_DOWNLOADS
from cloud.api.owned import answers, owned_router
from cloud.api.problems import ProblemCode
from cloud.api.removing import remove_files
from cloud.api.services import In, Owner

router = owned_router("Batches")

Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
Before = Annotated[str, Query(pattern="^[0-9]{0,15}$", description="The `next` of another page")]


@router.get(
    "/batch-status/{batch_id}",
    responses=answers(ProblemCode.NOT_FOUND),
    response_model_exclude=OF_DOWNLOADS,
)
def batch_status(batch_id: BatchId, owner: Owner, services: In) -> BatchStatus:
    """How a batch and each of its downloads stand."""
    return services.batches.batch(owner, batch_id)


@router.delete("/batch-cleanup/{batch_id}", responses=answers(ProblemCode.NOT_FOUND))
def clean_up_batch(batch_id: BatchId, owner: Owner, services: In) -> CleanedUp:
    """Cancel what runs, and remove every file and all that is known; doing it twice is fine."""
    files = services.batches.remove_batch(owner, batch_id)
    remove_files(services.files, files)
    count = f"{len(files)} file{'' if len(files) == 1 else 's'}"
    return CleanedUp(batch_id, len(files), f"Nothing of the batch is left; removed {count}")


@router.get("/batches", responses=answers())
def batches(owner: Owner, services: In, limit: Limit = 20, before: Before = "") -> BatchPage:
    """The batches there are, the newest first, without their downloads."""
    return services.batches.batches(owner, before, limit)
