"""A Windows job object: the processes in it end together, and with the process that made it."""

import sys

if sys.platform == "win32":
    import ctypes
    import logging
    import subprocess
    from ctypes import wintypes
    from typing import Self

    log = logging.getLogger(__name__)

    _EXTENDED_LIMIT_INFORMATION = 9
    _KILL_ON_JOB_CLOSE = 0x2000

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    _kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel32.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel32.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
    _kernel32.SetInformationJobObject.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
    )
    _kernel32.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    _kernel32.TerminateJobObject.argtypes = (wintypes.HANDLE, wintypes.UINT)
    _kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)

    class Job:
        """Holds a process and all it starts. They die with its handle, however that is closed."""

        def __init__(self) -> None:
            self._handle = _kernel32.CreateJobObjectW(None, None)
            _check(self._handle)
            limits = _ExtendedLimits(_BasicLimits(LimitFlags=_KILL_ON_JOB_CLOSE))
            size = ctypes.sizeof(limits)
            pointer = ctypes.byref(limits)
            _check(
                _kernel32.SetInformationJobObject(
                    self._handle, _EXTENDED_LIMIT_INFORMATION, pointer, size
                )
            )

        @classmethod
        def of(cls, process: "subprocess.Popen[bytes]") -> Self:
            """Take in a process that was just started, before it starts others itself."""
            job = cls()
            try:
                handle = int(getattr(process, "_handle"))  # noqa: B009  Popen shows it no other way
                _check(_kernel32.AssignProcessToJobObject(job._handle, handle))
            except OSError:
                process.kill()
                raise
            return job

        def terminate(self) -> None:
            """End all of them at once."""
            _kernel32.TerminateJobObject(self._handle, 1)

        def __del__(self) -> None:
            if self._handle:
                _kernel32.CloseHandle(self._handle)

    def _check(result: int | None) -> None:
        if not result:
            raise ctypes.WinError(ctypes.get_last_error())
