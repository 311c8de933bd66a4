"""Frames over a Unix stream socket: one packed dict each, bounded in size and in time.

A frame is a head of 15 bytes (magic, version, length of the structure, length of the blob), the structure, the blob
(see `values`). Either end may be hostile: a header's claim reserves no memory, a peer that trickles bytes or does not
read meets the same deadline as one that says nothing, and descriptors are taken only where the channel was told to.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import time
from typing import TYPE_CHECKING, Any, Final

from autograder.errors import ProtocolError
from autograder.sandbox.packing import pack
from autograder.sandbox.unpacking import unpack
from autograder.sandbox.value_types import DEFAULT_LIMITS, Ref, ValueLimits, refuse_ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from autograder.sandbox.packing import Buffer

Packed = bytes | bytearray

_HEAD: Final = struct.Struct("<2sBIQ")
_MAGIC: Final = b"\xd1\x5c"
_VERSION: Final = 1
_MAX_FDS: Final = 4
_MAX_PIECES: Final = 512  # of one sendmsg; the kernel takes 1024
_FIRST_RESERVE_BYTES: Final = 1 << 16
_AHEAD_BYTES: Final = 1 << 13  # most frames are smaller and cost one call to the kernel
_ANCILLARY_BYTES: Final = socket.CMSG_SPACE(_MAX_FDS * struct.calcsize("i"))
_HOLD_S: Final = 0.02
_HOLD_BYTES: Final = 1 << 16
_NO_SIGNAL: Final = socket.MSG_NOSIGNAL
SEND_TIMEOUT_S: Final = 60.0


class ChannelClosed(Exception):  # noqa: N818  # an event of the peer's life, no failure of ours
    """The other end is gone, or this end was closed, between two frames."""


class TimedOut(Exception):  # noqa: N818  # a peer that does not answer is a verdict, no failure of ours
    """No whole frame passed before the deadline. In the middle of a frame this closes the channel."""


class Channel:
    """One end of a socket that carries frames.

    Attributes:
        received_fds: descriptors that came with the last frame; they belong to whoever takes them out of the list, and
            are closed when the next frame is awaited or the channel closes. Always empty unless `accept_fds`.
    """

    def __init__(
        self,
        sock: socket.socket,
        limits: ValueLimits = DEFAULT_LIMITS,
        *,
        refs_out: Callable[[object], Ref | None] = lambda _: None,
        refs_in: Callable[[Ref], object] = refuse_ref,
        accept_fds: bool = False,
    ) -> None:
        """Take over a connected Unix stream socket.

        Args:
            sock: the socket; the channel closes it.
            limits: bounds of each message in both directions.
            refs_out: names what is not plain data in a message to send; None refuses it.
            refs_in: finds what a received name stands for.
            accept_fds: whether descriptors that come with a frame are kept. The kernel closes them otherwise.
        """
        sock.setblocking(False)  # noqa: FBT003  # positional only
        self._sock = sock
        self._limits = limits
        self._refs_out = refs_out
        self._refs_in = refs_in
        self._accept_fds = accept_fds
        self.received_fds: list[int] = []
        self._ticks = _Ticks()
        self._ahead = b""  # received together with the frame before
        self._held = bytearray()
        self._last_flush = time.monotonic()

    def send(
        self,
        message: dict[str, Any],
        timeout_s: float | None = SEND_TIMEOUT_S,
        tick: Callable[[], None] | None = None,
        tick_s: float = 0.05,
    ) -> None:
        """Send one message.

        Raises:
            Refused: something in it may not cross; nothing was sent and the channel is as before.
            ChannelClosed: nobody will read it.
            TimedOut: it was not read in time.
        """
        self._send(self.frame(message), [], _Clock(timeout_s, tick, tick_s, self._ticks))

    def frame(self, message: dict[str, Any]) -> list[Buffer]:
        """The bytes of one message, in pieces.

        Raises:
            Refused: something in it may not cross.
        """
        structure, buffers = pack(message, refs=self._refs_out, limits=self._limits)
        head = _HEAD.pack(_MAGIC, _VERSION, len(structure), sum(map(len, buffers)))
        return [head + structure, *buffers]

    def send_frames(
        self,
        frames: list[Buffer],
        timeout_s: float | None = SEND_TIMEOUT_S,
        tick: Callable[[], None] | None = None,
        tick_s: float = 0.05,
    ) -> None:
        """Send what `frame` made, of one message or of several; as for `send`, but nothing is refused."""
        self._send(frames, [], _Clock(timeout_s, tick, tick_s, self._ticks))

    def hold(self, message: dict[str, Any]) -> None:
        """Send one message together with those that follow at once: before this end waits for more, or soon.

        An answer to the last of many requests that came together then costs the other end one waking up, not many.
        """
        for piece in self.frame(message):
            self._held += piece  # copied: it may be an array that the next request changes
        if time.monotonic() > self._last_flush + _HOLD_S or len(self._held) > _HOLD_BYTES:
            self.flush()

    def flush(self) -> None:
        """Send what is held back."""
        held, self._held = self._held, bytearray()
        if held:
            self._send([memoryview(held)], [], _Clock(SEND_TIMEOUT_S, None, 1.0, self._ticks))
        self._last_flush = time.monotonic()

    def send_with_fd(self, message: dict[str, Any], fd: int, timeout_s: float | None = SEND_TIMEOUT_S) -> None:
        """Send one message together with a copy of a descriptor."""
        rights = (socket.SOL_SOCKET, socket.SCM_RIGHTS, struct.pack("i", fd))
        self._send(self.frame(message), [rights], _Clock(timeout_s, None, 1.0, self._ticks))

    def receive(
        self,
        timeout_s: float | None,
        tick: Callable[[], None] | None = None,
        tick_s: float = 0.05,
    ) -> dict[str, Any]:
        """Wait for one message.

        Args:
            timeout_s: until the whole frame is there; None waits for ever.
            tick: called about every `tick_s` seconds of the channel's life while the frame is incomplete, so also under
                a peer that sends one quick frame after another; what it raises ends the wait.
            tick_s: how often.

        Raises:
            ChannelClosed: the other end is gone.
            TimedOut: the deadline passed.
            ProtocolError: what came is no frame; the channel is closed.
        """
        return self.read(*self.receive_packed(timeout_s, tick, tick_s))

    def read(self, structure: Packed, blob: Packed) -> dict[str, Any]:
        """The message that a frame holds.

        Raises:
            ProtocolError: it is none; the channel is closed.
        """
        try:
            message = unpack(structure, blob, refs=self._refs_in, limits=self._limits)
        except BaseException:
            self.close()
            raise
        if type(message) is not dict or not all(type(key) is str for key in message):
            self.close()
            raise ProtocolError("a message is not a dict with names as keys")
        return message

    def receive_packed(
        self,
        timeout_s: float | None,
        tick: Callable[[], None] | None = None,
        tick_s: float = 0.05,
    ) -> tuple[Packed, Packed]:
        """Wait for one frame and leave it unread: its structure and its blob. Arguments and errors as for `receive`."""
        self._drop_fds()
        clock = _Clock(timeout_s, tick, tick_s, self._ticks)
        self._receive_first(clock)
        try:
            return self._receive_rest(clock)
        except BaseException:
            # Where the next frame starts is unknown from here on, or the peer is not to be believed.
            self.close()
            raise

    def close(self) -> None:
        """Close the socket and every descriptor nobody took; may be called twice."""
        self._drop_fds()
        self._sock.close()

    def fileno(self) -> int:
        """The socket's number, or -1 after `close`."""
        return self._sock.fileno()

    def _send(self, pieces: list[Buffer], ancillary: list[Any], clock: _Clock) -> None:
        pieces = list(pieces)
        started = False
        try:
            while pieces:
                sent = self._try(clock, select.POLLOUT, self._sock.sendmsg, pieces[:_MAX_PIECES], ancillary, _NO_SIGNAL)
                started, ancillary = True, []
                _drop(pieces, sent)
        except BaseException:
            if started:
                self.close()  # half a frame is out: nothing that follows could be read
            raise

    def _receive_first(self, clock: _Clock) -> None:
        """Wait for the first bytes of a frame, the only ones that descriptors may come with."""
        if self._ahead:
            return
        if self._held:
            self.flush()
        clock.wait(self._sock, select.POLLIN)  # an answer is never there at once, so do not ask for it first
        if not self._accept_fds:
            self._ahead = self._try(clock, select.POLLIN, self._sock.recv, _AHEAD_BYTES)
        else:
            args = (_AHEAD_BYTES, _ANCILLARY_BYTES, socket.MSG_CMSG_CLOEXEC)
            self._ahead, ancillary, _, _ = self._try(clock, select.POLLIN, self._sock.recvmsg, *args)
            self.received_fds.extend(_descriptors(ancillary))
        if not self._ahead:
            raise ChannelClosed("the other end is closed")

    def _receive_rest(self, clock: _Clock) -> tuple[Packed, Packed]:
        magic, version, structure_bytes, blob_bytes = _HEAD.unpack(self._exactly(_HEAD.size, clock))
        if magic != _MAGIC or version != _VERSION:
            raise ProtocolError("a frame starts with the wrong bytes")
        if structure_bytes > self._limits.max_structure_bytes or blob_bytes > self._limits.max_blob_bytes:
            raise ProtocolError("a frame claims to be larger than the limits allow")
        return self._exactly(structure_bytes, clock), self._exactly(blob_bytes, clock)

    def _exactly(self, nbytes: int, clock: _Clock) -> Packed:
        """Receive so many bytes; memory grows with what came, not with what was announced."""
        ready, self._ahead = self._ahead[:nbytes], self._ahead[nbytes:]
        if len(ready) == nbytes:
            return ready
        filled = len(ready)
        data = bytearray(ready)
        while filled < nbytes:
            if filled == len(data):
                data.extend(bytes(min(max(filled, _FIRST_RESERVE_BYTES), nbytes - filled)))
            with memoryview(data) as view:
                got = self._try(clock, select.POLLIN, self._sock.recv_into, view[filled:])
            if not got:
                raise ProtocolError("the other end closed in the middle of a frame")
            filled += got
        return data

    def _try(self, clock: _Clock, event: int, action: Callable[..., Any], *args: Any) -> Any:
        """Do one socket call, waiting until the socket is ready for it."""
        while True:
            clock.check()
            try:
                return action(*args)
            except BlockingIOError:
                clock.wait(self._sock, event)
            except OSError as error:
                raise ChannelClosed(f"the other end is gone ({error.strerror})") from None

    def _drop_fds(self) -> None:
        while self.received_fds:
            with contextlib.suppress(OSError):
                os.close(self.received_fds.pop())


