"""Download MNIST into the user's cache; without a network, give up after one short wait, once for each process."""

import functools
import logging
import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from autograder.datasets.student_loader import student_loader

LOG = logging.getLogger(__name__)
CONNECT_TIMEOUT_S = 2.0
READ_TIMEOUT_S = 20.0
# The sums of the packed files; those of their content stand in the students' loader.
PACKED_SHA256 = {
    "train-images-idx3-ubyte.gz": "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    "train-labels-idx1-ubyte.gz": "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    "t10k-images-idx3-ubyte.gz": "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte.gz": "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
}
_PROBE = "import socket, sys; socket.create_connection((sys.argv[1], int(sys.argv[2])), float(sys.argv[3])).close()"


@functools.cache
def download(folder: Path) -> bool:
    """Bring the four packed files into `folder`; return whether they are all there and right.

    A file that is there and broken is fetched anew. The answer is remembered, so that a computer without a network
    waits once and not for every submission.
    """
    if os.environ.get("AUTOGRADER_OFFLINE") == "1":
        return False
    return any(_download_from(mirror, folder) for mirror in reachable(tuple(student_loader.MIRRORS)))


def _download_from(mirror: str, folder: Path) -> bool:
    import pooch

    downloader = pooch.HTTPDownloader(timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S))
    try:
        for name, sha256 in PACKED_SHA256.items():
            pooch.retrieve(mirror + name, f"sha256:{sha256}", fname=name, path=folder, downloader=downloader)
    except (OSError, ValueError) as error:  # no connection, an error page; another content than the sum's
        LOG.warning("%s: download failed (%s)", mirror, error)
        return False
    return True


def reachable(mirrors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the mirrors whose server takes a connection within CONNECT_TIMEOUT_S, all asked at once.

    Asking is left to short-lived processes: looking up a name can hang for longer than any timeout of ours, and a
    thread stuck in it would be in the way of the processes that we fork later.
    """
    deadline = time.monotonic() + CONNECT_TIMEOUT_S
    probes = [(mirror, _probe(mirror)) for mirror in mirrors]
    return tuple(mirror for mirror, process in probes if _succeeds(process, deadline))


def _probe(mirror: str) -> subprocess.Popen[bytes]:
    address = urlsplit(mirror)
    proxy = urllib.request.getproxies().get(address.scheme)
    if proxy and not urllib.request.proxy_bypass(address.hostname or ""):
        address = urlsplit(proxy)
    port = address.port or (443 if address.scheme == "https" else 80)
    command = [sys.executable, "-I", "-S", "-c", _PROBE, address.hostname or "", str(port), str(CONNECT_TIMEOUT_S)]
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent)


def _succeeds(process: subprocess.Popen[bytes], deadline: float) -> bool:
    try:
        return process.wait(max(0.0, deadline - time.monotonic())) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False
