"""Links out of anything that is dropped, pasted or read."""

import os
import plistlib
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.link_finder import MAX_LINK, clean_link
from app.core.links import (
    MAX_LINKS,
    Links,
    LinksProblem,
    joined,
    links_in_file,
    links_in_html,
    links_in_text,
)
from app.core.text_file import MAX_READ, pieces


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see http://a.example/b, and http://c.example/d.", ["http://a.example/b", "http://c.example/d"]),
        ("(https://en.example/Spool_(disambiguation))", ["https://en.example/Spool_(disambiguation)"]),
        ("[one](http://a.example/1) **http://a.example/2**", ["http://a.example/1", "http://a.example/2"]),
        ("<http://a.example/1>“http://a.example/2”", ["http://a.example/1", "http://a.example/2"]),
        ("http://a.example/1,http://a.example/2;http://a.example/3",
         ["http://a.example/1", "http://a.example/2", "http://a.example/3"]),
        ("http://a.example/x,y;z", ["http://a.example/x,y;z"]),
        ("HTTPS://A.Example/Path?Q=1", ["https://a.example/Path?Q=1"]),
        ("看http://a.example/1。很好", ["http://a.example/1"]),
        ("http://bücher.example/ä", ["http://bücher.example/ä"]),
        ("http://a.example/1\u200b and more", ["http://a.example/1"]),
        ("http://a.example/watch?v=ab_-", ["http://a.example/watch?v=ab_-"]),
        ("http://a.example/#t=10", ["http://a.example/#t=10"]),
        ("http://a.example/1#__youtubedl_smuggle=%7B%22x%22%7D", ["http://a.example/1"]),
        ("http://[::1]:8080/v.mp4", ["http://[::1]:8080/v.mp4"]),
        ("http://web.example/2020/http://b.example/", ["http://web.example/2020/http://b.example/"]),
        ("metadata:http://a.example/1", ["http://a.example/1"]),
        ("www.example.com/watch?v=1", ["https://www.example.com/watch?v=1"]),
        ("  example.com/watch?v=1  ", ["https://example.com/watch?v=1"]),
        ("www.example.com", ["https://www.example.com"]),
    ],
)  # fmt: skip
def test_finds_links(text: str, urls: list[str]) -> None:
    assert links_in_text(text) == Links(tuple(urls))


@pytest.mark.parametrize(
    "line",
    [
        "title,address",
        "javascript:location='http://a.example/1'",
        "data:text/html,<a>http://a.example/1",
        "file:///etc/passwd",
        "ftp://a.example/1",
        "//a.example/1",
        "http://",
        "http:///1",
        "http://.../",
        "http://[::1/1",
        "http://a.example:99999/",
        "http://a.example:0/",
        "http://a.example:port/",
        "http://a.example/\x07bell",
        "http://a.example/\x1fseparator",
        "http://a.example/\u202edetoor",
        "http://good.example\\@bad.example/",
        "http://a.example/" + "x" * MAX_LINK,
        "see www.example.com/1 there",
        "notes.txt",
        "and/or",
        "3.5/10",
    ],
)
def test_refuses_and_counts_what_is_no_link(line: str) -> None:
    assert links_in_text(line) == Links(not_links=1)


def test_counts_each_line_and_each_repetition() -> None:
    text = "http://a.example/1\n\nhello\r\nhttp://a.example/1 http://a.example/2\rhello\n"
    expected = ("http://a.example/1", "http://a.example/2")
    assert links_in_text(text) == Links(expected, duplicates=1, not_links=2)


def test_repeated_lines_repeat_their_links() -> None:
    assert links_in_text("http://a.example/1\n" * 5) == Links(("http://a.example/1",), duplicates=4)


def test_comments_are_no_missing_links() -> None:
    text = "# a list\n; of http://a.example/0\nhttp://a.example/1"
    assert links_in_text(text).urls == ("http://a.example/0", "http://a.example/1")
    assert links_in_text(text).not_links == 0
    assert links_in_text(text, skip_comments=True) == Links(("http://a.example/1",))


def test_a_million_links_are_bounded_and_said_to_be() -> None:
    found = links_in_text("".join(f"http://a.example/{n}\n" for n in range(1_000_000)))
    assert len(found.urls) == MAX_LINKS
    assert found.urls[-1] == f"http://a.example/{MAX_LINKS - 1}"
    assert found.truncated


