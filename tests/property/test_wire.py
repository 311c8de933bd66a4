"""Round trips of any plain value, and any bytes: nothing but the three named exceptions ever comes out."""

import contextlib
import socket
import struct
import tracemalloc

import msgspec
import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst
from msgspec.msgpack import Ext

from autograder.errors import ProtocolError
from autograder.sandbox import value_types as v
from autograder.sandbox.values import Ref, pack, unpack
from autograder.sandbox.wire import Channel, ChannelClosed, TimedOut

HEAD = struct.Struct("<2sBIQ")
MEMORY_FACTOR, MEMORY_BASE = 64, 1 << 18

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=50)
dtypes = st.one_of(
    npst.boolean_dtypes(),
    npst.integer_dtypes(endianness="="),
    npst.unsigned_integer_dtypes(endianness="="),
    npst.floating_dtypes(sizes=(16, 32, 64), endianness="="),
    npst.complex_number_dtypes(sizes=(64, 128), endianness="="),
)
arrays = npst.arrays(dtypes, npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5))
layouts = st.sampled_from([lambda a: a, np.transpose, lambda a: a[..., ::-1] if a.ndim else a, np.asfortranarray])
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**4095), 2**4095),
    st.floats(),
    st.complex_numbers(),
    texts,
    st.binary(max_size=50),
)
numpy_scalars = arrays.filter(lambda a: a.size > 0).map(lambda a: a.reshape(-1)[0])
keys = st.one_of(texts, st.integers(-(2**63), 2**63), st.booleans(), st.tuples(texts, st.integers(0, 9)))
plain = st.recursive(
    st.one_of(scalars, numpy_scalars, st.builds(lambda a, f: f(a), arrays, layouts)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5), st.lists(inner, max_size=5).map(tuple), st.dictionaries(keys, inner, max_size=5)
    ),
    max_leaves=20,
)
codes = st.one_of(st.integers(0, 13), st.integers(-128, 127))
counts = st.integers(0, 4).map(lambda n: struct.pack("<I", n))
array_heads = st.builds(
    lambda index, flag, size, shape: struct.pack(f"<BBBxI{len(shape)}Q", index, flag, len(shape), size, *shape),
    st.integers(0, 15),
    st.integers(0, 2),
    st.sampled_from([0, 1, 2, 4, 8, 16, 2**31]),
    st.lists(st.one_of(st.integers(0, 4), st.integers(0, 2**64 - 1)), max_size=4),
)
payloads = st.one_of(
    counts, array_heads, st.integers(0, 99).map(lambda n: struct.pack("<Q", n)), st.binary(max_size=30)
)
tokens = st.lists(st.one_of(st.builds(Ext, codes, payloads), st.none(), st.integers(-5, 5), texts), max_size=12)


def same(one, other):
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray | np.generic):
        bytes_of = [np.ascontiguousarray(x).tobytes() for x in (one, other)]
        return one.dtype == other.dtype and one.shape == other.shape and bytes_of[0] == bytes_of[1]
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same(list(one.items()), list(other.items()))
    return repr(one) == repr(other)


@given(plain)
@settings(deadline=None)
def test_a_value_comes_back_as_it_was(value):
    structure, buffers = pack(value, refs=lambda _: None)
    native = unpack(structure, b"".join(buffers))
    assert same(native, value)


@given(plain, st.data())
@settings(deadline=None)
def test_a_damaged_message_is_a_value_or_a_protocol_error(value, data):
    structure, buffers = pack(value, refs=lambda _: None)
    blob = bytearray(b"".join(buffers))
    broken = bytearray(structure)
    for _ in range(data.draw(st.integers(1, 3))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ProtocolError):
        unpack(bytes(broken), blob, refs=lambda ref: ref)


@given(tokens, st.binary(max_size=64))
@example([Ext(v.CODE_LIST, struct.pack("<I", 1)), Ext(v.CODE_REF, bytes(9))], b"")
@settings(max_examples=500, deadline=None)
def test_forged_tokens_are_plain_values_or_a_protocol_error(stream, blob):
    with contextlib.suppress(ProtocolError):
        found = unpack(msgspec.msgpack.encode(stream), bytearray(blob), refs=lambda ref: ref)
        assert not isinstance(found, Ext)
        pack(found, refs=lambda value: value if isinstance(value, Ref) else None)


@given(st.binary(max_size=300), st.binary(max_size=100))
@settings(max_examples=500, deadline=None)
def test_random_bytes_are_a_value_or_a_protocol_error(structure, blob):
    with contextlib.suppress(ProtocolError):
        unpack(structure, blob)


@given(
    st.one_of(
        st.binary(max_size=200),
        st.builds(
            lambda version, sizes, rest: HEAD.pack(b"\xd1\x5c", version, *sizes) + rest,
            st.sampled_from([1, 1, 1, 2]),
            st.tuples(st.sampled_from([0, 1, 5, 1 << 20, 2**32 - 1]), st.sampled_from([0, 3, 200 << 20, 2**64 - 1])),
            st.binary(max_size=200),
        ),
        st.builds(lambda s: HEAD.pack(b"\xd1\x5c", 1, len(s), 0) + s, tokens.map(msgspec.msgpack.encode)),
    )
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_on_the_socket_end_in_a_named_way_and_small_memory(sent):
    ours, theirs = socket.socketpair()
    channel = Channel(ours)
    theirs.sendall(sent)
    theirs.close()
    tracemalloc.start()
    try:
        for _ in range(20):
            channel.receive(5)
    except (ProtocolError, ChannelClosed):
        pass
    except TimedOut:
        raise AssertionError("an ended peer is not waited for") from None
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        channel.close()
    assert peak < MEMORY_BASE + MEMORY_FACTOR * len(sent)
