"""The trusted end of one process in a sandbox: requests, answers, limits, forks."""

import contextlib
import socket
import time
from typing import TYPE_CHECKING, Any, Self

from autograder.errors import ProtocolError, SuiteError
from autograder.sandbox import usage
from autograder.sandbox.config import Limits
from autograder.sandbox.faults import BadReply, Crashed, OverLimit, StudentFault
from autograder.sandbox.foreseen import MAX_REPLY_BYTES, Recorder, Replies, Script, Unforeseen
from autograder.sandbox.remote import Remotes
from autograder.sandbox.strays import end_strays
from autograder.sandbox.values import Refused
from autograder.sandbox.wire import Channel, ChannelClosed, TimedOut

if TYPE_CHECKING:
    from autograder.sandbox.packing import Buffer
    from autograder.sandbox.wire import Packed

Message = dict[str, Any]
# The limit inside the process is friendlier: it keeps the process alive. The one outside is for code that never returns
# to Python, so it leaves the inner one time to act.
_OUTER_SLACK_S = 1.0
_OUTER_FACTOR = 1.25
_KILL_TIMEOUT_S = 20.0
# A look at /proc costs 2 to 4 ms; most calls are over long before the first one.
_WATCH_EVERY_S = 0.2


class Process:
    """One process inside a sandbox, spoken to over its own socket."""

    def __init__(
        self, sock: socket.socket, root_pid: int, limits: Limits, parent: "Process | None", number: int
    ) -> None:
        """Take over a connected socket.

        Args:
            sock: our end.
            root_pid: pid 1 of the sandbox as seen from here; its tree is watched.
            limits: limits of the submission.
            parent: the process that this one was forked from.
            number: its pid inside the sandbox, as its parent told.
        """
        self.limits, self.parent, self.number = limits, parent, number
        self.lost = False
        self._waited_s = 0.0
        self._copies: list[Process] = []
        self._root_pid = root_pid
        self.remotes = Remotes(self)
        self.channel = Channel(sock, refs_out=self.remotes.to_ref, refs_in=self.remotes.from_ref)
        self.recorder: Recorder | None = None
        self._replies: Replies | None = None

    def begin(self, run: str) -> None:
        """What is asked from now on belongs to this run of a hidden test."""
        for tape in (self.recorder, self._replies):
            if tape is not None:
                tape.begin(run)

    def foresee(self, script: Script, cpu_s: float) -> bytes:
        """Ask all of a script at once and keep the answers for the requests to come; return their digest.

        Args:
            script: what will be asked.
            cpu_s: CPU seconds that all of it may take together.

        Raises:
            Unforeseen: there are no usable answers; the process is gone.
        """
        deadline = time.monotonic() + self.limits.wall_s(cpu_s)
        watch = _Watch(self._root_pid, self.limits, cpu_s)
        replies: list[tuple[Packed, Packed]] = []
        room = MAX_REPLY_BYTES
        started = time.monotonic()
        try:
            self.channel.send_frames(list(script.frames), max(0.1, deadline - time.monotonic()), watch, _WATCH_EVERY_S)
            while len(replies) < len(script.frames) and room >= 0:
                left_s = max(0.1, deadline - time.monotonic())
                replies.append(self.channel.receive_packed(left_s, watch, _WATCH_EVERY_S))
                room -= sum(map(len, replies[-1]))
        except (ChannelClosed, BrokenPipeError, ConnectionResetError, TimedOut, ProtocolError, StudentFault):
            self._gone(Crashed("the process ended"))
            raise Unforeseen from None
        finally:
            self._note_wait(started)
        if room < 0:
            self._gone(Crashed("too much was answered"))
            raise Unforeseen
        self._replies = Replies(script, replies)
        return self._replies.digest

    def request(self, message: Message, cpu_s: float) -> Message:
        """Send one request and wait for its answer, answering callbacks meanwhile.

        Raises:
            OverLimit: CPU seconds, memory or the wall-clock guard were used up; the process is gone.
            Crashed: the process ended without an answer.
            BadReply: what came back is no valid frame.
        """
        if self.lost:
            raise Crashed("the process had ended before")
        frame = self._frame(message)
        foreseen = self._replies.answer(frame) if self._replies else None
        return self._exchange(frame, cpu_s) if foreseen is None else self._foreseen(*foreseen)

    def _frame(self, message: Message) -> "list[Buffer]":
        lent = self.remotes.lent
        try:
            frame = self.channel.frame(message)
        except Refused as refused:
            raise SuiteError(f"a test passes something that cannot cross into the sandbox: {refused}") from None
        if self.recorder is not None:
            self.recorder.add(frame, message, lends=self.remotes.lent > lent)
        return frame

    def _foreseen(self, structure: "Packed", blob: "Packed") -> Message:
        """An answer that is here already; one that ran into a limit is not taken, because others came after it."""
        try:
            reply = self.channel.read(structure, blob)
        except ProtocolError:
            raise Unforeseen from None
        fault = reply.get("fault")
        if _is_callback(reply) or (isinstance(fault, dict) and fault.get("kind") == "over-limit"):
            raise Unforeseen
        return reply

    def _exchange(self, frame: "list[Buffer]", cpu_s: float) -> Message:
        started = time.monotonic()
        deadline = started + self.limits.wall_s(cpu_s)
        watch = _Watch(self._root_pid, self.limits, cpu_s)
        try:
            self._send(frame, deadline, watch)
            reply = self._receive(deadline, watch)
            while _is_callback(reply):
                self._send(self._frame(self.remotes.answer_callback(reply)), deadline, watch)
                reply = self._receive(deadline, watch)
        except (ChannelClosed, BrokenPipeError, ConnectionResetError):
            raise self._gone(Crashed("the process ended")) from None
        except TimedOut:
            raise self._gone(OverLimit("wall", "no answer in time")) from None
        except ProtocolError as error:
            raise self._gone(BadReply(f"not a valid answer: {error}")) from None
        except StudentFault as fault:
            raise self._gone(fault) from None
        finally:
            self._note_wait(started)
        return reply

    def _send(self, frame: "list[Buffer]", deadline: float, watch: "_Watch") -> None:
        self.channel.send_frames(frame, max(0.1, deadline - time.monotonic()), watch, _WATCH_EVERY_S)

    def _receive(self, deadline: float, watch: "_Watch") -> Message:
        return self.channel.receive(max(0.1, deadline - time.monotonic()), watch, _WATCH_EVERY_S)

    def fork(self) -> "Process":
        """A snapshot: a copy of this process with a socket of its own.

        Raises:
            Crashed: this process is gone, or student code has left no room for another one.
        """
        copy = self._try_fork()
        if copy is None:
            end_strays(self._root_pid, self._root().numbers())
            copy = self._try_fork()
        if copy is None:
            raise self._gone(Crashed("the notebook's process cannot be copied"))
        self._copies.append(copy)
        return copy

    def _try_fork(self) -> "Process | None":
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with theirs:
                self.channel.send_with_fd({"op": "fork"}, theirs.fileno())
            number = self.channel.receive(self.limits.wall_s(1.0)).get("pid")
        except (ChannelClosed, BrokenPipeError, ConnectionResetError, TimedOut, ProtocolError):
            ours.close()
            raise self._gone(Crashed("the notebook's process cannot be copied")) from None
        if type(number) is not int:
            ours.close()
            return None
        return Process(ours, self._root_pid, self.limits, parent=self, number=number)

    def _note_wait(self, started: float) -> None:
        self._root()._waited_s += time.monotonic() - started  # noqa: SLF001  # of the same class

    def cpu_s(self) -> float:
        """CPU seconds of all processes of the sandbox that are alive."""
        return usage.of_tree(self._root_pid).cpu_s

    @property
    def waited_s(self) -> float:
        """Seconds that we waited for answers of this process, of what it was forked from, and of all copies."""
        return self._root()._waited_s  # noqa: SLF001  # of the same class

    def numbers(self) -> set[int]:
        """Pids inside the sandbox of this process and of every copy of it that is not lost."""
        own = set() if self.lost else {self.number}
        return own.union(*(copy.numbers() for copy in self._copies))

    def _root(self) -> "Process":
        return self if self.parent is None else self.parent._root()  # noqa: SLF001  # of the same class

    def close(self) -> None:
        """Let the process end; it does so by itself when its socket closes."""
        self.channel.close()

    def close_all(self) -> None:
        """Close this process and every copy that was ever made of it."""
        for copy in self._copies:
            copy.close_all()
        self.close()

    def _gone(self, fault: StudentFault) -> StudentFault:
        self.lost = True
        self.channel.close()
        root = self._root()
        if root is not self and not root.lost:
            # Without a watch: what it would find over the limit is just being removed.
            with contextlib.suppress(ChannelClosed, BrokenPipeError, TimedOut, ProtocolError):
                root.channel.send({"op": "kill", "pid": self.number})
                root.channel.receive(_KILL_TIMEOUT_S)
            end_strays(self._root_pid, root.numbers())
        return fault

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _is_callback(reply: Message) -> bool:
    # A hostile reply may hold anything under any key: look at the type before comparing.
    operation = reply.get("op")
    return type(operation) is str and operation == "callback"


