"""What macOS is given: the lists can be read, the icon too, and the scripts hold together."""

import base64
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImageReader

ROOT = Path(__file__).parents[2]
MACOS = ROOT / "packaging" / "macos"
SCRIPTS = [MACOS / "build-dmg", MACOS / "keychain", ROOT / "packaging" / "appimage" / "build"]
SECRET = re.compile(r"\$\{?(MACOS_CERTIFICATE(_PASSWORD)?|NOTARY_KEY)\b(?!:-)")

needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")


def _list(name: str) -> dict[str, object]:
    read: dict[str, object] = plistlib.loads((MACOS / name).read_bytes())
    return read


def test_the_application_may_do_what_deno_and_python_need() -> None:
    granted = _list("entitlements.plist")
    assert set(granted) == {
        "com.apple.security.cs.allow-jit",
        "com.apple.security.cs.allow-unsigned-executable-memory",
        "com.apple.security.cs.disable-library-validation",
    }
    assert all(value is True for value in granted.values())


def test_link_lists_are_offered_and_not_taken_over() -> None:
    kinds = _list("info.plist")["CFBundleDocumentTypes"]
    assert isinstance(kinds, list)
    assert [kind["LSHandlerRank"] for kind in kinds] == ["Alternate"]
    assert "public.plain-text" in kinds[0]["LSItemContentTypes"]


def test_the_languages_are_those_of_the_window() -> None:
    translated = (ROOT / "resources" / "translations").glob("spool_*.qm")
    languages = ["en", *sorted(path.stem.removeprefix("spool_") for path in translated)]
    assert _list("info.plist")["CFBundleLocalizations"] == languages


def test_macos_icon_is_there_in_every_size(tmp_path: Path) -> None:
    out = tmp_path / "spool.icns"
    subprocess.run([sys.executable, MACOS / "icon.py", out], check=True, timeout=60)
    reader = QImageReader(str(out))
    assert reader.canRead()
    assert {reader.read().width()} <= {16, 32, 64, 128, 256, 512}
    data, begin, widths = out.read_bytes(), 8, []
    assert (data[:4], int.from_bytes(data[4:8], "big")) == (b"icns", len(data))
    while begin < len(data):
        assert data[begin + 8 : begin + 12] == b"\x89PNG"
        widths.append(int.from_bytes(data[begin + 24 : begin + 28], "big"))
        begin += int.from_bytes(data[begin + 4 : begin + 8], "big")
    assert widths == [16, 32, 64, 128, 256, 512, 32, 64, 256, 512]


@needs_bash
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_scripts_can_be_read_and_stop_at_the_first_error(script: Path) -> None:
    done = subprocess.run(["bash", "-n", script], capture_output=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "\nset -euo pipefail\n" in script.read_text()
    assert script.stat().st_mode & 0o100


def test_no_secret_is_an_argument() -> None:
    for script in SCRIPTS:
        for line in script.read_text().splitlines():
            # Read by the shell itself, which starts nothing for it.
            is_piped = "<<<" in line or line.strip().startswith("(umask 077 && printf ")
            assert not SECRET.search(line) or is_piped, line


@needs_bash
@pytest.mark.parametrize("signed", [False, True])
def test_the_image_is_packed_and_signed_where_that_is_asked_for(
    tmp_path: Path, signed: bool
) -> None:
    """With stand-ins for Apple's programs, which write down how they are called."""
    said = tmp_path / "said"
    for name in ("codesign", "hdiutil", "xcrun"):
        program = tmp_path / "bin" / name
        program.parent.mkdir(exist_ok=True)
        # The last argument of hdiutil is the image.
        made = 'eval last=\\${$#}; [ "$1" = create ] && : >"$last"; exit 0'
        program.write_text(f'#!/bin/bash\necho {name} "$@" >>"{said}"\n{made}\n')
        program.chmod(0o755)
    application = tmp_path / "my apps" / "Spool.app"
    (application / "Contents" / "MacOS").mkdir(parents=True)
    environment = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"}
    if signed:
        environment |= {"SPOOL_SIGNED_BY": "Developer ID Application: Us", "NOTARY_KEY": "hidden"}
        environment |= {"NOTARY_KEY_ID": "K", "NOTARY_ISSUER": "I"}
    image = tmp_path / "my apps" / "Spool.dmg"
    done = subprocess.run(
        [MACOS / "build-dmg", application, image],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    calls = said.read_text()
    assert image.exists()
    assert ("Not signed" in done.stderr, "Not notarised" in done.stderr) == (not signed, not signed)
    assert ("codesign --force" in calls) is signed
    assert ("xcrun notarytool submit" in calls) is signed
    assert "hidden" not in calls + done.stdout + done.stderr
    if signed:
        order = [line.split()[0] for line in calls.splitlines()]
        assert order == ["codesign", "codesign", "hdiutil", "codesign", "xcrun", "xcrun"]


@needs_bash
@pytest.mark.skipif(not Path("/usr/bin/openssl").exists(), reason="there is no openssl")
@pytest.mark.parametrize("found", ["Developer ID Application: Us", ""])
def test_a_certificate_is_of_use_or_the_end_of_it(tmp_path: Path, found: str) -> None:
    """With a stand-in for Apple's keychain."""
    line = f'  1) 0123 "{found}"' if found else "     0 valid identities found"
    security = tmp_path / "bin" / "security"
    security.parent.mkdir()
    security.write_text(
        f'#!/bin/sh\n[ "$1" != import ] || grep -c PRIVATE "$2" >&2\n'
        f"[ \"$1\" != find-identity ] || echo '{line}'\n"
    )
    security.chmod(0o755)
    done = subprocess.run(
        [MACOS / "keychain", tmp_path / "spool.keychain"],
        env={
            "PATH": f"{security.parent}:/usr/bin:/bin",
            "MACOS_CERTIFICATE": base64.b64encode(_certificate(tmp_path)).decode(),
            "MACOS_CERTIFICATE_PASSWORD": "hidden",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode == 0, done.stdout.strip()) == (bool(found), found), done.stderr
    assert "2\n" in done.stderr  # the lines of a private key
    assert "hidden" not in done.stderr


def _certificate(folder: Path) -> bytes:
    key, out = folder / "key.pem", folder / "certificate.p12"
    made = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Us", "-keyout", key)
    packed = ("pkcs12", "-export", "-inkey", key, "-in", folder / "own.pem", "-out", out)
    for words in ((*made, "-out", folder / "own.pem"), (*packed, "-passout", "pass:hidden")):
        subprocess.run(["/usr/bin/openssl", *words], check=True, capture_output=True, timeout=60)
    return out.read_bytes()