def test_exactly_as_many_as_are_taken_is_not_cut_short() -> None:
    text = "http://a.example/1\nhttp://a.example/2\nhttp://a.example/1"
    assert links_in_text(text, limit=2) == Links(
        ("http://a.example/1", "http://a.example/2"), duplicates=1
    )
    assert links_in_text(text + "\nhttp://a.example/3", limit=2).truncated


@pytest.mark.parametrize(
    "text",
    [
        "The quick brown fox. Over the lazy dog\n" * 1_200_000,
        "a" * 50_000_000,
        "http://" + "a" * 50_000_000,
        "x://" * 12_000_000,
        "http://a.example/" + ")." * 25_000_000,
        ("http://a.example/" + ")." * 4_000 + " ") * 6_000,
        "".join(f"http://\x07{n}\n" for n in range(2_000_000)),
    ],
    ids=["prose", "word", "link", "schemes", "brackets", "trailing", "refused"],
)
def test_fifty_megabytes_are_read_in_one_pass(text: str) -> None:
    # Far above what is needed, far below what anything worse than one pass would take.
    begun = time.process_time()
    links_in_text(text)
    assert time.process_time() - begun < 15


@given(st.text(max_size=300))
def test_any_text_gives_only_clean_links(text: str) -> None:
    found = links_in_text(text)
    assert len(set(found.urls)) == len(found.urls)
    for url in found.urls:
        parts = urlsplit(url)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert clean_link(url) == url


@given(
    st.lists(st.from_regex(r"https?://[a-z]{1,9}\.example/[a-z0-9/_-]{0,20}", fullmatch=True)),
    st.sampled_from([" ", "\n", "\r\n", "\t", ", ", "> <", '" "', "\u3000"]),
)
def test_links_survive_whatever_separates_them(urls: list[str], separator: str) -> None:
    found = links_in_text(separator.join(urls))
    assert found.urls == tuple(dict.fromkeys(urls))
    assert found.duplicates == len(urls) - len(set(urls))


def test_web_content_gives_where_it_leads_to() -> None:
    content = (
        '<a href="http://a.example/1?x=1&amp;y=2">one</a> <A HREF=http://a.example/2>two</A>'
        "<a href='/relative'>three</a><a href='javascript:go()'>four</a><img src='http://a.example/5'>"
        '<a data-href="http://a.example/6" href="http://a.example/2">again</a>'
    )
    expected = ("http://a.example/1?x=1&y=2", "http://a.example/2")
    assert links_in_html(content) == Links(expected, duplicates=1, not_links=2)


def test_web_content_is_bounded() -> None:
    content = "".join(f'<a href="http://a.example/{n}">' for n in range(MAX_LINKS + 1))
    assert len(links_in_html(content).urls) == MAX_LINKS
    assert links_in_html(content).truncated
    found = links_in_html('<a href="http://a.example/1">' + " " * 10_000_000)
    assert found == Links(("http://a.example/1",), truncated=True)


@given(st.text(alphabet="<a href=\"'>/: xhttp.", max_size=200))
def test_any_web_content_gives_only_clean_links(content: str) -> None:
    assert all(clean_link(url) == url for url in links_in_html(content).urls)


def test_answers_are_joined_without_repetitions() -> None:
    one = Links(("http://a.example/1", "http://a.example/2"), duplicates=1, not_links=2)
    other = Links(("http://a.example/2",), truncated=True)
    bad = Links(problem=LinksProblem.BINARY)
    assert joined([one, other, bad]) == Links(
        one.urls, duplicates=2, not_links=2, truncated=True, problem=LinksProblem.BINARY
    )
    assert joined([one], limit=1).truncated


TEXT = "erste Größe\nhttp://a.example/1\nhttp://b.example/ü\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
def test_lists_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.TXT"
    path.write_bytes(TEXT.encode(encoding))
    expected = Links(("http://a.example/1", "http://b.example/ü"), not_links=1)
    assert links_in_file(path) == expected


