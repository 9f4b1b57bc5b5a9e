"""How much memory a process has taken at most."""

import resource
import sys
from pathlib import Path


def peak_memory(process: int | str = "self") -> float:
    """In MB; of another process 0.0 where there is no /proc, or when it has ended."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return _of_this_process() if process == "self" else 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def _of_this_process() -> float:
    """macOS counts in bytes, others in KB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
