"""The fork server's own process: loads the libraries once, then forks one sandbox per submission.

It is started as a fresh interpreter, so its memory never held a suite, a solution or a score, and no student code ever
runs in it. What it forks becomes pid 1 of a new sandbox (see the package's theory of operation).
"""

import contextlib
import gc
import importlib
import os
import resource
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

import msgspec

from autograder.sandbox import agent, cells, kernel, landlock, scratch, seccomp, view, warm
from autograder.sandbox.config import SandboxConfig, interpreter_folders

_NOBODY = 65534
_INNER_ID = 1000
_NAMESPACES = {
    "user": kernel.CLONE_NEWUSER,
    "mount": kernel.CLONE_NEWNS,
    "pid": kernel.CLONE_NEWPID,
    "net": kernel.CLONE_NEWNET,
    "ipc": kernel.CLONE_NEWIPC,
    "uts": kernel.CLONE_NEWUTS,
}
READY = b"ready"
SANDBOX, TWIN = b"s", b"t"
"""What is asked for: a new sandbox, or a fork of this server that serves the socket sent along."""
PID_FORMAT = "i"


class _Prepared(NamedTuple):
    """What the server has at hand for every fork."""

    config: SandboxConfig
    shell: cells.CellRunner
    proc: int
    ids: tuple[int, int]
    readable: list[str]
    data_bytes: int
    server_pid: int


def main() -> None:
    """Serve one control socket until its other end closes. The configuration comes as JSON on standard input."""
    config = msgspec.json.decode(sys.stdin.buffer.read(), type=SandboxConfig)
    control = socket.socket(fileno=int(sys.argv[1]))
    shell = warm.warm_up(figures=config.figures)
    shell.plain.compile_ahead(config.known_sources)
    data_bytes = _data_segment_bytes()
    proc = os.open("/proc", os.O_PATH | os.O_DIRECTORY)
    try:
        readable = _isolate_server(config, proc)
    except OSError as error:
        control.send(str(error).encode())
        os._exit(1)
    _import_helpers(view.FILES_DIR if "mount" in config.layers else config.files_dir)
    if "seccomp" in config.layers:
        seccomp.prepare()
    gc.collect()
    gc.freeze()  # the collector would otherwise write into every shared page and make each fork copy it
    ids = os.geteuid(), os.getegid()  # asked for here: inside a new namespace they read as nobody's until mapped
    prepared = _Prepared(config, shell, proc, ids, readable, data_bytes, os.getpid())
    control.send(READY)
    _serve(control, prepared)


def _serve(control: socket.socket, prepared: _Prepared) -> NoReturn:
    while True:
        request, fds, _, _ = socket.recv_fds(control, 1, 1)
        if not request:
            os._exit(0)
        _reap()
        pid = kernel.clone_child(0 if request == TWIN else _flags(prepared.config))
        if pid == 0:
            control.close()
            if request == SANDBOX:
                _become_sandbox(prepared, fds[0])
            control, prepared = socket.socket(fileno=fds[0]), prepared._replace(server_pid=os.getpid())
            continue
        os.close(fds[0])
        control.send(struct.pack(PID_FORMAT, pid))


def _import_helpers(folder: str | None) -> None:
    """Import the chapter's helper modules, ours and handed out with the notebook, once for all forks."""
    if folder is None or not os.path.isdir(folder):
        return
    sys.path.insert(0, folder)
    for path in sorted(Path(folder).glob("*.py")):
        importlib.import_module(path.stem)
    sys.path.remove(folder)


def _flags(config: SandboxConfig) -> int:
    if "user" not in config.layers:
        return 0
    return sum(flag for name, flag in _NAMESPACES.items() if name in config.layers)


def _isolate_server(config: SandboxConfig, proc: int) -> list[str]:
    """Give up root and enter the read-only view, so that every fork starts inside it."""
    interpreter = interpreter_folders()
    inside_view = "mount" in config.layers
    root = os.geteuid() == 0
    if inside_view and not root:
        uid, gid = os.geteuid(), os.getegid()
        kernel.unshare(kernel.CLONE_NEWUSER | kernel.CLONE_NEWNS)
        _map_ids(proc, uid, gid)
    elif inside_view:
        kernel.unshare(kernel.CLONE_NEWNS)
    if inside_view:
        folders = (config.files_dir, config.data_dir, config.training_dir)
        view.enter(interpreter, dict(zip((view.FILES_DIR, view.DATA_DIR, view.TRAINING_DIR), folders, strict=True)))
    for variable, folder, name in (
        ("MNIST_DIR", config.data_dir, view.DATA_DIR),
        ("TRAINING_DIR", config.training_dir, view.TRAINING_DIR),
    ):
        if folder:
            os.environ[variable] = name if inside_view else folder
    if root and (inside_view or _reachable_by_all(interpreter)):
        os.setgroups([])
        os.setresgid(_NOBODY, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, _NOBODY)
        kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # else /proc/self/uid_map belongs to root and cannot be written
    return view.readable_folders(interpreter) if inside_view else [*interpreter, *_outside_folders(config)]


