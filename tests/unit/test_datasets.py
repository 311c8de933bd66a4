"""Finding and preparing the data set to grade on."""

import os
import pickle
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

import autograder.datasets
from autograder.datasets import DataSet, load_mnist, locate, open_folder, prepare, write_folder
from autograder.datasets.data_set import ARRAY_FILES
from autograder.datasets.student_loader import student_loader
from autograder.errors import DataSetError
from tests.unit.datasets_samples import (
    REAL_MNIST,
    TEST_IMAGES,
    alone,  # noqa: F401 - used by pytest
    damages,
    declare_small,
    needs_real_mnist,
    small_arrays,
    write_small,
)

REPOSITORY = Path(autograder.datasets.__file__).parents[2]


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A folder with the small MNIST, which is what the loader expects."""
    declare_small(monkeypatch)
    return write_small(tmp_path / "named")


def arrays_of(data):
    return data.train_images, data.train_labels, data.test_images, data.test_labels


def assert_small(data):
    assert data.name == "mnist"
    for got, want in zip(arrays_of(data), small_arrays(), strict=True):
        assert got.dtype == np.uint8
        assert not got.flags.writeable
        assert np.array_equal(got, want)


def test_without_anything_come_the_embedded_digits(tmp_path):
    data = locate()
    assert data.name == "digits"
    assert data.folder.is_relative_to(tmp_path / "cache")
    for got, want in zip(arrays_of(data), student_loader.read_digits(), strict=True):
        assert type(got) is np.ndarray
        assert isinstance(got.base, np.memmap)
        assert np.array_equal(got, want)


def test_data_dir_goes_before_mnist_dir_and_cache(small, tmp_path, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", str(tmp_path / "nowhere"))
    write_small(student_loader.cache_folder())
    assert_small(locate(small))
    with pytest.raises(DataSetError, match="nowhere: named by MNIST_DIR, but there is no such folder"):
        locate()


def test_mnist_dir_is_used(small, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", str(small))
    assert_small(locate())


def test_downloaded_files_in_the_cache_are_used(small):
    write_small(student_loader.cache_folder())
    assert_small(locate())


def test_incomplete_download_is_no_data_set(small):
    (write_small(student_loader.cache_folder()) / f"{TEST_IMAGES}.gz").unlink()
    assert locate().name == "digits"


def test_what_was_prepared_once_is_found_without_its_source(small):
    locate(small)
    assert_small(locate())


@pytest.mark.parametrize("damage", damages())
@pytest.mark.parametrize("place", ["named", "cache"])
def test_broken_idx_file_is_named_and_never_used(small, damage, place):
    folder = small if place == "named" else write_small(student_loader.cache_folder())
    content, words = damages()[damage]
    path = folder / f"{TEST_IMAGES}.gz"
    path.write_bytes(content)
    with pytest.raises(DataSetError) as error:
        locate(small if place == "named" else None)
    assert str(path) in str(error.value)
    assert words in str(error.value)
    assert "Replace it" in str(error.value)
    assert not prepare.prepared_folder("mnist").exists()


def test_file_broken_after_it_was_checked_is_noticed(small):
    locate(small)
    content, words = damages()["other pictures"]
    (small / f"{TEST_IMAGES}.gz").write_bytes(content)
    with pytest.raises(DataSetError, match=words):
        locate(small)


def test_named_folder_without_a_file_is_an_error(small):
    (small / f"{TEST_IMAGES}.gz").unlink()
    with pytest.raises(DataSetError, match=rf"{TEST_IMAGES}.gz: missing"):
        locate(small)


def test_unchanged_idx_files_are_not_read_again(small, monkeypatch):
    locate(small)
    monkeypatch.setattr(student_loader, "read_idx_folder", None)
    assert_small(locate(small))


def test_unreadable_record_of_checks_only_costs_time(small):
    locate(small)
    (record,) = (prepare.cache_root() / "checked").iterdir()
    record.write_text("{")
    assert_small(locate(small))


def test_prepared_folder_can_be_named(tmp_path, monkeypatch):
    write_folder(tmp_path / "mine", "digits", small_arrays())
    data = locate(tmp_path / "mine")
    assert (data.name, data.folder) == ("digits", tmp_path / "mine")
    assert not prepare.cache_root().exists()
    monkeypatch.setenv("MNIST_DIR", str(data.folder))
    assert student_loader.data_set_name() == "digits"  # the name travels into the sandbox with the folder


@pytest.mark.parametrize("file", ARRAY_FILES)
@pytest.mark.parametrize("change", ["flip", "cut", "delete"])
def test_damaged_prepared_folder_is_refused_when_named(tmp_path, file, change):
    write_folder(tmp_path / "mine", "mnist", small_arrays())
    _damage(tmp_path / "mine" / file, change)
    with pytest.raises(DataSetError, match=file):
        locate(tmp_path / "mine")


def _damage(path: Path, change: str) -> None:
    content = bytearray(path.read_bytes())
    path.unlink()
    if change == "flip":
        content[-1] ^= 1
    if change != "delete":
        path.write_bytes(content[:-1] if change == "cut" else content)


@pytest.mark.parametrize("content", ["", "{}", '{"name": "letters", "files": {}}', '{"name": "mnist", "files": {}}'])
def test_marker_must_be_whole(tmp_path, content):
    write_folder(tmp_path / "mine", "mnist", small_arrays())
    marker = tmp_path / "mine" / "data_set.json"
    marker.unlink()
    marker.write_text(content)
    with pytest.raises(DataSetError, match=r"data_set\.json: .*Delete this folder"):
        open_folder(marker.parent)


def test_copied_prepared_folder_is_good_with_other_times(tmp_path):
    folder = tmp_path / "mine"
    write_folder(folder, "mnist", small_arrays())
    os.utime(folder / "test_images.npy", ns=(1, 1))
    assert_small(open_folder(folder))


def test_damaged_cache_is_mended_from_the_source(small):
    folder = locate(small).folder
    _damage(folder / "train_labels.npy", "flip")
    assert_small(locate(small))


def test_damaged_cache_without_a_source_is_no_reason_to_change_the_data_set(small):
    folder = locate(small).folder
    _damage(folder / "train_labels.npy", "flip")
    with pytest.raises(DataSetError, match=r"train_labels\.npy: changed since it was prepared"):
        locate()


def test_cache_that_cannot_be_written_is_one_clear_line(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(DataSetError, match="set XDG_CACHE_HOME"):
        locate()


def test_leftovers_of_a_killed_process_go(tmp_path):
    leftover = prepare.cache_root() / "prepared" / ".0123.partial"
    leftover.mkdir(parents=True)
    (leftover / "train_images.npy").write_bytes(b"half")
    folder = locate().folder
    assert sorted(path.name for path in folder.parent.iterdir()) == [".lock", folder.name]


def test_prepared_files_can_be_read_by_other_users(small):
    folder = locate(small).folder
    assert folder.stat().st_mode & 0o777 == 0o755
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o444}


def test_many_processes_prepare_at_once_and_all_see_the_whole():
    code = "from autograder.datasets import locate; data = locate(); print(data.fingerprint, data.train_images.sum())"
    processes = [
        subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    answers = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * 6
    assert len(set(answers)) == 1
    assert answers[0]


def test_builders_take_turns_and_readers_never_see_half(tmp_path, monkeypatch):
    made = []
    write_array = prepare._write_array

    def slowly(path, array):
        time.sleep(0.01)
        return write_array(path, array)

    def make():
        made.append(1)
        return small_arrays()

    monkeypatch.setattr(prepare, "_write_array", slowly)
    written = []
    monkeypatch.setattr(prepare, "write_folder", lambda *args: (written.append(1), write_folder(*args)))
    with ThreadPoolExecutor(8) as pool:
        for data in pool.map(lambda _: prepare.ensure_prepared("mnist", "mnist", make), range(8)):
            assert_small(data)
    assert made
    assert len(written) == 1


def test_fingerprint_follows_the_content(tmp_path):
    first, second = small_arrays(), small_arrays()
    second[0][0, 0, 0] ^= 1
    for name, arrays in (("a", first), ("b", first), ("c", second)):
        write_folder(tmp_path / name, "mnist", arrays)
    prints = [open_folder(tmp_path / name).fingerprint for name in "abc"]
    assert prints[0] == prints[1] != prints[2]


def test_pickle_carries_the_folder_and_not_the_pictures():
    data = locate()
    content = pickle.dumps(data)
    assert len(content) < 1000
    copy = pickle.loads(content)
    assert isinstance(copy, DataSet)
    assert copy.fingerprint == data.fingerprint


def test_load_mnist_forms(small):
    raw = small_arrays()
    (train_x, train_t), (test_x, test_t) = load_mnist(data_dir=small)
    assert train_x.shape == (30, 784)
    assert train_x.dtype == np.float32
    np.testing.assert_allclose(train_x, raw[0].reshape(30, 784) / 255, rtol=1e-6)
    assert np.array_equal(train_t, raw[1])
    (_, hot), (test_x, _) = load_mnist(normalize=False, flatten=False, one_hot_label=True, data_dir=small)
    assert np.array_equal(test_x, raw[2].reshape(10, 1, 28, 28))
    assert test_x.dtype == np.uint8
    assert hot.shape == (30, 10)
    assert np.array_equal(hot.argmax(axis=1), raw[1])
    assert (hot.sum(axis=1) == 1).all()
    assert np.array_equal(test_t, raw[3])


def test_load_mnist_hands_out_fresh_arrays(small):
    (train_x, train_t), _ = load_mnist(normalize=False, data_dir=small)
    train_x[:] = 0
    train_t[:] = 0
    assert_small(locate(small))


@needs_real_mnist
def test_real_mnist():
    data = locate(Path(REAL_MNIST))
    assert data.name == "mnist"
    assert [len(array) for array in arrays_of(data)] == [60000, 60000, 10000, 10000]
    assert np.bincount(data.test_labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


def test_loading_the_students_file_compiles_nothing_beside_it(tmp_path):
    command = [sys.executable, "-c", "import autograder.datasets"]
    environment = os.environ | {"PYTHONPYCACHEPREFIX": str(tmp_path)}  # where compiled files would go now
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, cwd=REPOSITORY, check=True, env=environment)
    compiled = {path.name.split(".")[0] for path in tmp_path.rglob("*.pyc")}
    assert "student_loader" in compiled
    assert "mnist_data" not in compiled
