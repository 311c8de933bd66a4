"""Processes that nobody asked for are ended, also those that one look at /proc does not show."""

import signal

import pytest

from autograder.sandbox import strays


@pytest.fixture
def world(monkeypatch):
    """Processes that end when they are killed; `looks` says which of them each look shows, all of them at the end."""
    alive, looks, sent = set(), [], []

    def seen(*_):
        return alive & (looks.pop(0) if looks else alive)

    def signalled(pid, number):
        sent.append((pid, number))
        if number is signal.SIGKILL:
            alive.discard(pid)

    monkeypatch.setattr(strays, "_strays", seen)
    monkeypatch.setattr(strays, "_signal", signalled)
    return alive, looks, sent


def test_what_one_look_misses_is_ended_all_the_same(world):
    alive, looks, _ = world
    alive |= {10, 11, 12}
    looks += [{10}, {10}, set(), {11}, {11}, set(), set()]
    strays.end_strays(1, ())
    assert alive == set()


def test_all_are_stopped_before_any_is_killed(world):
    alive, looks, sent = world
    alive |= {10, 11}
    looks += [{10}, {10, 11}]
    strays.end_strays(1, ())
    assert [number for _, number in sent] == [signal.SIGSTOP, signal.SIGSTOP, signal.SIGKILL, signal.SIGKILL]


def test_nobody_is_nothing_to_do(world):
    strays.end_strays(1, ())
    assert world[2] == []
