"""Random generators as the bytes of their state: a test can give a student's code one with a known beginning."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from autograder.errors import ProtocolError
from autograder.sandbox.value_types import Reason, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

# State and increment of PCG64, what np.random.default_rng makes; then half a draw that was kept, and whether it was.
_STATE: Final = struct.Struct("<16s16sI?")
_WIDTH: Final = 16


def describe_generator(generator: np.random.Generator) -> bytes:
    """Return the state of a generator.

    Raises:
        Refused: it is not of the kind that `np.random.default_rng` makes.
    """
    state: Mapping[str, Any] = generator.bit_generator.state
    if state["bit_generator"] != "PCG64":
        raise Refused(Reason.UNSUPPORTED_TYPE, "a random generator not made by np.random.default_rng")
    numbers = state["state"]
    parts = (int(numbers[name]).to_bytes(_WIDTH, "little") for name in ("state", "inc"))
    return _STATE.pack(*parts, int(state["uinteger"]), bool(state["has_uint32"]))


def read_generator(data: bytes) -> np.random.Generator:
    """Make a generator that goes on where the described one stood.

    Raises:
        ProtocolError: the bytes are not what `describe_generator` makes.
    """
    if len(data) != _STATE.size or data[-1] > 1:
        raise ProtocolError("a random generator is malformed")
    state, increment, kept, has_kept = _STATE.unpack(data)
    numbers: Any = {"state": int.from_bytes(state, "little"), "inc": int.from_bytes(increment, "little")}
    bits = np.random.PCG64(0)
    bits.state = {"bit_generator": "PCG64", "state": numbers, "has_uint32": int(has_kept), "uinteger": kept}
    return np.random.Generator(bits)
