"""Files are there whole or not at all, and what a killed writer leaves is taken over by the next."""

import fcntl
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.files import write_atomically


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "new" / "page.html"
    for data in (b"a longer first version", b"second"):
        write_atomically(path, data)
        assert path.read_bytes() == data
        assert names(path.parent) == ["page.html"]


def test_what_a_killed_writer_left_is_taken_over(tmp_path):
    (tmp_path / ".page.html.draft").write_bytes(b"half of a page, longer than the whole one")
    write_atomically(tmp_path / "page.html", b"whole")
    assert names(tmp_path) == ["page.html"]
    assert (tmp_path / "page.html").read_bytes() == b"whole"


def test_a_draft_that_another_process_writes_is_left_alone(tmp_path):
    other = tmp_path / ".page.html.draft"
    with other.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(b"theirs")
        file.flush()
        write_atomically(tmp_path / "page.html", b"ours")
        assert other.read_bytes() == b"theirs"
    assert (tmp_path / "page.html").read_bytes() == b"ours"
    assert names(tmp_path) == [".page.html.draft", "page.html"]


def test_a_failure_leaves_nothing_but_the_old_file(tmp_path):
    path = tmp_path / "page.html"
    write_atomically(path, b"old")
    with pytest.raises(TypeError):
        write_atomically(path, "text")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["page.html"]


def test_many_writers_at_once_never_show_a_part(tmp_path):
    path = tmp_path / "page.html"
    versions = [bytes([letter]) * 100_000 for letter in b"abcdefgh"]
    write_atomically(path, versions[0])
    seen = set()
    with ThreadPoolExecutor(8) as pool:
        writers = [pool.submit(write_atomically, path, version) for version in versions * 20]
        while not all(writer.done() for writer in writers):
            seen.add(path.read_bytes())
        for writer in writers:
            writer.result()
    assert seen <= set(versions)
    assert path.read_bytes() in versions
