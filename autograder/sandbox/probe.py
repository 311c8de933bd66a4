"""Tries each layer of the sandbox by itself, in a throw-away process; `doctor` prints what it finds.

Run as `python -m autograder.sandbox.probe`; prints one JSON object {layer: "" or the reason why it is missing}.
"""

import json
import os
import sys
from collections.abc import Callable

from autograder.sandbox import kernel, landlock, seccomp

_NOBODY = 65534


def _as_ordinary_user() -> None:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)


def _namespace(flag: int) -> Callable[[], None]:
    def attempt() -> None:
        _as_ordinary_user()
        kernel.unshare(kernel.CLONE_NEWUSER | flag)

    return attempt


def _seccomp() -> None:
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.install()


def _landlock() -> None:
    if not landlock.abi_version():
        raise OSError("this kernel has no Landlock (it needs Linux 5.13 with landlock among its security modules)")
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    landlock.restrict(["/usr"], ["/dev"])


def _memory_watch() -> None:
    with open("/proc/self/status") as status:
        if "RssAnon" not in status.read():
            raise OSError("/proc/PID/status tells no RssAnon; mount /proc")


ATTEMPTS: dict[str, Callable[[], object]] = {
    "user": _namespace(0),
    "mount": _namespace(kernel.CLONE_NEWNS),
    "pid": _namespace(kernel.CLONE_NEWPID),
    "net": _namespace(kernel.CLONE_NEWNET),
    "ipc": _namespace(kernel.CLONE_NEWIPC),
    "uts": _namespace(kernel.CLONE_NEWUTS),
    "no_new_privs": lambda: kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1),
    "capabilities": kernel.drop_capabilities,
    "seccomp": _seccomp,
    "landlock": _landlock,
    "rlimits": lambda: __import__("resource"),
    "memory": _memory_watch,
}


def attempt(action: Callable[[], object]) -> str:
    """Run one attempt in a fork; return the reason of its failure, empty when it worked."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            action()
            reason = ""
        except Exception as error:  # noqa: BLE001  # whatever the reason, it is what doctor has to tell
            reason = str(error) or type(error).__name__
        os.write(writer, reason.encode()[:500])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answers:
        reason = answers.read().decode(errors="replace")
    status = os.waitpid(pid, 0)[1]
    return reason or (f"the attempt ended with status {status}" if status else "")


if __name__ == "__main__":
    json.dump({name: attempt(action) for name, action in ATTEMPTS.items()}, sys.stdout)
