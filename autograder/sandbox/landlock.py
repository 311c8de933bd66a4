"""Landlock: the kernel's own file access rules, a second wall behind the read-only view."""

import ctypes
import errno
import os
from collections.abc import Iterable

from autograder.sandbox import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_QUERY = 1
_RULE_PATH_BENEATH = 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1, 2, 4, 8
_READ = _READ_FILE | _READ_DIR
# Bits of each ABI version: 1 has the first 13, 2 adds refer, 3 truncate, 5 device ioctl.
_HANDLED = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1}
_HANDLED_NEWEST = (1 << 16) - 1
_NET_BIND_CONNECT = 3
_SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 3


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]  # ctypes' own form


def abi_version() -> int:
    """Version of Landlock in this kernel, 0 where there is none."""
    try:
        return kernel.syscall("landlock", _CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_VERSION_QUERY))
    except OSError as error:
        if error.errno in (errno.ENOSYS, errno.EOPNOTSUPP):
            return 0
        raise


def restrict(read_only: Iterable[str], writable: Iterable[str]) -> None:
    """Allow reading below read_only, reading and writing files below writable, and no other file access.

    Needs no_new_privs. From ABI 4 on it also forbids TCP, from 6 on abstract sockets and signals to the outside.
    """
    version = abi_version()
    handled = _HANDLED.get(version, _HANDLED_NEWEST)
    attributes = (ctypes.c_uint64 * 3)(
        handled,
        _NET_BIND_CONNECT if version >= 4 else 0,
        _SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS if version >= 6 else 0,
    )
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    ruleset = kernel.syscall("landlock", _CREATE_RULESET, attributes, ctypes.c_size_t(size), ctypes.c_uint(0))
    try:
        for path in read_only:
            _allow(ruleset, path, _READ | _EXECUTE)
        for path in writable:
            _allow(ruleset, path, handled & ~_EXECUTE)
        kernel.syscall("landlock", _RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, access: int) -> None:
    fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not os.path.isdir(path):
            access &= _EXECUTE | _WRITE_FILE | _READ_FILE
        rule = _PathBeneath(access, fd)
        kernel.syscall(
            "landlock",
            _ADD_RULE,
            ctypes.c_int(ruleset),
            ctypes.c_int(_RULE_PATH_BENEATH),
            ctypes.byref(rule),
            ctypes.c_uint(0),
        )
    finally:
        os.close(fd)
