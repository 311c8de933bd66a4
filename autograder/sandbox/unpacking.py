"""The receiving half of the value codec; whoever sent the bytes is taken to be hostile.

The tokens are one flat msgpack array of scalars and extensions, so that msgspec rejects nesting, maps and malformed
text before anything of it is built. Nesting is rebuilt here, counted. A buffer has no offset that could lie: they are
taken from the blob one after the other, and the blob must be used up.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec
import numpy as np
from msgspec.msgpack import Ext

from autograder.errors import ProtocolError
from autograder.sandbox.array_codec import read_array, read_scalar
from autograder.sandbox.generators import read_generator
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
    MAX_INT_BITS,
    MAX_NAME_BYTES,
    MAX_TEXT_BYTES,
    MAX_TUPLE_KEYS,
    REF_KINDS,
    Ref,
    ValueLimits,
    is_key,
    refuse_ref,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_DECODER = msgspec.msgpack.Decoder(list[bool | int | float | str | Ext | None])
_REF_HEAD = struct.Struct("<BQ")


def unpack(
    structure: bytes | bytearray | memoryview,
    blob: bytes | bytearray | memoryview,
    *,
    refs: Callable[[Ref], object] = refuse_ref,
    limits: ValueLimits = DEFAULT_LIMITS,
) -> Any:
    """Rebuild the value that `pack` took apart.

    Args:
        structure: the token stream.
        blob: the buffers, joined. Large arrays become views of it when it is writeable, so the caller lets go of it.
        refs: what a reference stands for here; raises ProtocolError for one that it never gave out.
        limits: bounds of the message.

    Raises:
        ProtocolError: the bytes are not what an honest `pack` makes within the limits.
    """
    if len(structure) > limits.max_structure_bytes or len(blob) > limits.max_blob_bytes:
        raise ProtocolError("a message is larger than the limits allow")
    unpacker = _Unpacker(_tokens(structure, limits), memoryview(blob), refs, limits)
    value = unpacker.value()
    unpacker.finish()
    return value


def _tokens(structure: bytes | bytearray | memoryview, limits: ValueLimits) -> list[Any]:
    try:
        tokens = _DECODER.decode(structure)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ProtocolError(f"the structure of a message is malformed ({type(error).__name__})") from None
    if len(tokens) > limits.max_items:
        raise ProtocolError("a message holds too many items")
    return tokens


class _Unpacker:
    def __init__(self, tokens: list[Any], blob: memoryview, refs: Callable[[Ref], object], limits: ValueLimits) -> None:
        self.tokens = tokens
        self.position = 0
        self.blob = blob
        self.offset = 0
        self.refs = refs
        self.limits = limits
        self.depth = 0
        self.tuple_keys = 0

    def value(self) -> Any:
        if self.position >= len(self.tokens):
            raise ProtocolError("a message ends before its value does")
        token = self.tokens[self.position]
        self.position += 1
        if type(token) is not Ext:
            return token
        return _READ.get(token.code, _Unpacker.read_unknown)(self, bytes(token.data))

    def finish(self) -> None:
        if self.position != len(self.tokens) or self.offset != len(self.blob):
            raise ProtocolError("a message holds more than its value")

    def take(self, nbytes: int) -> memoryview:
        start = self.offset + -self.offset % ALIGNMENT
        end = start + nbytes
        if end > len(self.blob):
            raise ProtocolError("a value points behind the end of its message")
        self.offset = end
        return self.blob[start:end]

    def enter(self, data: bytes, tokens_each: int) -> int:
        """Open a container and return how many items it claims, of which each needs a token that is there."""
        if len(data) != COUNT.size:
            raise ProtocolError("a container has no count")
        (count,) = COUNT.unpack(data)
        if self.depth >= self.limits.max_depth or count * tokens_each > len(self.tokens) - self.position:
            raise ProtocolError("a container is nested too deep or claims more items than there are")
        self.depth += 1
        return int(count)

    def read_list(self, data: bytes) -> list[Any]:
        count = self.enter(data, 1)
        items = self.tokens[self.position : self.position + count]
        # Containers of nothing but scalars are ready as they are.
        if Ext in set(map(type, items)):
            items = [self.value() for _ in range(count)]
        else:
            self.position += count
        self.depth -= 1
        return items

    def read_tuple(self, data: bytes) -> tuple[Any, ...]:
        return tuple(self.read_list(data))

    def read_dict(self, data: bytes) -> dict[Any, Any]:
        count = self.enter(data, 2)
        found: dict[Any, Any] = {}
        for _ in range(count):
            key = self.key()
            found[key] = self.value()
        if len(found) != count:
            raise ProtocolError("a dict holds a key twice")
        self.depth -= 1
        return found

    def key(self) -> Any:
        key = self.value()
        self.tuple_keys += type(key) is tuple
        if self.tuple_keys > MAX_TUPLE_KEYS or not is_key(key):
            raise ProtocolError("a dict has keys that may not be keys")
        return key

    def read_big_int(self, data: bytes) -> int:
        if len(data) > MAX_INT_BITS // 8 + 1:
            raise ProtocolError("an integer is too long")
        return int.from_bytes(data, "little", signed=True)

    def read_complex(self, data: bytes) -> complex:
        return complex(*_fixed("<dd", data))

    def read_bytes(self, data: bytes) -> bytes:
        return data

    def read_long_bytes(self, data: bytes) -> bytes:
        return bytes(self.take(*_fixed("<Q", data)))

    def read_long_text(self, data: bytes) -> str:
        (nbytes,) = _fixed("<Q", data)
        if nbytes > MAX_TEXT_BYTES:
            raise ProtocolError("a text is too long")
        return _text(self.take(nbytes))

    def read_scalar(self, data: bytes) -> Any:
        return read_scalar(data)

    def read_text_scalar(self, data: bytes) -> Any:
        return np.str_(_text(data))

    def read_array(self, data: bytes) -> Any:
        return read_array(data, self.take, self.limits)

    def read_generator(self, data: bytes) -> np.random.Generator:
        return read_generator(data)

    def read_ref(self, data: bytes) -> object:
        if len(data) < _REF_HEAD.size or data[0] >= len(REF_KINDS) or len(data) > _REF_HEAD.size + MAX_NAME_BYTES:
            raise ProtocolError("a reference is malformed")
        kind, number = _REF_HEAD.unpack_from(data)
        return self.refs(Ref(REF_KINDS[kind], number, _text(data[_REF_HEAD.size :])))

    def read_unknown(self, _data: bytes) -> NoReturn:
        raise ProtocolError("a message holds an unknown extension")


def _fixed(layout: str, data: bytes) -> tuple[Any, ...]:
    try:
        return struct.unpack(layout, data)
    except struct.error:
        raise ProtocolError("an extension has the wrong length") from None


def _text(data: bytes | memoryview) -> str:
    try:
        return str(data, "utf-8")
    except UnicodeDecodeError:
        raise ProtocolError("a text is not UTF-8") from None


_READ: dict[int, Callable[[_Unpacker, bytes], Any]] = {
    CODE_LIST: _Unpacker.read_list,
    CODE_TUPLE: _Unpacker.read_tuple,
    CODE_DICT: _Unpacker.read_dict,
    CODE_BIG_INT: _Unpacker.read_big_int,
    CODE_COMPLEX: _Unpacker.read_complex,
    CODE_BYTES: _Unpacker.read_bytes,
    CODE_LONG_BYTES: _Unpacker.read_long_bytes,
    CODE_LONG_TEXT: _Unpacker.read_long_text,
    CODE_SCALAR: _Unpacker.read_scalar,
    CODE_TEXT_SCALAR: _Unpacker.read_text_scalar,
    CODE_ARRAY: _Unpacker.read_array,
    CODE_REF: _Unpacker.read_ref,
    CODE_GENERATOR: _Unpacker.read_generator,
}
