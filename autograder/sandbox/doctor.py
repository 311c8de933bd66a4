"""What this machine offers of each layer of the sandbox, and what to do about what is missing."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Literal

import msgspec

from autograder.errors import SandboxError
from autograder.sandbox.config import LAYERS, STRICT, SandboxConfig

_PROJECT = Path(__file__).resolve().parents[2]
_WHAT = {
    "user": "user namespace: the sandbox has no rights outside itself",
    "mount": "mount namespace: a read-only view without suites, solutions, gradebook and home",
    "pid": "pid namespace: no other process in sight, and all of them end with the first",
    "net": "network namespace: no network, not even loopback",
    "ipc": "ipc namespace: no shared memory with others",
    "uts": "uts namespace: no host name",
    "no_new_privs": "no_new_privs: no program can raise its rights",
    "capabilities": "capabilities: all dropped",
    "seccomp": "seccomp: a short list of system calls, no sockets, no programs, no signals to others",
    "landlock": "Landlock: the kernel's file rules, a second wall behind the view",
    "rlimits": "resource limits: CPU seconds, processes, open files, file size, private memory",
    "memory": "watch over memory and CPU seconds of the whole sandbox",
}
_USER_NAMESPACES = (
    "allow user namespaces: `sysctl -w user.max_user_namespaces=10000`, on Debian and Ubuntu also "
    "`sysctl -w kernel.unprivileged_userns_clone=1 kernel.apparmor_restrict_unprivileged_userns=0`; "
    "in a container start it with `--security-opt seccomp=unconfined`"
)
_REMEDIES = {
    "seccomp": "run on x86_64 or aarch64 with a kernel that has CONFIG_SECCOMP_FILTER",
    "landlock": "not needed where the mount namespace is active; else use Linux 5.13 or later",
    "memory": "mount /proc",
}


class Layer(msgspec.Struct, frozen=True):
    """One layer of the sandbox on this machine."""

    name: str
    what: str
    state: Literal["active", "missing", "not needed"]
    reason: str = ""
    remedy: str = ""


def examine() -> tuple[Layer, ...]:
    """Try every layer in a process of its own."""
    find = f"import sys, runpy; sys.path.insert(0, {str(_PROJECT)!r})"
    boot = f"{find}; runpy.run_module('autograder.sandbox.probe', run_name='__main__')"
    done = subprocess.run([sys.executable, "-I", "-c", boot], capture_output=True, timeout=60, check=False)
    try:
        reasons = json.loads(done.stdout)
    except ValueError:
        raise SandboxError(f"The layers cannot be tried: {done.stderr.decode(errors='replace')[-300:]}") from None
    return tuple(_layer(name, reasons[name], reasons) for name in LAYERS)


def available(layers: tuple[Layer, ...]) -> frozenset[str]:
    """Names of the layers that work here."""
    return frozenset(layer.name for layer in layers if layer.state == "active")


def level_of(layers: tuple[Layer, ...]) -> str:
    """The strongest level that this machine can offer: strict, reduced or none."""
    return SandboxConfig(layers=available(layers)).level()


def _layer(name: str, reason: str, reasons: dict[str, str]) -> Layer:
    if not reason:
        return Layer(name, _WHAT[name], "active")
    if name not in STRICT and not any(reasons[other] for other in STRICT):
        return Layer(name, _WHAT[name], "not needed", reason, "the mount namespace keeps the same files out of sight")
    return Layer(name, _WHAT[name], "missing", reason, _REMEDIES.get(name, _USER_NAMESPACES))
