"""What can go wrong with a download, as a closed set."""

from enum import StrEnum


class ErrorCode(StrEnum):
    """Why a download failed. The UI turns each code into a sentence with a remedy."""

    NETWORK = "network"
    TIMEOUT = "timeout"
    RATE_LIMITED = "rate_limited"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    LOGIN_NEEDED = "login_needed"
    PRIVATE = "private"
    MEMBERS_ONLY = "members_only"
    GEO_BLOCKED = "geo_blocked"
    AGE_RESTRICTED = "age_restricted"
    NOT_STARTED = "not_started"
    DRM = "drm"
    UNSUPPORTED = "unsupported"
    PLAYLIST = "playlist"
    NO_SUCH_FORMAT = "no_such_format"
    TIME_RANGE = "time_range"  # the part asked for is not in the video
    TOO_LARGE = "too_large"  # larger, or longer under way, than is allowed where it runs
    DISK_FULL = "disk_full"
    NO_PERMISSION = "no_permission"
    FILE_NAME = "file_name"
    FFMPEG_MISSING = "ffmpeg_missing"
    COOKIES = "cookies"  # the file or the browser they should come from cannot be read
    PROXY = "proxy"  # it does not answer, or refuses the password
    ENGINE_OUTDATED = "engine_outdated"
    EXPIRED = "expired"  # its file lay in the service for too long
    FORGOTTEN = "forgotten"  # the service does not know it any more
    CANCELED = "canceled"
    INTERRUPTED = "interrupted"
    INTERNAL = "internal"

    @property
    def is_transient(self) -> bool:
        """Whether the same download may well succeed if it is simply tried again."""
        return self in _TRANSIENT


_TRANSIENT = frozenset(
    {ErrorCode.NETWORK, ErrorCode.TIMEOUT, ErrorCode.RATE_LIMITED, ErrorCode.INTERRUPTED}
)
