"""In which region of AWS this runs."""

import os


def own_region() -> str | None:
    """What the environment says. The library reads only the second of these; a container on AWS is
    given the first."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
