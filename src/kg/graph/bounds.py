"""How much memory a process that may go wrong gets."""

import contextlib
import resource


def bounded(memory: int) -> None:
    """Limit this process to so many bytes of address space, where the system allows it, and leave no core dump."""
    for what, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (limit, limit))
