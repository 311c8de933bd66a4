"""The sending half of the value codec: a value becomes a flat stream of tokens and a list of buffers."""

from __future__ import annotations

import struct
import types
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from msgspec.msgpack import Ext

from autograder.sandbox.array_codec import check_extent, describe, dtype_index
from autograder.sandbox.generators import describe_generator
from autograder.sandbox.value_types import (
    ALIGNMENT,
    CODE_ARRAY,
    CODE_BIG_INT,
    CODE_BYTES,
    CODE_COMPLEX,
    CODE_DICT,
    CODE_GENERATOR,
    CODE_LIST,
    CODE_LONG_BYTES,
    CODE_LONG_TEXT,
    CODE_REF,
    CODE_SCALAR,
    CODE_TEXT_SCALAR,
    CODE_TUPLE,
    COUNT,
    DEFAULT_LIMITS,
    DTYPES,
    INLINE_BYTES,
    MAX_INT_BITS,
    MAX_NAME_BYTES,
    MAX_TEXT_BYTES,
    MAX_TUPLE_KEYS,
    REF_KINDS,
    TEXT_DTYPE,
    Reason,
    Ref,
    Refused,
    ValueLimits,
    is_key,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

Buffer = bytes | memoryview
_ENCODER = msgspec.msgpack.Encoder()
_FLAT = frozenset({float, bool, type(None)})
_PLAIN_BASES = (int, float, complex, str, bytes, list, tuple, np.ndarray, np.generic)


def pack(
    value: object, *, refs: Callable[[object], Ref | None], limits: ValueLimits = DEFAULT_LIMITS
) -> tuple[bytes, list[Buffer]]:
    """Turn a value into its structure and the buffers that follow it.

    Args:
        value: plain data, possibly with things that `refs` knows how to name.
        refs: names what is not plain; None refuses it.
        limits: what the other side will accept.

    Returns:
        The structure, and buffers that share memory with the value's arrays: send them before the value changes.

    Raises:
        Refused: something in the value may not cross.
    """
    packer = _Packer(refs, limits)
    packer.add(value)
    structure = _encode(packer.tokens)
    if len(structure) > limits.max_structure_bytes:
        raise Refused(Reason.TOO_LARGE)
    return structure, packer.buffers


def _encode(tokens: list[Any]) -> bytes:
    try:
        return _ENCODER.encode(tokens)
    except UnicodeEncodeError:
        raise Refused(Reason.UNSUPPORTED_TYPE, "str with lone surrogates") from None


class _Packer:
    def __init__(self, refs: Callable[[object], Ref | None], limits: ValueLimits) -> None:
        self.refs = refs
        self.limits = limits
        self.tokens: list[Any] = []
        self.buffers: list[Buffer] = []
        self.blob_bytes = 0
        self.tuple_keys = 0
        self.path: set[int] = set()

    def add(self, value: Any) -> None:
        if len(self.tokens) >= self.limits.max_items:
            raise Refused(Reason.TOO_LARGE)
        add = _ADD.get(type(value))
        if add is not None:
            add(self, value)
        elif isinstance(value, np.generic):
            self.add_scalar(value)
        else:
            self.add_reference(value)

    def add_plain(self, value: object) -> None:
        self.tokens.append(value)

    def add_int(self, value: int) -> None:
        bits = value.bit_length()
        if bits <= 63:
            self.tokens.append(value)
        elif bits <= MAX_INT_BITS:
            self.tokens.append(Ext(CODE_BIG_INT, value.to_bytes(bits // 8 + 1, "little", signed=True)))
        else:
            raise Refused(Reason.TOO_LARGE, "int")

    def add_complex(self, value: complex) -> None:
        self.tokens.append(Ext(CODE_COMPLEX, struct.pack("<dd", value.real, value.imag)))

    def add_str(self, value: str) -> None:
        if len(value) <= INLINE_BYTES:
            self.tokens.append(value)
        else:
            data = _utf8(value)
            if len(data) > MAX_TEXT_BYTES:
                raise Refused(Reason.TOO_LARGE, "str")
            self.add_long(CODE_LONG_TEXT, data)

    def add_bytes(self, value: bytes) -> None:
        if len(value) <= INLINE_BYTES:
            self.tokens.append(Ext(CODE_BYTES, value))
        else:
            self.add_long(CODE_LONG_BYTES, value)

    def add_long(self, code: int, data: bytes) -> None:
        self.reserve(len(data))
        self.tokens.append(Ext(code, struct.pack("<Q", len(data))))
        self.add_buffer(data)

    def add_list(self, value: list[Any]) -> None:
        self.add_items(CODE_LIST, value)

    def add_tuple(self, value: tuple[Any, ...]) -> None:
        self.add_items(CODE_TUPLE, value)

    def add_items(self, code: int, items: list[Any] | tuple[Any, ...]) -> None:
        self.enter(code, items)
        # The common long list holds nothing but floats: checked and copied at the speed of C.
        if set(map(type, items)) <= _FLAT:
            self.tokens.extend(items)
        else:
            for item in items:
                self.add(item)
        self.path.discard(id(items))

    def add_dict(self, value: dict[Any, Any]) -> None:
        self.enter(CODE_DICT, value)
        for key, item in value.items():
            self.add_key(key)
            self.add(item)
        self.path.discard(id(value))

    def enter(self, code: int, container: Any) -> None:
        if id(container) in self.path:
            raise Refused(Reason.CYCLIC)
        if len(self.path) >= self.limits.max_depth:
            raise Refused(Reason.TOO_DEEP)
        if len(self.tokens) + len(container) > self.limits.max_items:
            raise Refused(Reason.TOO_LARGE)
        self.path.add(id(container))
        self.tokens.append(Ext(code, COUNT.pack(len(container))))

    def add_key(self, key: object) -> None:
        self.tuple_keys += isinstance(key, tuple)
        if self.tuple_keys > MAX_TUPLE_KEYS:
            raise Refused(Reason.TOO_LARGE, "dict with tuples as keys")
        if not is_key(key):
            raise Refused(Reason.UNSUPPORTED_TYPE, "dict key")
        self.add(key)

    def add_scalar(self, value: Any) -> None:
        if type(value) is not value.dtype.type:
            raise Refused(Reason.SUBCLASS, _type_name(value))
        index = dtype_index(value.dtype)
        if index == TEXT_DTYPE:
            self.tokens.append(Ext(CODE_TEXT_SCALAR, _utf8(str(value))))
        else:
            self.tokens.append(Ext(CODE_SCALAR, bytes((index,)) + value.astype(DTYPES[index]).tobytes()))

    def add_array(self, array: NDArray[Any]) -> None:
        index = dtype_index(array.dtype)
        check_extent(array, self.limits)
        self.reserve(array.nbytes)
        head, data = describe(array, index)
        self.tokens.append(Ext(CODE_ARRAY, head))
        self.add_buffer(data)

    def add_generator(self, value: np.random.Generator) -> None:
        self.tokens.append(Ext(CODE_GENERATOR, describe_generator(value)))

    def reserve(self, nbytes: int) -> None:
        """Refuse what would not fit, before it is copied."""
        if self.blob_bytes + ALIGNMENT + nbytes > self.limits.max_blob_bytes:
            raise Refused(Reason.TOO_LARGE)

    def add_buffer(self, data: Buffer) -> None:
        gap = -self.blob_bytes % ALIGNMENT
        if gap:
            self.buffers.append(bytes(gap))
        if len(data):
            self.buffers.append(data)
        self.blob_bytes += gap + len(data)

    def add_reference(self, value: object) -> None:
        if isinstance(value, _PLAIN_BASES):
            raise Refused(Reason.SUBCLASS, _type_name(value))
        ref = self.refs(value)
        if ref is None:
            raise Refused(_reason_against(value), _type_name(value))
        name = ref.name.encode("utf-8", "replace")[:MAX_NAME_BYTES].decode("utf-8", "ignore").encode()
        self.tokens.append(Ext(CODE_REF, struct.pack("<BQ", REF_KINDS.index(ref.kind), ref.id) + name))


def _reason_against(value: object) -> Reason:
    if isinstance(value, dict):
        return Reason.SUBCLASS
    return Reason.GENERATOR if isinstance(value, Iterator | types.CoroutineType) else Reason.UNSUPPORTED_TYPE


def _type_name(value: object) -> str:
    return type(value).__name__[:80]


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise Refused(Reason.UNSUPPORTED_TYPE, "str with lone surrogates") from None


_ADD: dict[type, Callable[[_Packer, Any], None]] = {
    type(None): _Packer.add_plain,
    bool: _Packer.add_plain,
    float: _Packer.add_plain,
    int: _Packer.add_int,
    complex: _Packer.add_complex,
    str: _Packer.add_str,
    bytes: _Packer.add_bytes,
    list: _Packer.add_list,
    tuple: _Packer.add_tuple,
    dict: _Packer.add_dict,
    # What they add to a dict does not matter to a reader, and the course itself keeps its layers in one.
    OrderedDict: _Packer.add_dict,
    defaultdict: _Packer.add_dict,
    np.ndarray: _Packer.add_array,
    np.random.Generator: _Packer.add_generator,
}
