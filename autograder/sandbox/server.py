"""The trusted end: starts the fork server of a chapter and opens sandboxes through it."""

import contextlib
import os
import select
import signal
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Self

import msgspec

from autograder.errors import SandboxError
from autograder.sandbox import scratch
from autograder.sandbox.config import SandboxConfig
from autograder.sandbox.session import Process
from autograder.sandbox.view import SCRATCH
from autograder.sandbox.zygote import PID_FORMAT, READY, SANDBOX, TWIN

_START_TIMEOUT_S = 120.0
_ANSWER_TIMEOUT_S = 60.0
_END_TIMEOUT_S = 5.0
_PROJECT = Path(__file__).resolve().parents[2]
_BOOT = "import sys; sys.path.insert(0, {!r}); from autograder.sandbox.zygote import main; main()"


class ForkServer:
    """One warm process from which each submission's sandbox is forked. Use as a context manager."""

    def __init__(self, config: SandboxConfig) -> None:
        """Start the process; `ready` waits until it is warm."""
        self.config = config
        self.scratch_outside = not {"user", "mount"} <= config.layers
        if self.scratch_outside:
            scratch.remove_abandoned()
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._control.settimeout(_START_TIMEOUT_S)
        # Not -I: that would ignore the fixed hash seed and allocator below; the environment is our own anyway.
        command = [sys.executable, "-s", "-P", "-c", _BOOT.format(str(_PROJECT))]
        self._process = subprocess.Popen(
            [*command, str(theirs.fileno())], pass_fds=[theirs.fileno()], env=_clean_environment(),
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
        theirs.close()
        self.pid = self._process.pid
        self._ready = False
        self._configure(config)

    def _configure(self, config: SandboxConfig) -> None:
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:
            stdin.write(msgspec.json.encode(config))
        self._process.stdin = None  # communicate() would try to flush it again

    def ready(self) -> None:
        """Wait until the process is warm.

        Raises:
            SandboxError: a layer of the sandbox cannot be set up on this machine.
        """
        if self._ready:
            return
        answer = self._receive()
        if answer != READY:
            self._process.kill()
            words = answer.decode(errors="replace") or self._last_words()
            remedy = "Run `autograder doctor` to see which layer is missing."
            raise SandboxError(f"The sandbox cannot be set up: {words}. {remedy}")
        self._ready = True

    def twin(self, processor: int | None) -> "Twin":
        """Fork the warm process itself, for a process of ours that was forked too and needs sandboxes of its own."""
        self.ready()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        return Twin(self, ours, self._fork(theirs, TWIN), processor)

    def open(self) -> "Sandbox":
        """Fork a fresh sandbox. Raises SandboxError where that is impossible on this machine."""
        self.ready()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            pid = self._fork(theirs, SANDBOX)
        except BaseException:
            ours.close()
            raise
        return Sandbox(ours, pid, self)

    def _fork(self, theirs: socket.socket, kind: bytes) -> int:
        with theirs, contextlib.suppress(BrokenPipeError, ConnectionResetError):
            socket.send_fds(self._control, [kind], [theirs.fileno()])
        answer = self._receive()
        if len(answer) != struct.calcsize(PID_FORMAT):
            raise SandboxError(f"The fork server died: {self._last_words()}")
        return int(struct.unpack(PID_FORMAT, answer)[0])

    def _receive(self) -> bytes:
        try:
            answer = self._control.recv(4096)
        except TimeoutError:
            self._kill()
            raise SandboxError("The fork server does not answer; is the machine out of memory?") from None
        except ConnectionResetError:
            return b""
        self._control.settimeout(_ANSWER_TIMEOUT_S)
        return answer

    def _last_words(self) -> str:
        with contextlib.suppress(subprocess.TimeoutExpired):
            errors = self._process.communicate(timeout=5)[1]
            return errors.decode(errors="replace").strip().rpartition("\n")[2]
        return "no reason given"

    def close(self) -> None:
        """End the process and every sandbox that is left of it."""
        self._control.close()
        self._end()
        if self.scratch_outside:
            scratch.remove(self.pid)

    def abandon(self) -> None:
        """Close this process's copy of the control socket; the process behind it belongs to the one that forked us."""
        self._control.close()

    def _kill(self) -> None:
        self._process.kill()

    def _end(self) -> None:
        try:
            self._process.wait(timeout=_END_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Twin(ForkServer):
    """A fork of a fork server, with a control socket of its own."""

    def __init__(self, origin: ForkServer, control: socket.socket, pid: int, processor: int | None) -> None:
        """Take over the socket; what this process inherited of the original is closed here, and goes on elsewhere."""
        self.config, self.scratch_outside = origin.config, origin.scratch_outside
        self.pid, self._control, self._ready = pid, control, True
        self._control.settimeout(_ANSWER_TIMEOUT_S)
        self._pidfd = os.pidfd_open(pid)
        if processor is not None:
            os.sched_setaffinity(pid, {processor})
        origin.abandon()
        self._origin = origin  # kept: it would complain of the process that it cannot wait for here

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)

    def _last_words(self) -> str:
        return "no reason given"

    def _end(self) -> None:
        if not select.select([self._pidfd], [], [], _END_TIMEOUT_S)[0]:
            self._kill()
        os.close(self._pidfd)


class Sandbox:
    """One submission's closed world; its pid 1 runs no student code and waits to fork processes that do."""

    def __init__(self, sock: socket.socket, pid: int, server: ForkServer) -> None:
        self.config, self._server, self._pid = server.config, server, pid
        self._pidfd = os.pidfd_open(pid)
        self.first = Process(sock, pid, self.config.limits, parent=None, number=1)
        try:
            reply = self.first.request({"op": "ping"}, cpu_s=5.0)
        except BaseException:
            self.close()
            raise
        # Only this first answer may say so: from now on student code could forge it and blame us.
        if "setup_failed" in reply:
            self.close()
            raise SandboxError(f"The sandbox cannot be set up: {reply['setup_failed']}. Run `autograder doctor`.")

    def close(self) -> None:
        """Kill every process of the sandbox at once."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
        os.close(self._pidfd)
        self.first.close_all()
        if self._server.scratch_outside:
            scratch.remove(self._server.pid, self._pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _clean_environment() -> dict[str, str]:
    """Nothing of the instructor's environment reaches student code; BLAS keeps to one thread."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("OPENBLAS_CORETYPE")}
    threads = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    folders = {"PATH": "/nowhere", "HOME": SCRATCH, "TMPDIR": SCRATCH}
    fixed = {**folders, "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "MPLBACKEND": "agg"}
    # Huge pages behind malloc: a fork copies one entry for 2 MiB in place of 512, and costs half as much. What is freed
    # is kept for the next array or picture: fresh memory has to be cleared by the kernel, page by page.
    tunables = {"hugetlb": 1, "mmap_threshold": 32 << 20, "trim_threshold": 64 << 20, "top_pad": 2 << 20}
    settings = ":".join(f"glibc.malloc.{name}={value}" for name, value in tunables.items())
    allocator = {"PYTHONMALLOC": "malloc", "GLIBC_TUNABLES": settings}
    return {**kept, **dict.fromkeys(threads, "1"), **fixed, **allocator, "MPLCONFIGDIR": _matplotlib_cache()}


def _matplotlib_cache() -> str:
    """A folder for matplotlib's font list, so that it is built once and not at every start."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "autograder" / "matplotlib"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return str(folder)