def _reachable_by_all(folders: list[str]) -> bool:
    """Whether an ordinary user can get at the interpreter; one below /root is out of reach without the view."""
    above = {str(parent) for folder in folders for parent in Path(folder).parents}
    return all(os.stat(folder).st_mode & 0o001 for folder in above)


def _outside_folders(config: SandboxConfig) -> list[str]:
    return [folder for folder in (config.files_dir, config.data_dir, config.training_dir, "/dev") if folder]


def _become_sandbox(prepared: _Prepared, fd: int) -> NoReturn:
    """Turn this fresh fork into the first process of a sandbox and serve its socket. Never returns."""
    try:
        sock = socket.socket(fileno=fd)
        try:
            _enter_layers(prepared)
        except Exception as error:  # noqa: BLE001  # a process of its own: its end would hide the reason
            agent.report_setup_failure(sock, f"{type(error).__name__}: {error}")
            os._exit(1)
        _close_other_descriptors(sock.fileno())
        sys.path.insert(0, "")  # the working directory, as a Jupyter kernel has it
        agent.serve(sock, prepared.shell, prepared.config)
    finally:
        os._exit(1)


def _enter_layers(prepared: _Prepared) -> None:
    config, layers = prepared.config, prepared.config.layers
    # Pid 1 inherits every orphan of the sandbox; ignored, they end without a trace and do not fill the process limit.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    os.setsid()
    if "user" in layers:
        _map_ids(prepared.proc, *prepared.ids)
    if "mount" in layers and "user" in layers:
        view.enter_scratch(config.limits.scratch_mib)
        writable = view.SCRATCH
    else:
        writable = _scratch_outside(config, prepared.server_pid)
    if "uts" in layers and "user" in layers:
        with contextlib.suppress(OSError):
            socket.sethostname("sandbox")
    if "rlimits" in layers:
        _set_rlimits(config, prepared.data_bytes)
    if "no_new_privs" in layers:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if "landlock" in layers and landlock.abi_version():
        landlock.restrict(prepared.readable, [writable, "/dev"])
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    if "capabilities" in layers:
        kernel.drop_capabilities()
    if "seccomp" in layers:
        seccomp.install()


def _scratch_outside(config: SandboxConfig, server_pid: int) -> str:
    folder = scratch.make(server_pid)
    os.chdir(folder)
    for name in os.listdir(config.files_dir) if config.files_dir else ():
        os.symlink(f"{config.files_dir}/{name}", name)
    return folder


def _map_ids(proc: int, uid: int, gid: int) -> None:
    """Write the id maps of this process's new user namespace; the view itself has no /proc."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"{_INNER_ID} {uid} 1"), ("gid_map", f"{_INNER_ID} {gid} 1")):
        fd = os.open(f"self/{name}", os.O_WRONLY, dir_fd=proc)
        try:
            os.write(fd, text.encode())
        finally:
            os.close(fd)


def _set_rlimits(config: SandboxConfig, data_bytes: int) -> None:
    limits = config.limits
    cpu_s = int(limits.notebook_cpu_s) + 5
    # RLIMIT_DATA counts private memory only: read-only maps of a data set are free, and numpy is already loaded.
    for which, wanted in (
        (resource.RLIMIT_DATA, data_bytes + (limits.memory_mib << 20)),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_NPROC, limits.max_processes),
        (resource.RLIMIT_NOFILE, limits.max_open_files),
        (resource.RLIMIT_FSIZE, limits.scratch_mib << 20),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE if hasattr(resource, "RLIMIT_MSGQUEUE") else 12, 0),
    ):
        _, hard = resource.getrlimit(which)
        value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(which, (value, value))


def _data_segment_bytes() -> int:
    with open("/proc/self/status") as status:
        fields = dict(line.split(":", 1) for line in status)
    return int(fields["VmData"].split()[0]) * 1024


def _close_other_descriptors(keep: int) -> None:
    null = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, keep)
    os.closerange(keep + 1, max(null, 1024) + 1)


def _reap() -> None:
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
