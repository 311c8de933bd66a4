"""What crosses the boundary by value comes back as it was; what may not cross is refused by name."""

from collections import OrderedDict
from typing import NamedTuple

import numpy as np
import pytest

from autograder.errors import ProtocolError
from autograder.sandbox import values
from autograder.sandbox.values import Reason, Ref, Refused, ValueLimits, pack, unpack


class Shouting(str):
    __slots__ = ()


class Vector(np.ndarray):
    pass


class Loss(float):
    pass


class Real(np.float64):
    pass


class Pair(NamedTuple):
    a: int
    b: int


class Params(dict):
    pass


def nothing(_value):
    return None


def sent(value, **limits):
    bounds = ValueLimits(**limits)
    structure, buffers = pack(value, refs=nothing, limits=bounds)
    return unpack(structure, bytearray(b"".join(buffers)), limits=bounds)


def reason_of(value, **limits):
    with pytest.raises(Refused) as caught:
        pack(value, refs=nothing, limits=ValueLimits(**limits))
    return caught.value.reason


def test_public_names_are_there():
    assert all(hasattr(values, name) for name in values.__all__)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -1,
        2**63,
        -(2**63),
        2**64,
        -(2**4095),
        0.1,
        -0.0,
        float("inf"),
        1 - 2j,
        "",
        "å\0b",
        b"",
        b"\xff",
        "z" * 100_000,
        b"z" * 100_000,
        [],
        (),
        {},
        [[], ()],
        (1, [2, (3,)]),
        {"b": 1, "a": (2,), 3: None, True: 0.5},
        {(1, "x", (2.0,)): "y"},
        [1, 2.5, "x", None, False],
        [0.5] * 1000,
        {1.5: [b"x"]},
    ],
)
def test_plain_values_come_back_with_their_types(value):
    back = sent(value)
    assert type(back) is type(value)
    assert repr(back) == repr(value)


@pytest.mark.parametrize(
    "dtype", ["?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16", "U3"]
)
@pytest.mark.parametrize("shape", [(), (0,), (5,), (2, 3), (3, 0, 2), (2, 3, 4)])
def test_arrays_come_back_with_dtype_and_shape(dtype, shape):
    array = np.arange(int(np.prod(shape))).reshape(shape).astype(dtype)
    back = sent(array)
    assert type(back) is np.ndarray
    assert (back.dtype, back.shape) == (array.dtype, array.shape)
    np.testing.assert_array_equal(back, array)
    assert back.flags.writeable


@pytest.mark.parametrize(
    "array",
    [
        np.arange(12.0).reshape(3, 4).T,
        np.arange(12.0)[::-2],
        np.broadcast_to(np.float32(2), (3, 4)),
        np.arange(24).reshape(2, 3, 4).transpose(1, 0, 2),
        np.arange(6, dtype=">i4").reshape(2, 3),
        np.empty(3, "U0"),
        np.asfortranarray(np.arange(200_000.0).reshape(2, 500, 200)),
    ],
)
def test_any_layout_and_byte_order_is_accepted(array):
    back = sent(array)
    np.testing.assert_array_equal(back, array)
    assert back.dtype.isnative
    assert back.flags.f_contiguous == (array.flags.f_contiguous or array.ndim == 1)


def test_same_array_twice_becomes_two_arrays():
    x = np.zeros(100_000)
    first, second = sent([x, x])
    first[:] = 1
    assert not second.any()


def test_small_array_does_not_keep_its_message_alive():
    small, large = sent([np.zeros(3), np.zeros(100_000)])
    assert small.base.flags.owndata
    assert not large.base.flags.owndata


@pytest.mark.parametrize(
    "scalar", [np.float32(0.1), np.int8(-3), np.True_, np.complex64(1j), np.str_("é"), np.uint64(2**64 - 1)]
)
def test_numpy_scalars_stay_numpy_scalars(scalar):
    back = sent(scalar)
    assert type(back) is type(scalar)
    assert back == scalar
    assert sent({scalar: 1}) == {scalar: 1} if scalar.dtype.kind != "c" else True


def test_more_than_double_precision_is_narrowed():
    array, scalar = sent([np.array([0.5, 1e300], np.longdouble), np.longdouble(0.25)])
    assert (array.dtype, array.tolist(), type(scalar), scalar) == (np.float64, [0.5, 1e300], np.float64, 0.25)


