"""What clients may ask for. Whatever is not named here is refused."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import fields
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, model_validator

from app.core.choices import (
    BITRATES,
    AudioFormat,
    Choices,
    Container,
    Quality,
    Sponsors,
    Subtitles,
)
from app.core.download import DownloadRequest, Section
from app.core.link_finder import MAX_LINK, clean_link
from cloud.api.ids import is_uuid
from cloud.store.batches import NewDownload

MOST_URLS = 100
"""Links in one batch, whatever the configuration says."""

_LONGEST_SECTION = 10_000_000  # seconds


def _link(text: str) -> str:
    link = clean_link(text)
    if link is None:
        raise ValueError("an absolute http or https address is needed")
    if urlsplit(link).password:
        # It would lie in the state, and be shown with every update.
        raise ValueError("an address with a password in it is not taken")
    return link


def _id(text: str) -> str:
    small = text.lower()
    if not is_uuid(small):
        raise ValueError("a UUID such as 6c1f2f0e-8f0b-4c5e-9a53-0d8e5a1f7b11 is needed")
    return small


def _bitrate(number: int) -> int:
    if number not in BITRATES:
        raise ValueError(f"one of {', '.join(map(str, BITRATES))}")
    return number


Link = Annotated[
    str,
    Field(min_length=1, max_length=MAX_LINK, json_schema_extra={"format": "uri"}),
    AfterValidator(_link),
]
Id = Annotated[
    str,
    Field(min_length=36, max_length=36, json_schema_extra={"format": "uuid"}),
    AfterValidator(_id),
]
Bitrate = Annotated[
    int, Field(strict=True, json_schema_extra={"enum": list(BITRATES)}), AfterValidator(_bitrate)
]
Language = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{1,35}$")]
Seconds = Annotated[float, Field(strict=True, ge=0, le=_LONGEST_SECTION, allow_inf_nan=False)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(_Body):
    """A part of a video, in seconds from its beginning; without an end it is the rest."""

    start: Seconds = 0.0
    end: Seconds | None = None

    @model_validator(mode="after")
    def _has_length(self) -> "Part":
        if self.end is not None and self.end <= self.start:
            raise ValueError("the end comes after the start")
        return self


class Wanted(_Body):
    """What is fetched of each link; all of it may be left out."""

    audio_only: StrictBool = Field(default=False, description="The sound alone, as the site has it")
    quality: Quality = Field(default=Quality.BEST, description="The most that a video may be")
    container: Container = Field(default=Container.ANY, description="What a video's file becomes")
    audio: AudioFormat | None = Field(default=None, description="The sound alone, as this")
    bitrate: Bitrate | None = Field(default=None, description="Kilobits per second of sound")
    subtitles: Subtitles = Field(default=Subtitles.NONE, description="Where subtitles go")
    languages: Annotated[tuple[Language, ...], Field(max_length=20)] = Field(
        default=(), description="Of subtitles; none: the original's"
    )
    automatic_subtitles: StrictBool = Field(default=False, description="Also those by machines")
    chapters: StrictBool = Field(default=False, description="Embed the chapters")
    tags: StrictBool = Field(default=False, description="Embed title, artist and the like")
    cover: StrictBool = Field(default=False, description="Embed the picture")
    sponsors: Sponsors = Field(default=Sponsors.KEEP, description="What becomes of advertising")
    format: str = Field(
        default="",
        pattern=r"^[^\s,/+\[\]()\x00-\x1f\x7f]{0,100}$",
        description="The id of one of a video's formats, instead of a quality",
    )
    section: Part | None = Field(default=None, description="Only a part of the video")

    def request(self, url: str) -> DownloadRequest:
        """What this means for one link."""
        values = {one.name: getattr(self, one.name) for one in fields(Choices)}
        if self.audio_only and self.audio is None:
            values["audio"] = AudioFormat.BEST
        part = self.section
        section = None if part is None else Section(part.start, part.end)
        return DownloadRequest(url, Choices(**values), self.format, section)


class Batch(Wanted):
    """Links that are fetched alike."""

    urls: Annotated[tuple[Link, ...], Field(min_length=1, max_length=MOST_URLS)]
    ids: Annotated[tuple[Id, ...], Field(max_length=MOST_URLS)] | None = Field(
        default=None, description="A UUID for each link: sent again, nothing is begun twice"
    )

    @model_validator(mode="after")
    def _has_an_id_for_each(self) -> "Batch":
        if self.ids is not None and len(self.ids) != len(self.urls):
            raise ValueError("ids: as many as there are urls")
        if self.ids is not None and len(set(self.ids)) != len(self.ids):
            raise ValueError("ids: each only once")
        return self

    def downloads(self) -> list[NewDownload]:
        """Each link under its id; where the client chose none, under a new one."""
        ids: Sequence[str] = self.ids or [str(uuid.uuid4()) for _ in self.urls]
        pairs = zip(ids, self.urls, strict=True)
        return [NewDownload(name, self.request(url)) for name, url in pairs]

    def digest(self) -> str:
        """Equal for bodies that mean the same."""
        return hashlib.sha256(self.model_dump_json(exclude_defaults=True).encode()).hexdigest()


class Single(Wanted):
    """One link."""

    url: Link
    id: Id | None = Field(default=None, description="A UUID: sent again, nothing is begun twice")

    def as_batch(self) -> Batch:
        """The batch that it is."""
        rest = {name: getattr(self, name) for name in Wanted.model_fields}
        ids = None if self.id is None else (self.id,)
        return Batch(urls=(self.url,), ids=ids, **rest)
