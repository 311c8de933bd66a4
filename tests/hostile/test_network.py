"""Must not happen: student code reaches a network, the machine's own loopback, or an abstract Unix socket."""

import contextlib
import socket
import uuid

import pytest

CONNECT = """
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.settimeout(2)
s.connect(("127.0.0.1", {port}))
print("CONNECTED")
"""
ABSTRACT = """
import socket
s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
s.connect("\\0{name}")
print("CONNECTED")
"""
OFF = {"net": ("seccomp", "landlock"), "seccomp": ("net", "landlock"), "landlock": ("net", "seccomp")}


@pytest.fixture
def listener():
    with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server.getsockname()[1]


@pytest.fixture
def abstract_name():
    name = f"autograder-{uuid.uuid4().hex}"
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as server:
        server.bind(f"\0{name}")
        server.listen()
        yield name


def test_loopback_is_out_of_reach(attack, listener):
    assert "CONNECTED" not in attack(CONNECT.format(port=listener))


@pytest.mark.parametrize("layer", OFF)
def test_each_layer_alone_keeps_loopback_out_of_reach(attack, listener, layer):
    assert "CONNECTED" not in attack(CONNECT.format(port=listener), without=OFF[layer])


def test_without_all_three_loopback_is_reached(attack, listener):
    assert "CONNECTED" in attack(CONNECT.format(port=listener), without=("net", "seccomp", "landlock"))


def test_abstract_sockets_are_out_of_reach(attack, abstract_name):
    assert "CONNECTED" not in attack(ABSTRACT.format(name=abstract_name))


def test_without_the_layers_an_abstract_socket_is_reached(attack, abstract_name):
    assert "CONNECTED" in attack(ABSTRACT.format(name=abstract_name), without=("net", "seccomp", "landlock"))
