"""The loop that serves one socket inside a sandbox.

The same loop runs in pid 1 (which never runs student code), in the process that runs the notebook, and in the snapshots
forked from it. Student code shares its process, so nothing it answers may be believed; it can only fail its own
exercise.
"""

import gc
import os
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

from autograder.sandbox import kernel, seccomp
from autograder.sandbox.cells import CellRunner
from autograder.sandbox.config import BATCH_CPU_S, SandboxConfig
from autograder.sandbox.invoke import Invoker
from autograder.sandbox.values import Refused
from autograder.sandbox.wire import Channel, ChannelClosed

if TYPE_CHECKING:
    from collections.abc import Callable

Message = dict[str, Any]
_GRANDCHILD_END_S = 0.03
_BATCH_OUTPUTS = 128 << 10


def serve(sock: socket.socket, runner: CellRunner, config: SandboxConfig) -> NoReturn:
    """Answer requests until the other end closes, then end the process."""
    agent = _Agent(sock, runner, config)
    try:
        agent.loop()
    except ChannelClosed:
        os._exit(0)
    except BaseException:  # noqa: BLE001  # student code may have left anything behind; our end of this process
        os._exit(1)


def report_setup_failure(sock: socket.socket, reason: str) -> None:
    """Tell the trusted side why this sandbox could not be built."""
    Channel(sock).send({"setup_failed": reason})


class _Agent:
    def __init__(self, sock: socket.socket, runner: CellRunner, config: SandboxConfig) -> None:
        self.runner, self.config = runner, config
        self.invoker = Invoker(runner, self._exchange)
        self._use(sock)
        self.handlers: dict[str, Callable[[Message], Message]] = {
            "ping": lambda _: {"pid": os.getpid()},
            "cells": self._cells,
            "kill": self._kill,
            **self.invoker.handlers(),
        }

    def loop(self) -> NoReturn:
        """Serve requests for ever; the channel's end raises ChannelClosed."""
        while True:
            self._answer(self.channel.receive(None))

    def _answer(self, message: Message) -> None:
        if message.get("op") == "fork":
            self._fork()
        elif message.get("op") == "exit":
            os._exit(0)
        else:
            reply = self.handlers[message["op"]](message)
            try:
                self.channel.hold(reply)
            except Refused as refused:
                self.channel.hold({"fault": {"kind": "refused", "reason": str(refused.reason)}})

    def _exchange(self, message: Message) -> Message:
        """Call back to the trusted side; it may ask for something else before it answers."""
        self.channel.hold(message)
        while True:
            reply = self.channel.receive(None)
            if "op" not in reply:
                return reply
            self._answer(reply)

    def _use(self, sock: socket.socket) -> None:
        self.channel = Channel(sock, refs_out=self.invoker.to_ref, refs_in=self.invoker.from_ref, accept_fds=True)

    def _fork(self) -> None:
        (fd,) = self.channel.received_fds
        self.channel.received_fds.clear()
        _reap()
        gc.freeze()  # a collection in the copy would write into every page and so copy all of them
        try:
            # Threads that student code started would leave locks behind that only os.fork knows how to mend.
            pid = kernel.clone_child(0) if len(sys._current_frames()) == 1 else os.fork()  # noqa: SLF001  # counts all of them
        except OSError:
            # Student code has forked as many as there may be; the trusted side ends them and asks again.
            os.close(fd)
            self.channel.hold({"pid": None})
            return
        if pid:
            os.close(fd)
            self.channel.hold({"pid": pid})
            return
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # pid 1 ignores it, student code need not
        self.channel.close()
        self._use(socket.socket(fileno=fd))
        if "seccomp" in self.config.layers:
            seccomp.install_own_signals_only()

    def _cells(self, message: Message) -> Message:
        """Run cells until all are done, or those done took so long or showed so much that they should be heard of."""
        limit = self.config.limits.output_kib_per_cell << 10
        end, room, runs = time.process_time() + BATCH_CPU_S, _BATCH_OUTPUTS, []
        for source, name in message["cells"]:
            run = self.runner.run(source, name, message["cpu_s"], limit)
            runs.append(run)
            room -= sum(map(_size, run["outputs"]))  # type: ignore[call-overload]
            if time.process_time() > end or room < 0:
                break
        return {"runs": runs}

    def _kill(self, message: Message) -> Message:
        pid = int(message["pid"])
        if pid > 1:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)  # its memory is free when this returns
            except ChildProcessError:
                time.sleep(_GRANDCHILD_END_S)  # its own parent will notice; give the kernel time to take its memory
            except ProcessLookupError:
                pass
        return {}


def _size(output: Message) -> int:
    shown = output.get("data") or {"text": output.get("text", "")}
    return 1000 + sum(map(len, shown.values()))


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
