"""Secretly rearranged data: the same task, other pixels, and nothing hidden in what is shown."""

import errno
import os

import numpy as np
import pytest

from autograder.datasets import rearranged as rearranged_module
from autograder.datasets.prepare import cache_root
from autograder.datasets.rearranged import DECOY_SHIFT, rearranged
from autograder.datasets.search import embedded_digits
from autograder.errors import DataSetError


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return embedded_digits()


def shown(found, name):
    return np.load(found.shown / f"{name}.npy")


def test_same_pictures_in_another_order_of_pixels(data):
    found = rearranged(data, b"secret", "ch")
    x = shown(found, "x_train")
    assert x.shape == (len(data.train_labels), 784)
    assert x.dtype == np.float32
    plain = data.train_images.reshape(len(x), -1) / np.float32(255)
    assert np.allclose(np.sort(x.sum(axis=1)), np.sort(plain.sum(axis=1)), rtol=1e-4)
    assert np.allclose(np.sort(x.sum(axis=0)), np.sort(plain.sum(axis=0)), rtol=1e-3, atol=1e-3)
    assert not np.allclose(x.sum(axis=0), plain.sum(axis=0))
    assert np.array_equal(shown(found, "t_train_one_hot").argmax(axis=1), shown(found, "t_train"))


def test_test_pictures_have_the_same_arrangement_and_are_not_shown(data):
    found = rearranged(data, b"secret", "ch")
    both = np.concatenate([found.x.mean(axis=0)[None], shown(found, "x_train").mean(axis=0)[None]])
    assert np.corrcoef(both)[0, 1] > 0.95  # bright pixels are the same ones
    pictures = {row.tobytes() for name in ("x_train", "x_test") for row in shown(found, name)}
    assert not pictures & {row.tobytes() for row in found.x}
    assert {path.stem for path in found.shown.iterdir()} == {
        "x_train", "t_train", "t_train_one_hot", "x_test", "t_test", "t_test_one_hot",
    }  # fmt: skip


def test_decoys_are_training_pictures_with_wrong_labels(data):
    found = rearranged(data, b"secret", "ch")
    right = {row.tobytes(): label for row, label in zip(shown(found, "x_train"), shown(found, "t_train"), strict=True)}
    for row, label in zip(found.x_decoys, found.t_decoys, strict=True):
        assert label == (right[row.tobytes()] + DECOY_SHIFT) % 10


def test_one_for_each_secret_and_chapter_made_once(data):
    found = rearranged(data, b"secret", "ch")
    before = (found.shown / "x_train.npy").stat().st_ino
    again = rearranged(data, b"secret", "ch")
    assert (again.shown / "x_train.npy").stat().st_ino == before
    for other in (rearranged(data, b"other", "ch"), rearranged(data, b"secret", "ch2")):
        assert not np.array_equal(shown(other, "x_train"), shown(found, "x_train"))


def test_old_rearrangements_are_removed(data):
    for number in range(9):
        last = rearranged(data, b"%d" % number, "ch")
    assert len([path for path in last.shown.parent.parent.iterdir() if not path.name.startswith(".")]) == 6


def test_a_rearrangement_in_use_is_not_removed(data):
    """A training opens its arrays anew for each submission, while others may grade with other secrets."""
    used = rearranged(data, b"used", "ch")
    for number in range(9):
        rearranged(data, b"%d" % number, "ch")
    assert (used.shown / "x_train.npy").is_file()
    folder = used.shown
    del used
    rearranged(data, b"another", "ch")
    assert not folder.exists()


def test_mirrored_for_convolutions(data):
    x = shown(rearranged(data, b"secret", "ch", "mirror"), "x_train")
    assert x.shape == (len(data.train_labels), 1, 28, 28)
    plain = {image.tobytes() for image in data.train_images}
    images = np.rint(x[:, 0] * 255).astype(np.uint8)
    turned = [images.swapaxes(1, 2), images[:, ::-1]]
    assert any(all(np.ascontiguousarray(image).tobytes() in plain for image in way) for way in turned)
    assert not all(image.tobytes() in plain for image in images)


def test_a_cache_that_cannot_be_written_is_told_in_one_line(data, tmp_path):
    (place := cache_root()).mkdir(parents=True, exist_ok=True)
    (place / "training").write_text("a file where a folder should be")
    with pytest.raises(DataSetError, match=r"cannot be written .*XDG_CACHE_HOME") as caught:
        rearranged(data, b"secret", "ch")
    assert "\n" not in str(caught.value)


def test_a_full_disk_is_left_as_it_was(data, monkeypatch):
    def full(path, array, **_):
        path.write_bytes(b"half")
        raise OSError("1000 requested and 4 written")

    monkeypatch.setattr(np, "save", full)
    with pytest.raises(DataSetError, match="1000 requested and 4 written"):
        rearranged(data, b"secret", "ch")
    assert [path.name for path in (cache_root() / "training").iterdir()] == [".lock"]


def test_a_cache_that_can_only_be_read_is_of_use_where_all_is_there(data, monkeypatch):
    """As one that was filled by somebody else for all graders of a machine."""
    before = shown(rearranged(data, b"secret", "ch"), "x_train")

    def refused(*_, **__):
        raise PermissionError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(rearranged_module, "locked", refused)
    monkeypatch.setattr(os, "utime", refused)
    assert np.array_equal(shown(rearranged(data, b"secret", "ch"), "x_train"), before)
    with pytest.raises(DataSetError, match="Read-only file system"):
        rearranged(data, b"other", "ch")
