"""Forged messages: each is small, and each would harm a receiver that believed it."""

import struct
import time

import msgspec
import numpy as np
import pytest
from msgspec.msgpack import Ext

from autograder.errors import ProtocolError
from autograder.sandbox import value_types as v
from autograder.sandbox.values import ValueLimits, unpack


def forged(*tokens):
    return msgspec.msgpack.encode(list(tokens))


def count(code, items):
    return Ext(code, struct.pack("<I", items))


def array(dtype, shape, item_size=8, in_columns=0):
    head = struct.pack(f"<BBBxI{len(shape)}Q", v.DTYPE_INDEX[dtype], in_columns, len(shape), item_size, *shape)
    return Ext(v.CODE_ARRAY, head)


@pytest.mark.parametrize(
    ("structure", "blob"),
    [
        (b"", b""),
        (b"\x90", b""),
        (b"\xc1", b""),
        (b"\x91" * 5000, b""),
        (b"\xdd\xff\xff\xff\xff", b""),
        (b"\x91\x81\xa1a\x01", b""),
        (b"\x91\xa2\xff\xff", b""),
        (forged(1, 2), b""),
        (forged(1), b"extra"),
        (forged(Ext(99, b"")), b""),
        (forged(Ext(v.CODE_GENERATOR, b"\0" * 36)), b""),
        (forged(Ext(v.CODE_GENERATOR, b"\0" * 36 + b"\2")), b""),
        (forged(Ext(-1, b"\0\0\0\0")), b""),
        (forged(count(v.CODE_LIST, 2), 1), b""),
        (forged(count(v.CODE_LIST, 2**32 - 1)), b""),
        (forged(Ext(v.CODE_LIST, b"\1")), b""),
        (forged(*[count(v.CODE_LIST, 1)] * 17, 1), b""),
        (forged(count(v.CODE_DICT, 1), "a"), b""),
        (forged(count(v.CODE_DICT, 2), "a", 1, "a", 2), b""),
        (forged(count(v.CODE_DICT, 2), 1, 1, 1.0, 2), b""),
        (forged(count(v.CODE_DICT, 1), count(v.CODE_LIST, 0), 1), b""),
        (forged(count(v.CODE_DICT, 1), array("f8", (0,)), 1), b""),
        (forged(count(v.CODE_DICT, 1), Ext(v.CODE_BIG_INT, b"\1" * 10), 1), b""),
        (forged(Ext(v.CODE_BIG_INT, b"\1" * 600)), b""),
        (forged(Ext(v.CODE_COMPLEX, b"\1")), b""),
        (forged(Ext(v.CODE_LONG_BYTES, struct.pack("<Q", 2**63))), b"abc"),
        (forged(Ext(v.CODE_LONG_TEXT, struct.pack("<Q", 2))), b"\xff\xff"),
        (forged(Ext(v.CODE_SCALAR, b"")), b""),
        (forged(Ext(v.CODE_SCALAR, b"\x0b\0")), b""),
        (forged(Ext(v.CODE_SCALAR, b"\xff\0")), b""),
        (forged(Ext(v.CODE_SCALAR, bytes((v.TEXT_DTYPE,)))), b""),
        (forged(Ext(v.CODE_TEXT_SCALAR, b"\xff")), b""),
        (forged(Ext(v.CODE_REF, b"\3" + bytes(8))), b""),
        (forged(Ext(v.CODE_REF, b"\0")), b""),
        (forged(Ext(v.CODE_REF, bytes(9) + b"x" * 201)), b""),
        (forged(Ext(v.CODE_ARRAY, b"")), b""),
        (forged(Ext(v.CODE_ARRAY, bytes(7))), b""),
        (forged(Ext(v.CODE_ARRAY, b"\xff" + bytes(7))), b""),
        (forged(array("f8", (2,))), bytes(8)),
        (forged(array("f8", (1,))), bytes(16)),
        (forged(array("f8", (1,), item_size=4)), bytes(4)),
        (forged(array("f8", (2**61, 8))), b""),
        (forged(array("f8", (2**32, 2**32))), b""),
        (forged(array("f8", (0, 2**40))), b""),
        (forged(array("f8", (1,) * 33)), bytes(8)),
        (forged(array("f8", (1,), in_columns=2)), bytes(8)),
        (forged(array("U", (2**20,), item_size=0)), b""),
        (forged(array("U", (1,), item_size=6)), bytes(6)),
        (forged(array("U", (1,), item_size=4)), struct.pack("<I", 0x110000)),
        (forged(array("U", (1,), item_size=4)), struct.pack("<I", 0xD800)),
    ],
)
def test_forged_message_is_a_protocol_error(structure, blob):
    with pytest.raises(ProtocolError):
        unpack(structure, bytearray(blob))


def test_no_byte_of_the_blob_serves_two_arrays():
    item = array("f8", (100,))
    with pytest.raises(ProtocolError, match="behind the end"):
        unpack(forged(count(v.CODE_LIST, 2), item, item), bytearray(800))


def test_bool_array_holds_nothing_but_bools():
    back = unpack(forged(array("?", (4,), item_size=1)), bytearray(b"\0\1\2\xff"))
    assert back.view(np.uint8).tolist() == [0, 1, 1, 1]
    assert unpack(forged(Ext(v.CODE_SCALAR, b"\0\7")), b"").tobytes() == b"\1"


def test_long_text_cannot_grow_fourfold():
    # One character beyond the first plane makes all others four bytes wide.
    text = b"a" * (17 << 20) + "\U0001f600".encode()
    with pytest.raises(ProtocolError, match="too long"):
        unpack(forged(Ext(v.CODE_LONG_TEXT, struct.pack("<Q", len(text)))), text)


def test_limits_hold_before_anything_is_decoded():
    for limits in (ValueLimits(max_structure_bytes=3), ValueLimits(max_items=3), ValueLimits(max_blob_bytes=3)):
        with pytest.raises(ProtocolError):
            unpack(forged(count(v.CODE_LIST, 3), 1, 2, 3), bytearray(5), limits=limits)


def test_colliding_keys_cost_no_minutes():
    # hash(-1) == hash(-2): every tuple of the two has the same hash, and each key is compared with all before it.
    keys = [[-1 - (number >> bit & 1) for bit in range(16)] for number in range(2**15)]
    tokens = [token for key in keys for token in (count(v.CODE_TUPLE, 16), *key, 0)]
    start = time.process_time()
    with pytest.raises(ProtocolError):
        unpack(forged(count(v.CODE_DICT, len(keys)), *tokens), b"", limits=ValueLimits(max_items=10**6))
    assert time.process_time() - start < 5
