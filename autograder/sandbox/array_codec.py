"""Arrays and numpy scalars as (dtype code, shape, bytes); the reading half believes nothing of what it reads."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.errors import ProtocolError
from autograder.sandbox.value_types import (
    DTYPE_INDEX,
    DTYPES,
    ITEM_SIZES,
    MAX_DIMENSIONS,
    TEXT_DTYPE,
    Reason,
    Refused,
    ValueLimits,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

_HEAD = struct.Struct("<BBBxI")
_HEADS = tuple(struct.Struct(f"<BBBxI{ndim}Q") for ndim in range(MAX_DIMENSIONS + 1))
_DTYPES = tuple(np.dtype(name) for name in DTYPES)
# Beyond this size an array stays a view of the message it came in; smaller ones must not keep a whole message alive.
_COPY_BELOW_BYTES = 1 << 16


# More than double precision is worth no refusal: what is compared are doubles.
_NARROWED = {np.dtype(np.longdouble): "f8", np.dtype(np.clongdouble): "c16"}


def dtype_index(dtype: np.dtype[Any]) -> int:
    """Find the dtype in the table of those that may cross, or the one that it is narrowed to.

    Raises:
        Refused: the dtype is not in the table.
    """
    if dtype.hasobject:
        raise Refused(Reason.OBJECT_ARRAY)
    if dtype.kind == "V":
        raise Refused(Reason.STRUCTURED_DTYPE)
    name = dtype.kind if dtype.kind == "U" else "?" if dtype.kind == "b" else f"{dtype.kind}{dtype.itemsize}"
    index = DTYPE_INDEX.get(_NARROWED.get(dtype, name))
    if index is None:
        raise Refused(Reason.UNSUPPORTED_TYPE, f"dtype {dtype.name}"[:80])
    return index


def check_extent(array: NDArray[Any], limits: ValueLimits) -> None:
    """Refuse a giant before any copy: a broadcast array of a few bytes may claim terabytes."""
    if _extent(array.shape, array.itemsize) > limits.max_blob_bytes or array.ndim > MAX_DIMENSIONS:
        raise Refused(Reason.TOO_LARGE, "array")


def describe(array: NDArray[Any], index: int) -> tuple[bytes, memoryview]:
    """Give the head of an array and its bytes, copied only when they do not lie in one piece."""
    dtype = np.dtype(f"<U{max(array.itemsize // 4, 1)}") if index == TEXT_DTYPE else _DTYPES[index]
    in_columns = bool(array.flags.f_contiguous and not array.flags.c_contiguous)
    plain = np.asarray(array, dtype=dtype, order="F" if in_columns else "C")
    head = _HEADS[plain.ndim].pack(index, in_columns, plain.ndim, plain.itemsize, *plain.shape)
    return head, (plain.T if in_columns else plain).reshape(-1).view(np.uint8).data


def read_array(head: bytes, take: Callable[[int], memoryview], limits: ValueLimits) -> NDArray[Any]:
    """Build the array that a head describes.

    Args:
        head: as `describe` makes it, from a peer that may lie.
        take: hands out the next so many bytes of the blob, or raises ProtocolError.
        limits: bounds of the message.

    Returns:
        A writeable array of native byte order that shares memory with no other value.
    """
    index, in_columns, dtype, shape = _read_head(head)
    if _extent(shape, dtype.itemsize) > limits.max_blob_bytes:
        raise ProtocolError("an array is larger than a message may be")
    count = 1
    for length in shape:
        count *= length
    flat = _checked(take(count * dtype.itemsize), index, dtype)
    return flat.reshape(shape[::-1]).T if in_columns else flat.reshape(shape)


def read_scalar(payload: bytes) -> Any:
    """Build the numpy scalar whose dtype index is the first byte."""
    index = payload[0] if payload else len(DTYPES)
    if index >= TEXT_DTYPE or len(payload) != 1 + ITEM_SIZES[index]:
        raise ProtocolError("a numpy scalar of unknown dtype or wrong length")
    return _checked(memoryview(payload)[1:], index, _DTYPES[index])[0]


def _read_head(head: bytes) -> tuple[int, bool, np.dtype[Any], tuple[int, ...]]:
    if len(head) < _HEAD.size:
        raise ProtocolError("the head of an array is cut short")
    ndim = head[2]
    if ndim > MAX_DIMENSIONS or len(head) != _HEADS[ndim].size:
        raise ProtocolError("the head of an array has the wrong length")
    index, in_columns, _, item_size, *shape = _HEADS[ndim].unpack(head)
    if index >= len(DTYPES) or in_columns > 1:
        raise ProtocolError("the head of an array is malformed")
    return index, bool(in_columns), _dtype(index, item_size), tuple(shape)


def _dtype(index: int, item_size: int) -> np.dtype[Any]:
    if index != TEXT_DTYPE:
        if item_size != ITEM_SIZES[index]:
            raise ProtocolError("the item size of an array does not fit its dtype")
        return _DTYPES[index]
    # An item of no bytes would allow any shape for free.
    if item_size % 4 or not 4 <= item_size <= 1 << 24:
        raise ProtocolError("the item size of a text array is impossible")
    return np.dtype(f"<U{item_size // 4}")


def _extent(shape: tuple[int, ...], item_size: int) -> int:
    """Bytes with every empty axis counted as 1, since sums over an empty axis are as large as the others make them."""
    total = max(item_size, 1)
    for length in shape:
        total *= max(length, 1)
    return total


def _checked(data: memoryview, index: int, dtype: np.dtype[Any]) -> NDArray[Any]:
    """Own the bytes; what is a bit pattern and no value of the dtype is mended (bool) or refused (text)."""
    if dtype.kind == "b":
        return np.asarray(np.frombuffer(data, np.uint8) != 0)
    if index == TEXT_DTYPE:
        _check_text(np.frombuffer(data, np.uint32))
    flat = np.frombuffer(data, dtype)
    return flat if flat.flags.writeable and flat.nbytes >= _COPY_BELOW_BYTES else flat.copy()


def _check_text(points: NDArray[np.uint32]) -> None:
    if points.size and (points.max() > 0x10FFFF or bool(((points >= 0xD800) & (points <= 0xDFFF)).any())):
        raise ProtocolError("a text array holds what is no character")
