"""The download: from a mirror on the loopback interface, and never for long without one."""

import hashlib
import logging
import socket
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from autograder.datasets import fetch, locate
from autograder.datasets.student_loader import student_loader
from autograder.errors import DataSetError
from tests.unit.datasets_samples import (
    TEST_IMAGES,
    alone,  # noqa: F401 - used by pytest
    damages,
    declare_small,
    packed,
    small_contents,
    write_small,
)


@pytest.fixture
def mirror(tmp_path, monkeypatch):
    """A folder that is served, its address, and the list of what was asked for."""
    folder, asked = write_small(tmp_path / "mirror"), []

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            asked.append(self.path)

    declare_small(monkeypatch)
    sums = {f"{name}.gz": hashlib.sha256(packed(content)).hexdigest() for name, content in small_contents().items()}
    monkeypatch.setattr(fetch, "PACKED_SHA256", sums)
    monkeypatch.delenv("AUTOGRADER_OFFLINE")
    logging.getLogger("pooch").setLevel(logging.ERROR)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield folder, f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()
        thread.join()


@pytest.fixture
def silent_port():
    """A port that takes no connection: its queue is full, so asking can only time out."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        fillers = []
        for _ in range(3):
            filler = socket.socket()
            filler.settimeout(0)
            filler.connect_ex(server.getsockname())
            fillers.append(filler)
        yield server.getsockname()[1]
        for filler in fillers:
            filler.close()


def test_mnist_is_downloaded_into_the_cache_and_used(mirror, monkeypatch):
    _, address, asked = mirror
    monkeypatch.setattr(student_loader, "MIRRORS", (address,))
    assert locate().name == "mnist"
    assert len(asked) == 4
    assert len(locate().train_images) == 30
    assert len(asked) == 4  # the second time from the cache


@pytest.mark.parametrize("first", ["http://127.0.0.1:1/", "missing/", "broken/"])
def test_second_mirror_stands_in_for_the_first(mirror, monkeypatch, first):
    folder, address, _ = mirror
    write_small(folder / "broken")
    (folder / "broken" / f"{TEST_IMAGES}.gz").write_bytes(damages()["other pictures"][0])
    monkeypatch.setattr(student_loader, "MIRRORS", (first if "://" in first else address + first, address))
    assert locate().name == "mnist"


def test_wrong_content_everywhere_is_not_used(mirror, monkeypatch):
    folder, address, _ = mirror
    (folder / f"{TEST_IMAGES}.gz").write_bytes(damages()["other pictures"][0])
    monkeypatch.setattr(student_loader, "MIRRORS", (address, address))
    assert locate().name == "digits"
    assert not (student_loader.cache_folder() / f"{TEST_IMAGES}.gz").exists()


def test_broken_file_in_the_cache_is_fetched_anew(mirror, monkeypatch):
    monkeypatch.setattr(student_loader, "MIRRORS", (mirror[1],))
    cached = write_small(student_loader.cache_folder()) / f"{TEST_IMAGES}.gz"
    cached.write_bytes(damages()["truncated"][0])
    assert locate().name == "mnist"
    assert cached.read_bytes() == packed(small_contents()[TEST_IMAGES])


def test_offline_asks_nobody(mirror, monkeypatch):
    monkeypatch.setenv("AUTOGRADER_OFFLINE", "1")
    monkeypatch.setattr(student_loader, "MIRRORS", (mirror[1],))
    monkeypatch.setattr(fetch, "reachable", None)
    assert locate().name == "digits"


def test_a_folder_named_on_purpose_asks_nobody(mirror, monkeypatch, tmp_path):
    monkeypatch.setattr(student_loader, "MIRRORS", (mirror[1],))
    with pytest.raises(DataSetError):
        locate(tmp_path)
    assert mirror[2] == []


def test_silent_network_costs_one_short_wait_for_the_process(mirror, monkeypatch, silent_port):
    monkeypatch.setattr(student_loader, "MIRRORS", (f"http://127.0.0.1:{silent_port}/",) * 2)
    monkeypatch.setattr(fetch, "CONNECT_TIMEOUT_S", 0.4)
    start = time.monotonic()
    assert locate().name == "digits"
    first = time.monotonic()
    assert 0.4 <= first - start < 2
    assert locate().name == "digits"
    assert time.monotonic() - first < 0.2


def test_a_proxy_is_asked_in_the_place_of_the_mirror(mirror, monkeypatch):
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("http_proxy", mirror[1])
    assert fetch.reachable(("http://mirror.invalid/",)) == ("http://mirror.invalid/",)
    monkeypatch.setenv("no_proxy", "mirror.invalid")
    assert fetch.reachable(("http://mirror.invalid/",)) == ()
