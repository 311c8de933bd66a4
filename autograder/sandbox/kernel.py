"""The few Linux system calls that Python's standard library does not offer.

Everything here raises OSError with the failed call's name, so that `doctor` can tell which layer is missing and why.
"""

import ctypes
import os
import platform
import signal

_libc = ctypes.CDLL(None, use_errno=True)
# PyDLL keeps the interpreter lock held during the call, so that the child starts with it.
_libc_holding_gil = ctypes.PyDLL(None, use_errno=True)

CLONE_NEWNS = 0x00020000
CLONE_NEWUTS = 0x04000000
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWPID = 0x20000000
CLONE_NEWNET = 0x40000000

MS_NOSUID, MS_NODEV, MS_NOEXEC = 2, 4, 8
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000
MNT_DETACH = 2

MOUNT_ATTR_RDONLY, MOUNT_ATTR_NOSUID, MOUNT_ATTR_NODEV = 0x1, 0x2, 0x4
_AT_RECURSIVE, _AT_FDCWD = 0x8000, -100

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP = 1, 4, 24
PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP = 38, 22

_SYSCALLS = {
    "x86_64": {"clone": 56, "pivot_root": 155, "capset": 126},
    "aarch64": {"clone": 220, "pivot_root": 41, "capset": 91},
}
# Calls newer than 2019 have the same number everywhere.
_MOUNT_SETATTR = 442


def syscall(name: str, number: int, *args: object) -> int:
    """Issue one raw system call; raise OSError named after it when it fails."""
    result = _libc.syscall(ctypes.c_long(number), *args)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return int(result)


def number_of(name: str) -> int:
    """The number of a system call on this processor."""
    return _SYSCALLS[platform.machine()][name]


def unshare(flags: int) -> None:
    """Move this process into new namespaces."""
    _check("unshare", _libc.unshare(ctypes.c_int(flags)))


def clone_child(flags: int) -> int:
    """Fork, if wanted into new namespaces; return 0 in the child and its pid in the parent.

    os.fork cannot create namespaces, and unshare(CLONE_NEWPID) works once a process only. This also leaves out what
    os.fork does in every child: matplotlib, for one, forgets all its fonts there, which costs 3 ms and then every
    figure its start-up. A process with one thread needs none of it; one with more must use os.fork.
    """
    number = ctypes.c_long(number_of("clone"))
    zero = ctypes.c_long(0)
    pid = int(_libc_holding_gil.syscall(number, ctypes.c_ulong(flags | signal.SIGCHLD), zero, zero, zero, zero))
    if pid < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"clone: {os.strerror(code)}")
    return pid


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system."""
    done = _libc.mount(source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), options.encode())
    _check(f"mount {target}", done)


def unmount(target: str) -> None:
    """Detach a mount; it vanishes from view at once."""
    _check(f"umount {target}", _libc.umount2(target.encode(), ctypes.c_int(MNT_DETACH)))


def bind_read_only(source: str, target: str, *, recursive: bool = True) -> None:
    """Show source at target, read-only with everything below it."""
    mount(source, target, "none", MS_BIND | (MS_REC if recursive else 0))
    _set_attributes(target, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | (MOUNT_ATTR_NODEV if recursive else 0))


def remount_read_only(target: str) -> None:
    """Make one mount read-only, not those below it."""
    _set_attributes(target, MOUNT_ATTR_RDONLY, recursive=False)


def _set_attributes(target: str, flags: int, *, recursive: bool = True) -> None:
    # mount_setattr adds flags without having to repeat those a user namespace has locked.
    attributes = (ctypes.c_uint64 * 4)(flags, 0, 0, 0)
    syscall(
        f"mount_setattr {target}",
        _MOUNT_SETATTR,
        ctypes.c_int(_AT_FDCWD),
        ctypes.c_char_p(target.encode()),
        ctypes.c_uint(_AT_RECURSIVE if recursive else 0),
        attributes,
        ctypes.c_size_t(ctypes.sizeof(attributes)),
    )


def pivot_root(new_root: str) -> None:
    """Make new_root the root and let the old one vanish."""
    os.chdir(new_root)
    here = ctypes.c_char_p(b".")
    syscall("pivot_root", number_of("pivot_root"), here, here)
    unmount(".")
    os.chdir("/")


def prctl(option: int, value: int = 0) -> int:
    """Set or get a property of this process."""
    zero = ctypes.c_ulong(0)
    result = _libc.prctl(ctypes.c_int(option), ctypes.c_ulong(value), zero, zero, zero)
    _check(f"prctl {option}", result)
    return int(result)


def drop_capabilities() -> None:
    """Give up every capability, in this process and for whatever it might execute."""
    for capability in range(64):
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:
            break  # beyond the last one this kernel knows, or not permitted outside a user namespace
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3
    syscall("capset", number_of("capset"), header, (ctypes.c_uint32 * 6)())


def _check(what: str, result: int) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")


def prctl_pointer(option: int, value: int, argument: ctypes.Structure) -> None:
    """Set a property of this process that is described by a structure."""
    _check(f"prctl {option}", _libc.prctl(ctypes.c_int(option), ctypes.c_ulong(value), ctypes.byref(argument)))
