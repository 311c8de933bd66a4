"""Values that cross the boundary: plain data by copy, everything else by reference, nothing by pickle.

A value becomes a structure (a flat msgpack array of tokens, in the order of a walk through the value) and a blob (the
bytes of arrays and long texts, each at the next multiple of 16). A container is an extension with the number of its
items, which follow it. Small input cannot grow: what the structure claims must be there, and no byte is used twice.
"""

from autograder.sandbox.packing import Buffer, pack
from autograder.sandbox.unpacking import unpack
from autograder.sandbox.value_types import DEFAULT_LIMITS, Reason, Ref, RefKind, Refused, ValueLimits, refuse_ref

__all__ = [
    "DEFAULT_LIMITS",
    "Buffer",
    "Reason",
    "Ref",
    "RefKind",
    "Refused",
    "ValueLimits",
    "pack",
    "refuse_ref",
    "unpack",
]