def test_ordered_dict_is_a_dict_in_order():
    back = sent(OrderedDict(b=1, a=2))
    assert type(back) is dict
    assert list(back) == ["b", "a"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (np.array([None, 1]), Reason.OBJECT_ARRAY),
        (np.array([1, "a"], dtype=object), Reason.OBJECT_ARRAY),
        (np.zeros(2, dtype=[("a", "f8")]), Reason.STRUCTURED_DTYPE),
        (np.zeros(2).view(Vector), Reason.SUBCLASS),
        (np.ma.masked_array([1.0]), Reason.SUBCLASS),
        (Loss(1), Reason.SUBCLASS),
        (Real(1), Reason.SUBCLASS),
        (Shouting("a"), Reason.SUBCLASS),
        (Params(a=1), Reason.SUBCLASS),
        (Pair(1, 2), Reason.SUBCLASS),
        ((i for i in range(3)), Reason.GENERATOR),
        (zip([1], [2], strict=True), Reason.GENERATOR),
        ({1, 2}, Reason.UNSUPPORTED_TYPE),
        (object(), Reason.UNSUPPORTED_TYPE),
        (np.zeros(2, "M8[s]"), Reason.UNSUPPORTED_TYPE),
        (np.array([b"a"]), Reason.UNSUPPORTED_TYPE),
        ("\ud800", Reason.UNSUPPORTED_TYPE),
        ("\ud800" * 9000, Reason.UNSUPPORTED_TYPE),
        ({b"a": 1}, Reason.UNSUPPORTED_TYPE),
        ({2**70: 1}, Reason.UNSUPPORTED_TYPE),
        (2**4096, Reason.TOO_LARGE),
        ("z" * (16 << 20) + "z", Reason.TOO_LARGE),
        (np.broadcast_to(0.0, (10**6, 10**6)), Reason.TOO_LARGE),
        (np.broadcast_to(0.0, (0, 10**12)), Reason.TOO_LARGE),
        ([0.0] * 250_001, Reason.TOO_LARGE),
        (["x" * 4000] * 300, Reason.TOO_LARGE),
        ({(i,): 0 for i in range(3000)}, Reason.TOO_LARGE),
    ],
    ids=lambda value: value.name if isinstance(value, Reason) else type(value).__name__,
)
def test_refusals_are_named(value, reason):
    assert reason_of(value) is reason
    assert reason_of([{"deeper": value}]) is reason


def test_depth_and_cycles_are_told_apart():
    deep = []
    for _ in range(16):
        deep = [deep]
    assert reason_of(deep) is Reason.TOO_DEEP
    loop = {}
    loop["self"] = [loop]
    assert reason_of(loop) is Reason.CYCLIC
    shared = [1]
    assert sent([shared, shared]) == [[1], [1]]


def test_a_small_value_that_unfolds_is_too_large():
    bomb = []
    for _ in range(12):
        bomb = [bomb] * 10
    assert reason_of(bomb) is Reason.TOO_LARGE


def test_all_arrays_together_are_limited():
    x = np.zeros(1000)
    assert reason_of([x, x, x], max_blob_bytes=20_000) is Reason.TOO_LARGE
    assert len(sent([x, x], max_blob_bytes=20_000)) == 2


def test_references_go_through_their_table():
    thing = object()
    ref = Ref("object", 2**63 + 5, "Affinité" * 60)
    structure, buffers = pack([thing, 1], refs=lambda value: ref if value is thing else None)
    assert buffers == []
    (back, _) = unpack(structure, b"", refs=lambda found: found)
    assert (back.kind, back.id) == (ref.kind, ref.id)
    assert ref.name.startswith(back.name)
    assert len(back.name.encode()) <= 200
    with pytest.raises(ProtocolError, match="plain values"):
        unpack(structure, b"")


def test_a_random_generator_goes_on_where_it_stood():
    generator = np.random.default_rng(7)
    generator.integers(0, 9, dtype=np.uint32)  # leaves half a draw behind
    copy = sent({"rng": generator})["rng"]
    assert type(copy) is np.random.Generator
    assert copy.integers(0, 99, dtype=np.uint32) == generator.integers(0, 99, dtype=np.uint32)
    assert copy.normal() == generator.normal()


def test_only_generators_of_the_ordinary_kind_cross():
    assert reason_of(np.random.Generator(np.random.MT19937(1))) is Reason.UNSUPPORTED_TYPE
    assert reason_of(np.random.RandomState(1)) is Reason.UNSUPPORTED_TYPE
