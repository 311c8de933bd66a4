"""Frames over a socket pair: deadlines, half frames, descriptors."""

import fcntl
import os
import socket
import struct
import threading
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from autograder.errors import ProtocolError
from autograder.sandbox.values import Ref, Refused, ValueLimits
from autograder.sandbox.wire import Channel, ChannelClosed, TimedOut

HEAD = struct.Struct("<2sBIQ")
MAGIC = b"\xd1\x5c"


def open_descriptors():
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture
def sockets():
    pair = socket.socketpair()
    yield pair
    for sock in pair:
        sock.close()


@pytest.fixture
def channels(sockets):
    ends = [Channel(sock) for sock in sockets]
    yield ends
    for end in ends:
        end.close()


def in_thread(action):
    thread = threading.Thread(target=action)
    thread.start()
    return thread


def test_messages_arrive_in_order_and_whole(channels):
    left, right = channels
    messages = [{"n": 1}, {}, {"x": np.arange(6.0).reshape(2, 3), "text": "z" * 20_000}, {"deep": [(1, {"a": None})]}]
    for message in messages:
        left.send(message)
    for message in messages:
        assert repr(right.receive(1)) == repr(message)


def test_large_message_passes_a_small_socket_buffer(channels):
    left, right = channels
    big = np.arange(3_000_000.0)
    thread = in_thread(lambda: left.send({"x": big, "many": [np.full(3, i) for i in range(2000)]}))
    got = right.receive(20)
    thread.join()
    np.testing.assert_array_equal(got["x"], big)
    assert [int(row[0]) for row in got["many"]] == list(range(2000))


def test_refused_message_leaves_the_channel_usable(channels):
    left, right = channels
    with pytest.raises(Refused):
        left.send({"first": np.zeros(10), "second": object()})
    left.send({"n": 2})
    assert right.receive(1) == {"n": 2}


def test_references_use_the_tables_of_each_end(sockets):
    left = Channel(sockets[0], refs_out=lambda _: Ref("callback", 7, "f"))
    right = Channel(sockets[1], refs_in=lambda ref: ("known", ref.id))
    left.send({"f": len})
    assert right.receive(1) == {"f": ("known", 7)}


def test_closed_peer_is_told_from_half_a_frame(sockets):
    left, right = sockets
    channel = Channel(left)
    right.close()
    with pytest.raises(ChannelClosed):
        channel.receive(1)
    with pytest.raises(ChannelClosed):
        channel.send({})
    channel.close()
    for use in (lambda: channel.receive(1), lambda: channel.send({})):
        with pytest.raises(ChannelClosed):
            use()


@pytest.mark.parametrize(
    "garbage",
    [
        b"x",
        b"GET / HTTP/1.1\r\n\r\n",
        HEAD.pack(b"XX", 1, 1, 0) + b"\xc0",
        HEAD.pack(MAGIC, 2, 1, 0) + b"\xc0",
        HEAD.pack(MAGIC, 1, 2**32 - 1, 0),
        HEAD.pack(MAGIC, 1, 10, 2**64 - 1),
        HEAD.pack(MAGIC, 1, 10, 0) + b"abc",
        HEAD.pack(MAGIC, 1, 2, 0) + b"\x91\x01",
        HEAD.pack(MAGIC, 1, 0, 0),
        HEAD.pack(MAGIC, 1, 8, 0) + b"\x93\xc7\x04\x03\x01\x00\x00\x00",
    ],
)
def test_garbage_is_a_protocol_error_and_closes_the_channel(sockets, garbage):
    left, right = sockets
    channel = Channel(left)
    right.sendall(garbage)
    right.close()
    with pytest.raises(ProtocolError):
        channel.receive(1)
    with pytest.raises(ChannelClosed):
        channel.receive(1)


def test_keys_of_a_message_are_names(channels):
    left, right = channels
    left.send({1: 2})
    with pytest.raises(ProtocolError, match="names as keys"):
        right.receive(1)


def test_silence_times_out_and_the_channel_stays_usable(channels):
    left, right = channels
    ticks = []
    start = time.monotonic()
    with pytest.raises(TimedOut):
        right.receive(0.2, tick=lambda: ticks.append(time.monotonic()), tick_s=0.02)
    assert 0.2 <= time.monotonic() - start < 2
    assert 2 <= len(ticks) <= 11
    left.send({"n": 1})
    assert right.receive(1) == {"n": 1}


