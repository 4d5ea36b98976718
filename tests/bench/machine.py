"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def describe() -> str:
    """One line: processor, cores, memory, system and versions."""
    packages = ", ".join(
        f"{name} {version(package)}"
        for name, package in (("yt-dlp", "yt-dlp"), ("PySide6", "PySide6-Essentials"))
    )
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory_gib():.0f} GiB, {_system()}, "
        f"Python {platform.python_version()}, {packages}"
    )


def _processor() -> str:
    return _field(Path("/proc/cpuinfo"), "model name", ":") or platform.processor() or "unknown CPU"


def _memory_gib() -> float:
    kib = _field(Path("/proc/meminfo"), "MemTotal", ":").removesuffix("kB").strip()
    return int(kib or 0) / 2**20


def _system() -> str:
    name = _field(Path("/etc/os-release"), "PRETTY_NAME", "=").strip('"')
    return name or f"{platform.system()} {platform.release()}"


def _field(path: Path, name: str, separator: str) -> str:
    if not path.exists():
        return ""
    for line in path.read_text(errors="replace").splitlines():
        key, _, value = line.partition(separator)
        if key.strip() == name:
            return value.strip()
    return ""