def test_marked_big_endian_list(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert len(links_in_file(path).urls) == 2


def test_comments_of_a_list_are_ignored(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("# http://a.example/0\nhttp://a.example/1\n")
    assert links_in_file(path) == Links(("http://a.example/1",))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_gives_the_links_in_its_cells(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    rows = [
        ["title", "address"],
        ["One", "http://a.example/1"],
        ['"Two, and more; really"', '"http://a.example/2?x=1,2;3"'],
        ["Three", "12.50"],
        ["", ""],
    ]
    path.write_text("\n".join(delimiter.join(row) for row in rows))
    expected = ("http://a.example/1", "http://a.example/2?x=1,2;3")
    assert links_in_file(path) == Links(expected, not_links=1)


def test_a_table_with_an_endless_cell_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text('http://a.example/1\n"' + "x" * 200_000)
    assert links_in_file(path).urls == ("http://a.example/1",)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("video.url", "[InternetShortcut]\r\nIconFile=http://a.example/i.ico\r\nURL=http://a.example/1\r\n"),
        ("video.desktop", "[Desktop Entry]\nType=Link\nURL[$e]=http://a.example/1\nIcon=http://x.example/\n"),
    ],
)  # fmt: skip
def test_a_shortcut_is_the_link_it_leads_to(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert links_in_file(tmp_path / name) == Links(("http://a.example/1",))


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
def test_a_webloc_is_the_link_it_leads_to(tmp_path: Path, form: plistlib.PlistFormat) -> None:
    path = tmp_path / "video.webloc"
    path.write_bytes(plistlib.dumps({"URL": "http://a.example/1"}, fmt=form))
    assert links_in_file(path) == Links(("http://a.example/1",))


@pytest.mark.parametrize("name", ["a.webloc", "a.url", "a.desktop"])
@pytest.mark.parametrize(
    "content", [b"", b"bplist00\xff", b"<plist><array/></plist>", b"URL=file:///x"]
)
def test_a_damaged_shortcut_is_no_link(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert links_in_file(tmp_path / name) == Links(not_links=1)


@given(content=st.binary(max_size=400), kind=st.sampled_from(["txt", "csv", "url", "webloc", "x"]))
def test_any_file_is_read_without_an_error(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, kind: str
) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{kind}"
    path.write_bytes(content)
    found = links_in_file(path)
    assert all(clean_link(url) == url for url in found.urls)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR http://a.example/1",
        bytes(range(1, 256)) * 20,
        b"\0" * 5000,
    ],
)
def test_other_files_than_text_say_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(content)
    assert links_in_file(path) == Links(problem=LinksProblem.BINARY)


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    unreadable = Links(problem=LinksProblem.UNREADABLE)
    assert links_in_file(tmp_path / "missing.txt") == unreadable
    assert links_in_file(tmp_path) == unreadable
    assert links_in_file(Path("/dev/zero")) == unreadable
    assert links_in_file(tmp_path / "zero\0byte.txt") == unreadable


def test_a_huge_file_is_read_to_a_bound_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    line = b"http://a.example/cut-short-somewhere"
    with path.open("wb") as file:
        file.write(b"http://a.example/1\n")
        file.truncate(MAX_READ - 20)
    # A hole reads as zeros: fill its visible beginning so that it is text.
    with path.open("r+b") as file:
        file.seek(19)
        file.write(b" " * (MAX_READ - 20 - 19 - 1) + b"\n" + line)
    found = links_in_file(path)
    assert found.urls == ("http://a.example/1",)
    assert found.truncated


@pytest.mark.parametrize("separator", [" ", ",", "\t", "\r", "\n"])
def test_a_line_of_many_megabytes_loses_no_link(tmp_path: Path, separator: str) -> None:
    urls = [f"http://a.example/{'x' * 1500}/{number}" for number in range(3000)]
    path = tmp_path / "list.txt"
    path.write_text(separator.join(urls), newline="")
    assert links_in_file(path).urls == tuple(urls)


@pytest.mark.parametrize("line", ["x" * 5_000_000, "http://" + "(" * 5_000_000])
def test_one_endless_word_is_no_link(line: str) -> None:
    found = links_in_text(f"{line}\nhttp://a.example/1")
    assert found.urls == ("http://a.example/1",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_long_texts_are_decoded_in_pieces(encoding: str) -> None:
    text = "x" + "Größe " * 400_000  # nowhere does a piece end with a character
    decoded = list(pieces(text.encode(encoding)))
    assert "".join(decoded) == text
    assert max(map(len, decoded)) <= 1024 * 1024


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "list.txt"
    os.mkfifo(pipe)
    assert links_in_file(pipe) == Links(problem=LinksProblem.UNREADABLE)