class _Watch:
    """Called while we wait: compares what the sandbox uses with its limits."""

    def __init__(self, root_pid: int, limits: Limits, cpu_s: float) -> None:
        self._root_pid, self._limits = root_pid, limits
        self._cpu_limit_s = cpu_s * _OUTER_FACTOR + _OUTER_SLACK_S
        self._start: usage.Usage | None = None
        self._last_cpu_s = 0.0
        self._idle_since = time.monotonic()

    def __call__(self) -> None:
        now = usage.of_tree(self._root_pid)
        if self._start is None:
            self._start = now
        self._watch_idleness(now.cpu_s)
        if now.cpu_s - self._start.cpu_s > self._cpu_limit_s:
            raise OverLimit("cpu", f"more than {self._cpu_limit_s:.0f} CPU seconds")
        if now.excess_mib > 2 * self._limits.memory_mib:
            raise OverLimit("memory", f"more than {self._limits.memory_mib} MiB")

    def _watch_idleness(self, cpu_s: float) -> None:
        # Even on a crowded machine a process that has work gets a tick within seconds; one that sleeps never does.
        if cpu_s > self._last_cpu_s:
            self._last_cpu_s, self._idle_since = cpu_s, time.monotonic()
        elif time.monotonic() - self._idle_since > self._limits.idle_wall_s:
            raise OverLimit("wall", "waited without computing")
