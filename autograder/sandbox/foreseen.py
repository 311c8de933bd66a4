"""Requests that are known before they are made: hidden tests ask every notebook of a class the same questions.

What a test asks is written down once, with the reference in the student's place (`Recorder`). For a student all of it
is sent at once, the answers come back together (`Replies`), and each request of the test is then looked up in them. So
an exercise costs one exchange with the sandbox in place of dozens. The sandbox sees the same requests in the same
order as ever, and an answer counts only for a request that is the expected one to the last byte. Whatever does not fit
ends in `Unforeseen`, and the exercise is tested again on a fresh snapshot, request by request.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from autograder.sandbox.packing import Buffer
    from autograder.sandbox.wire import Packed

# Less than a socket holds: all of it is under way before the first answer is read, so that nobody waits for the other.
MAX_REQUEST_BYTES = 100_000
MAX_REPLY_BYTES = 64 << 20


class Unforeseen(BaseException):  # ends the attempt; no exception that a test could catch
    """The test asks something else than what was foreseen, or the answers cannot be used."""


class Script(NamedTuple):
    """The requests of all tests of one exercise, in order.

    Attributes:
        frames: one a request.
        starts: number of the first request of each run of a test.
        whole: whether these are all requests; else those that follow are made one by one.
        first_calls: the first call of each function of the notebook.
        steady: whether the reference, asked all of it again, gives the very same answers.
    """

    frames: tuple[bytes, ...]
    starts: Mapping[str, int]
    whole: bool
    first_calls: tuple[bytes, ...] = ()
    steady: bool = False

    def once_each(self) -> "Script":
        """One call of each function, nothing else: what goes by the number of calls answers otherwise after it."""
        return Script(self.first_calls, {}, whole=True)


class Recorder:
    """Writes down what is asked."""

    def __init__(self) -> None:
        self._frames: list[bytes] = []
        self._starts: dict[str, int] = {}
        self._first_calls: dict[object, bytes] = {}
        self._whole = True
        self._room = MAX_REQUEST_BYTES

    def begin(self, run: str) -> None:
        """What follows belongs to this run of a test."""
        if self._whole:
            self._starts[run] = len(self._frames)

    def add(self, frame: "Sequence[Buffer]", message: Mapping[str, object], *, lends: bool) -> None:
        """One request; the first that lends a function of ours ends the script: its answer may be a question."""
        packed = b"".join(frame)
        self._room -= len(packed)
        if lends or self._room < 0:
            self._whole = False
        if self._whole:
            self._frames.append(packed)
            if message.get("op") == "call" and "name" in message:
                self._first_calls.setdefault(message["name"], packed)

    def script(self) -> Script:
        """What was asked so far."""
        return Script(tuple(self._frames), self._starts, self._whole, tuple(self._first_calls.values()))


class Replies:
    """The answers of one snapshot to a script."""

    def __init__(self, script: Script, replies: "Sequence[tuple[Packed, Packed]]") -> None:
        self._script, self._replies = script, replies
        self._next = 0

    @property
    def digest(self) -> bytes:
        """Of all answers: equal ones, from notebooks that were asked the same, have the same outcome."""
        digest = hashlib.blake2b(digest_size=16)
        for structure, blob in self._replies:
            digest.update(b"%d %d " % (len(structure), len(blob)))
            digest.update(structure)
            digest.update(blob)
        return digest.digest()

    def begin(self, run: str) -> None:
        """Go on with the requests of this run; the run before may have ended early."""
        self._next = self._script.starts.get(run, len(self._replies))

    def answer(self, frame: "Sequence[Buffer]") -> "tuple[Packed, Packed] | None":
        """The answer to the next request; None where the script has ended.

        Raises:
            Unforeseen: another request was expected.
        """
        if self._next == len(self._replies):
            if self._script.whole:
                raise Unforeseen
            return None
        if b"".join(frame) != self._script.frames[self._next]:
            raise Unforeseen
        self._next += 1
        return self._replies[self._next - 1]
