"""The file system that a sandbox sees: the interpreter, the chapter's helper files, the data set, and a small scratch.

Everything is read-only but /scratch, also found as /tmp. Suites, solutions, gradebook, home and submissions are not
there to be found.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.sandbox import kernel

SCRATCH = "/scratch"
WORK_DIR = "/scratch/work"
FILES_DIR = "/files"
DATA_DIR = "/data"
TRAINING_DIR = "/training"
_DEVICES = ("/dev/null", "/dev/zero", "/dev/full", "/dev/urandom", "/dev/random")
_NEW_ROOT = "/tmp"  # noqa: S108  # covered by the new root before anything else is mounted


def readable_folders(interpreter: Iterable[str]) -> list[str]:
    """Paths inside the view that a process may read."""
    return [p for p in (*interpreter, FILES_DIR, DATA_DIR, TRAINING_DIR, "/dev") if os.path.lexists(p)]


def enter(interpreter: Iterable[str], shown: Mapping[str, str | None]) -> None:
    """Build the view in this process's mount namespace and make it the root.

    Args:
        interpreter: folders that keep their names.
        shown: for each name inside the view, the folder that is shown there; None for an empty one.
    """
    kernel.mount("none", "/", "none", kernel.MS_REC | kernel.MS_PRIVATE)
    # Open before the new root covers them: a data set may well lie below /tmp.
    sources = [(path, path) for path in interpreter]
    sources += [(source, name) for name, source in shown.items() if source]
    sources += [(device, device) for device in _DEVICES if os.path.exists(device)]
    handles = [(os.open(source, os.O_PATH | os.O_CLOEXEC), name) for source, name in sources]
    kernel.mount("view", _NEW_ROOT, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "size=1m,mode=755")
    for handle, name in handles:
        _show(handle, f"{_NEW_ROOT}{name}")
        os.close(handle)
    for folder in (SCRATCH, *shown, "/dev"):
        os.makedirs(f"{_NEW_ROOT}{folder}", exist_ok=True)
    other_name = f"{_NEW_ROOT}{_NEW_ROOT}"
    if not os.path.lexists(other_name):  # it is there when the interpreter itself lies below /tmp
        os.symlink(SCRATCH, other_name)
    kernel.pivot_root(_NEW_ROOT)
    kernel.remount_read_only("/")


def enter_scratch(size_mib: int) -> None:
    """Mount the private, writable scratch of one submission and go there."""
    options = f"size={size_mib}m,nr_inodes=4096,mode=700"
    kernel.mount("scratch", SCRATCH, "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC, options)
    use_work_dir(WORK_DIR)


def use_work_dir(work_dir: str) -> None:
    """Make the notebook's working directory, with links to the chapter's helper files."""
    os.makedirs(work_dir, exist_ok=True)
    os.chdir(work_dir)
    for name in os.listdir(FILES_DIR) if os.path.isdir(FILES_DIR) else ():
        os.symlink(f"{FILES_DIR}/{name}", name)


def _show(handle: int, target: str) -> None:
    # Asked of the handle: its path may be covered by the new root by now.
    is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
    if is_folder:
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        Path(target).touch()
    kernel.bind_read_only(f"/proc/self/fd/{handle}", target, recursive=is_folder)
