"""How much memory this process takes from the machine."""

import sys
from pathlib import Path

_ROLLUP = Path("/proc/self/smaps_rollup")


def taken() -> float:
    """Bytes: on Linux the proportional set size (shared pages in parts), on Windows the working set."""
    if sys.platform == "win32":
        return _working_set()
    lines = _ROLLUP.read_text("ascii").splitlines()
    return next(float(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of psapi.h."""

        _fields_ = (
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            *((f"size_{number}", ctypes.c_size_t) for number in range(8)),
        )

    def _working_set() -> float:
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        process = ctypes.windll.kernel32.GetCurrentProcess()
        ctypes.windll.psapi.GetProcessMemoryInfo(
            wintypes.HANDLE(process), ctypes.byref(counters), counters.cb
        )
        return float(counters.size_1)  # after the peak comes the present size
