"""The system calls that a student's process may make; every other one fails with EPERM.

A list of what is allowed, not of what is forbidden: a call that a future kernel adds is closed until somebody opens it.
"""

import ctypes
import errno
import functools
import os
import platform
import struct

from autograder.sandbox import kernel

_MODE_FILTER = 2
_ALLOW, _KILL_PROCESS, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_LOAD, _JUMP_EQUAL, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x45, 0x06
_OFFSET_NUMBER, _OFFSET_ARCH, _OFFSET_ARGS = 0, 4, 16
_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

# name: (x86_64, aarch64); -1 where a processor does not have the call
_ALLOWED = {
    "read": (0, 63), "write": (1, 64), "open": (2, -1), "close": (3, 57), "stat": (4, -1), "fstat": (5, 80),
    "lstat": (6, -1), "poll": (7, -1), "lseek": (8, 62), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215),
    "brk": (12, 214), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "pread64": (17, 67), "pwrite64": (18, 68), "readv": (19, 65), "writev": (20, 66), "access": (21, -1),
    "pipe": (22, -1), "select": (23, -1), "sched_yield": (24, 124), "mremap": (25, 216), "madvise": (28, 233),
    "dup": (32, 23), "dup2": (33, -1), "pause": (34, -1), "nanosleep": (35, 101), "getitimer": (36, 102),
    "setitimer": (38, 103), "getpid": (39, 172), "kill": (62, 129), "sendmsg": (46, 211), "recvmsg": (47, 212),
    "sendto": (44, 206),
    "recvfrom": (45, 207), "shutdown": (48, 210), "getsockname": (51, 204), "getpeername": (52, 205),
    "setsockopt": (54, 208), "getsockopt": (55, 209), "exit": (60, 93), "wait4": (61, 260), "uname": (63, 160),
    "flock": (73, 32), "fsync": (74, 82), "fdatasync": (75, 83), "truncate": (76, 45), "ftruncate": (77, 46),
    "getdents": (78, -1), "getcwd": (79, 17), "chdir": (80, 49), "rename": (82, -1), "mkdir": (83, -1),
    "rmdir": (84, -1), "unlink": (87, -1), "symlink": (88, -1), "readlink": (89, -1), "chmod": (90, -1),
    "fchmod": (91, 52), "umask": (95, 166), "gettimeofday": (96, 169), "getrlimit": (97, 163), "getrusage": (98, 165),
    "sysinfo": (99, 179), "times": (100, 153), "getuid": (102, 174), "getgid": (104, 176), "geteuid": (107, 175),
    "getegid": (108, 177), "getppid": (110, 173), "getpgrp": (111, -1), "getgroups": (115, 158),
    "getresuid": (118, 148), "getresgid": (120, 150), "sigaltstack": (131, 132), "statfs": (137, 43),
    "fstatfs": (138, 44), "arch_prctl": (158, -1), "gettid": (186, 178), "time": (201, -1), "futex": (202, 98),
    "sched_getaffinity": (204, 123), "epoll_create": (213, -1), "getdents64": (217, 61),
    "set_tid_address": (218, 96), "fadvise64": (221, 223), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "exit_group": (231, 94), "epoll_wait": (232, -1), "epoll_ctl": (233, 21),
    "waitid": (247, 95), "openat": (257, 56), "mkdirat": (258, 34), "newfstatat": (262, 79), "unlinkat": (263, 35),
    "renameat": (264, 38), "symlinkat": (266, 36), "readlinkat": (267, 78), "fchmodat": (268, 53),
    "faccessat": (269, 48), "pselect6": (270, 72), "ppoll": (271, 73), "set_robust_list": (273, 99),
    "utimensat": (280, 88), "epoll_pwait": (281, 22), "timerfd_create": (283, 85), "eventfd": (284, -1),
    "fallocate": (285, 47), "eventfd2": (290, 19), "epoll_create1": (291, 20), "dup3": (292, 24), "pipe2": (293, 59),
    "getcpu": (309, 168), "renameat2": (316, 276), "getrandom": (318, 278), "seccomp": (317, 277),
    "membarrier": (324, 283), "statx": (332, 291), "rseq": (334, 293), "close_range": (436, 436),
    "openat2": (437, 437), "faccessat2": (439, 439), "epoll_pwait2": (441, 441), "fork": (57, -1), "vfork": (58, -1),
}  # fmt: skip
# Allowed only when the low half of one argument passes: (x86_64, aarch64), argument, kind, value
_CONDITIONAL = {
    "clone": ((56, 220), 0, "no bit of", 0x7E020000 | 0x00000080),  # no new namespace
    "prlimit64": ((302, 261), 0, "equal", 0),  # its own limits only, never its parent's
    "sched_setaffinity": ((203, 122), 0, "equal", 0),
    "socketpair": ((53, 199), 0, "equal", 1),  # AF_UNIX; socket() itself is closed
}
_FCNTL = (72, 25)
_FCNTL_CLOSED = (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX: a way to send signals to another process
_PRCTL = (157, 167)
_PRCTL_OPEN = (3, 4, 15, 16, 21, 22, 38, 39)  # dumpable, name, seccomp, no_new_privs
_IOCTL = (16, 29)
_IOCTL_OPEN = (0x5401, 0x5413, 0x5421, 0x541B, 0x5450, 0x5451)  # isatty, window size, FIONBIO, FIONREAD, close-on-exec
_TGKILL = (234, 131)
_KILL = (62, 129)
_CLONE3 = (435, 435)  # its flags lie in memory that a filter cannot read; ENOSYS makes the C library use clone


def install() -> None:
    """Close every system call but the allowed ones, for this process and all its descendants."""
    _load(base_program())


def prepare() -> None:
    """Make the programs now, so that no fork has to."""
    base_program()
    _own_signals_only()


def install_own_signals_only() -> None:
    """Let this process signal itself (abort, raise) and nobody else; each fork adds its own, so the sum is stricter.

    Pid 1 does without it: it runs no student code and has to end snapshots that do not end by themselves.
    """
    before, after = _own_signals_only()
    _load([*before, _jump(_JUMP_EQUAL, os.getpid(), 0, 1), *after])


@functools.cache
def _own_signals_only() -> tuple[list[bytes], list[bytes]]:
    """The program before and after the statement that compares with the own pid; made once, before any fork."""
    column = list(_ARCH).index(platform.machine())
    before = [
        _statement(_LOAD, _OFFSET_NUMBER),
        _jump(_JUMP_EQUAL, _KILL[column], 5, 0),
        _jump(_JUMP_EQUAL, _TGKILL[column], 1, 0),
        _statement(_RETURN, _ALLOW),
        _statement(_LOAD, _OFFSET_ARGS),
    ]
    return before, [_statement(_RETURN, _ALLOW), _statement(_RETURN, _ERRNO | errno.EPERM)]


@functools.cache
def base_program() -> list[bytes]:
    """What `install` loads, on this processor."""
    column = list(_ARCH).index(platform.machine())
    code = [
        _statement(_LOAD, _OFFSET_ARCH),
        _jump(_JUMP_EQUAL, list(_ARCH.values())[column], 1, 0),
        _statement(_RETURN, _KILL_PROCESS),  # another calling convention would have other numbers
        _statement(_LOAD, _OFFSET_NUMBER),
    ]
    for numbers in _ALLOWED.values():
        if numbers[column] >= 0:
            code += [_jump(_JUMP_EQUAL, numbers[column], 0, 1), _statement(_RETURN, _ALLOW)]
    code += [_jump(_JUMP_EQUAL, _TGKILL[column], 0, 1), _statement(_RETURN, _ALLOW)]
    code += [_jump(_JUMP_EQUAL, _CLONE3[column], 0, 1), _statement(_RETURN, _ERRNO | errno.ENOSYS)]
    for numbers, argument, kind, value in _CONDITIONAL.values():
        wanted = (value,) if kind == "equal" else ()
        code += _argument_check(numbers[column], argument, wanted, value if kind != "equal" else 0)
    code += _argument_check(_PRCTL[column], 0, _PRCTL_OPEN, 0)
    code += _argument_check(_IOCTL[column], 1, _IOCTL_OPEN, 0)
    code += _closed_values(_FCNTL[column], 1, _FCNTL_CLOSED)
    code.append(_statement(_RETURN, _ERRNO | errno.EPERM))
    return code


def _argument_check(number: int, argument: int, wanted: tuple[int, ...], forbidden_bits: int) -> list[bytes]:
    if wanted:
        tests = b"".join(_jump(_JUMP_EQUAL, value, len(wanted) - i, 0) for i, value in enumerate(wanted))
    else:
        tests = _jump(_JUMP_ANY_BIT, forbidden_bits, 0, 1)
    body = [_statement(_LOAD, _OFFSET_ARGS + 8 * argument), *_split(tests)]
    body += [_statement(_RETURN, _ERRNO | errno.EPERM), _statement(_RETURN, _ALLOW)]
    return [_jump(_JUMP_EQUAL, number, 0, len(body)), *body]


def _closed_values(number: int, argument: int, closed: tuple[int, ...]) -> list[bytes]:
    body = [_statement(_LOAD, _OFFSET_ARGS + 8 * argument)]
    body += [_jump(_JUMP_EQUAL, value, len(closed) - i, 0) for i, value in enumerate(closed)]
    body += [_statement(_RETURN, _ALLOW), _statement(_RETURN, _ERRNO | errno.EPERM)]
    return [_jump(_JUMP_EQUAL, number, 0, len(body)), *body]


def _split(code: bytes) -> list[bytes]:
    return [code[i : i + 8] for i in range(0, len(code), 8)]


def _statement(code: int, value: int) -> bytes:
    return struct.pack("HBBI", code, 0, 0, value)


def _jump(code: int, value: int, if_true: int, if_false: int) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_char_p)]  # ctypes' own form


def _load(code: list[bytes]) -> None:
    program = _Program(len(code), b"".join(code))
    kernel.prctl_pointer(kernel.PR_SET_SECCOMP, _MODE_FILTER, program)
