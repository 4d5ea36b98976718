"""Takes secrets out of text before it leaves the process that knows them."""

import re

MAX_TEXT = 2_000
"""Characters of the longest text that is passed on."""

_MOST_READ = 20_000
_GONE = "…"
_NAME = (
    r"(?:sig|sign|signature|token|auth|key|secret|pass|pwd|expire|policy|credential|session|jwt"
    r"|hmac|hdn|ticket|cookie|nonce|code|pot|sid|x-amz|x-goog|x-oss)"
)
_HEADER = (
    r"(?:(?:set-)?cookies?2?|(?:proxy-)?authorization"
    r"|x-(?=[\w-]{0,60}?(?:token|key|auth))[\w-]{1,90}+)"
)
# The text may be written to hurt, so none of these takes longer than in proportion to its length:
# no name holds a sign that a name begins behind (~ hardly), and none is read again and again.
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"\x1b\[[0-9;?]*[a-z]", ""),
        (r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", " "),
        (r"#__youtubedl_smuggle=\S*", ""),
        (
            rf"\b({_HEADER})([\"']?\s*[:=]\s*)[^\r\n]+",
            rf"\1\2{_GONE}",
        ),
        (r"(://)[^\s/?#\"'<>]*@", r"\1"),
        (r"\b(bearer\s+)[\w.+/=~-]+", rf"\1{_GONE}"),
        (
            r"(?<![\w-])(?=[\w-]*+\.)([\w-]*?)\beyJ[\w-]{8,}+\.[\w-]++(?:\.[\w-]*+)?",
            rf"\1{_GONE}",
        ),
        (
            rf"((?:^|[?&;#/~,\s\"'(])(?=[\w.%-]*?{_NAME})[\w.%-]*+(?:~[\w.%-]*+){{0,3}}=)[^&\s\"'<>#~]+",
            rf"\1{_GONE}",
        ),
        (rf"(/{_NAME}/)[^/\s\"'<>?#]+", rf"\1{_GONE}"),
        (rf"([\"'](?=[\w-]*?{_NAME})[\w-]*+[\"']\s*:\s*)(\"[^\"]*\"?|'[^']*'?)", rf"\1{_GONE}"),
    )
)
_ADVICE = re.compile(
    r"(?:[;,.]\s*|(?<!\s)\s+)?(?:"
    r"\(caused by .*|please report this issue on\b.*?(?:yt-dlp -U|$)"
    r"|confirm you are on the latest version using\s+\S+ -U"
    r"|\b(?:use|try|pass|add|you might want)\b[^.\n]*\s\(?--[a-z][^\n]*"
    r"|also see\s+https?://github\.com/\S+[^\n]*"
    r"|see\s+https?://github\.com/\S+[^\n]*"
    r")",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """The text without cookies, passwords and signed values, and not longer than `MAX_TEXT`.

    The names of signed values stay, so that an address can still be recognised.
    """
    if len(text) > _MOST_READ:  # a secret that is cut in two would not be recognised
        words = text[:_MOST_READ].rsplit(None, 1)
        text = f"{words[0]} {_GONE}" if len(words) > 1 else _GONE
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + _GONE


def sentence(text: str) -> str:
    """`clean`, and without the advice that only somebody at a command line could follow."""
    return _ADVICE.sub("", clean(text)).removeprefix("ERROR: ").strip(" ;,\r\n\t")