class _Ticks:
    """When a channel ticked last."""

    def __init__(self) -> None:
        self.last = time.monotonic()


class _Clock:
    """Deadline and tick of one operation, counted across all its socket calls."""

    def __init__(self, timeout_s: float | None, tick: Callable[[], None] | None, tick_s: float, ticks: _Ticks) -> None:
        self.deadline = None if timeout_s is None else time.monotonic() + timeout_s
        self.tick = tick
        self.tick_s = tick_s
        self.ticks = ticks

    def check(self) -> None:
        """Raise or tick if it is time; also for a peer that keeps the socket busy and never lets us wait."""
        now = time.monotonic()
        if self.deadline is not None and now >= self.deadline:
            raise TimedOut("the deadline passed")
        if self.tick is not None and now >= self.ticks.last + self.tick_s:
            self.tick()
            self.ticks.last = time.monotonic()

    def wait(self, sock: socket.socket, event: int) -> None:
        """Sleep until the socket is ready, or the next tick or the deadline is due."""
        if sock.fileno() < 0:
            raise ChannelClosed("this end is closed")
        poll = select.poll()
        poll.register(sock, event)
        due = [at for at in (self.deadline, self.ticks.last + self.tick_s if self.tick else None) if at is not None]
        if not due:
            poll.poll()
        else:
            # Rounded up, or the last millisecond would be spent spinning.
            poll.poll(max(0, int((min(due) - time.monotonic()) * 1000) + 1))


def _drop(pieces: list[Buffer], sent: int) -> None:
    """Remove what was sent from the front."""
    done = 0
    while done < len(pieces) and sent >= len(pieces[done]):
        sent -= len(pieces[done])
        done += 1
    del pieces[:done]
    if sent:
        pieces[0] = memoryview(pieces[0])[sent:]


def _descriptors(ancillary: list[tuple[int, int, bytes]]) -> list[int]:
    whole = struct.calcsize("i")
    found: list[int] = []
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_RIGHTS:
            usable = len(data) - len(data) % whole
            found.extend(struct.unpack(f"{usable // whole}i", data[:usable]))
    return found
