"""Working folders of sandboxes without a mount namespace: they lie in the machine's own /tmp and have to be removed.

Names carry the pids of the fork server and of the sandbox, so that what a killed grader left behind is told from what
is in use.
"""

import os
import re
import shutil
import tempfile
from pathlib import Path

_PREFIX = "autograder-scratch"
_NAME = re.compile(rf"{_PREFIX}-(\d+)-\d+-\w+")


def make(server_pid: int) -> str:
    """A new folder for the sandbox whose first process calls this."""
    return tempfile.mkdtemp(prefix=f"{_PREFIX}-{server_pid}-{os.getpid()}-", dir=_parent())


def remove(server_pid: int, sandbox_pid: int | None = None) -> None:
    """Remove the folder of one sandbox that has ended, or those of all sandboxes of a server."""
    which = "*" if sandbox_pid is None else str(sandbox_pid)
    for folder in _parent().glob(f"{_PREFIX}-{server_pid}-{which}-*"):
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned() -> None:
    """Remove the folders whose server is gone: it was killed, and so was who should have removed them."""
    for folder in _parent().glob(f"{_PREFIX}-*"):
        found = _NAME.fullmatch(folder.name)
        if found is None or not Path(f"/proc/{found[1]}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def _parent() -> Path:
    return Path("/tmp")  # noqa: S108  # the server's own TMPDIR points into the sandbox; names are made by mkdtemp
