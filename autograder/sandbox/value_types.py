"""What both halves of the value codec agree on: limits, references, refusals, extension codes, the dtype table."""

from __future__ import annotations

import enum
import functools
import struct
import sys
import types
from typing import Final, Literal, NoReturn

import msgspec
import numpy as np

from autograder.errors import ProtocolError

RefKind = Literal["function", "object", "callback", "proxy"]
REF_KINDS: Final[tuple[RefKind, ...]] = ("function", "object", "callback", "proxy")

# What crosses as a function although it may be an object: what a function that returns a function can return.
FUNCTIONS: Final = (
    types.FunctionType,
    types.MethodType,
    functools.partial,
    np.vectorize,
    np.poly1d,
    np.polynomial.Polynomial,
)

# A buffer starts at a multiple of this, so that arrays can be views of the blob with any dtype of the table.
ALIGNMENT: Final = 16
# Number of items of a container.
COUNT: Final = struct.Struct("<I")
# Longer texts and byte strings travel in the blob: the structure is for structure.
INLINE_BYTES: Final = 4096
# One character beyond the first plane makes every other one of its text four bytes wide.
MAX_TEXT_BYTES: Final = 16 << 20
MAX_INT_BITS: Final = 4096
MAX_NAME_BYTES: Final = 200
MAX_DIMENSIONS: Final = 32
# Tuples hash without a secret, hash(-1) == hash(-2), and so a peer could choose keys that all collide.
MAX_TUPLE_KEYS: Final = 2048

# Only native little-endian bytes travel; everything else is converted while packing. "U" is a text of any width.
DTYPES: Final = ("?", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16", "U")
DTYPE_INDEX: Final = {name: index for index, name in enumerate(DTYPES)}
TEXT_DTYPE: Final = DTYPE_INDEX["U"]
ITEM_SIZES: Final = tuple(0 if name == "U" else np.dtype(name).itemsize for name in DTYPES)

if sys.byteorder != "little":
    raise ImportError("the wire protocol is written for little-endian machines")


# Msgpack extension codes of the token stream; plain numbers, since msgspec takes no enum for them.
CODE_LIST: Final = 1
CODE_TUPLE: Final = 2
CODE_DICT: Final = 3
CODE_BIG_INT: Final = 4
CODE_COMPLEX: Final = 5
CODE_BYTES: Final = 6
CODE_LONG_BYTES: Final = 7
CODE_LONG_TEXT: Final = 8
CODE_SCALAR: Final = 9
CODE_TEXT_SCALAR: Final = 10
CODE_ARRAY: Final = 11
CODE_REF: Final = 12
CODE_GENERATOR: Final = 13


class ValueLimits(msgspec.Struct, frozen=True):
    """How much one message may hold; both sides check, only the receiver's check counts."""

    max_structure_bytes: int = 1 << 20
    max_blob_bytes: int = 256 << 20
    max_items: int = 250_000
    max_depth: int = 16


DEFAULT_LIMITS: Final = ValueLimits()


class Ref(msgspec.Struct, frozen=True):
    """Stands for what stays where it is: a function or object, or on the trusted side a callback or proxy's object."""

    kind: RefKind
    id: int
    name: str


class Reason(enum.StrEnum):
    """Why a value may not cross; a fixed vocabulary, so that a verdict can be named after it."""

    OBJECT_ARRAY = "object-array"
    SUBCLASS = "subclass"
    GENERATOR = "generator"
    UNSUPPORTED_TYPE = "unsupported-type"
    TOO_LARGE = "too-large"
    TOO_DEEP = "too-deep"
    CYCLIC = "cyclic"
    STRUCTURED_DTYPE = "structured-dtype"


class Refused(Exception):  # noqa: N818  (the contract's name; it is an answer about a value, no failure of ours)
    """A value that may not cross the boundary; raised before anything is sent.

    Attributes:
        reason: from the fixed vocabulary.
        what: name of the offending type, chosen by whoever wrote that type: show it escaped or not at all.
    """

    def __init__(self, reason: Reason, what: str = "") -> None:
        super().__init__(f"{reason.value}: {what}" if what else reason.value)
        self.reason = reason
        self.what = what


_KEY_TYPES: Final = frozenset({str, int, bool, float, type(None)})
_KEY_KINDS: Final = "biufU"


def is_key(key: object, depth: int = 0) -> bool:
    """Tell whether a value may be the key of a dict: few types, and hashes that a peer cannot choose freely."""
    if type(key) is str:
        return True
    if type(key) is tuple:
        return depth < 4 and len(key) <= 16 and all(is_key(part, depth + 1) for part in key)
    if isinstance(key, np.generic):
        return key.dtype.kind in _KEY_KINDS
    # Integers hash to themselves modulo 2**61 - 1: beyond 64 bits there is room for any number of equal hashes.
    return type(key) in _KEY_TYPES and (type(key) is not int or key.bit_length() <= 64)


def refuse_ref(ref: Ref) -> NoReturn:
    """The default for a receiver that expects plain values only."""
    raise ProtocolError(f"a {ref.kind} reference came where only plain values are expected")