def test_trickling_peer_meets_the_deadline_and_the_ticks(sockets):
    left, right = sockets
    channel, done, ticks = Channel(left), threading.Event(), []

    def trickle():
        right.sendall(HEAD.pack(MAGIC, 1, 1000, 0))
        while not done.wait(0.002):
            right.sendall(b"\xc0")

    thread = in_thread(trickle)
    with pytest.raises(TimedOut):
        channel.receive(0.2, tick=lambda: ticks.append(1), tick_s=0.02)
    done.set()
    thread.join()
    assert len(ticks) >= 2
    with pytest.raises(ChannelClosed):
        channel.receive(1)


def test_quick_frames_do_not_hide_a_peer_from_the_ticks(channels):
    # Each frame arrives before a tick of its own wait is due, as in an endless loop of callbacks.
    left, right = channels
    ticks, end = [], time.monotonic() + 0.3
    while time.monotonic() < end:
        left.send({})
        right.receive(1, tick=lambda: ticks.append(1), tick_s=0.05)
    assert 2 <= len(ticks) <= 7


def test_tick_may_end_the_wait(channels):
    def over_limit():
        raise MemoryError

    with pytest.raises(MemoryError):
        channels[0].receive(None, tick=over_limit, tick_s=0.001)


def test_peer_that_does_not_read_meets_the_deadline(sockets):
    channel, ticks = Channel(sockets[0]), []
    with pytest.raises(TimedOut):
        channel.send({"x": np.zeros(1_000_000)}, 0.1, lambda: ticks.append(1), 0.01)
    assert ticks
    with pytest.raises(ChannelClosed):
        channel.send({})


def test_announced_bytes_reserve_no_memory(sockets):
    left, right = sockets
    right.sendall(HEAD.pack(MAGIC, 1, 1, 250 << 20) + b"\x90" + bytes(100))
    right.close()
    tracemalloc.start()
    with pytest.raises(ProtocolError):
        Channel(left).receive(1)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


def test_limits_belong_to_the_receiver(sockets):
    left, right = Channel(sockets[0]), Channel(sockets[1], ValueLimits(max_blob_bytes=100))
    left.send({"x": np.zeros(100)})
    with pytest.raises(ProtocolError, match="larger than the limits"):
        right.receive(1)


def test_descriptor_travels_with_its_frame_and_closes_on_exec(sockets):
    left, right = Channel(sockets[0]), Channel(sockets[1], accept_fds=True)
    readable, writable = os.pipe()
    left.send_with_fd({"op": "fork"}, writable)
    left.send({"n": 2})
    assert right.receive(1) == {"op": "fork"}
    (fd,) = right.received_fds
    assert fcntl.fcntl(fd, fcntl.F_GETFD) & fcntl.FD_CLOEXEC
    os.write(fd, b"hello")
    assert os.read(readable, 5) == b"hello"
    os.close(writable)
    assert right.receive(1) == {"n": 2}
    assert right.received_fds == []
    assert os.read(readable, 1) == b""  # nobody took it, so it was closed with the next frame
    os.close(readable)


def test_trusted_side_takes_no_descriptor(sockets):
    left, right = Channel(sockets[0]), Channel(sockets[1])
    readable, writable = os.pipe()
    before = open_descriptors()
    for _ in range(20):
        left.send_with_fd({}, writable)
        right.receive(1)
    assert right.received_fds == []
    assert open_descriptors() == before
    os.close(writable)
    assert os.read(readable, 1) == b""
    os.close(readable)


def test_too_many_descriptors_do_not_stay_open(sockets):
    left, right = sockets[0], Channel(sockets[1], accept_fds=True)
    readable, writable = os.pipe()
    before = open_descriptors()
    socket.send_fds(left, [b"garbage of more than fifteen bytes"], [writable] * 50)
    with pytest.raises(ProtocolError):
        right.receive(1)
    assert open_descriptors() == before - 1  # right closed its socket
    os.close(writable)
    assert os.read(readable, 1) == b""
    os.close(readable)
