"""The students' loader: where it looks, what it refuses, what the embedded digits look like."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from sklearn.datasets import load_digits

from autograder.datasets import write_folder
from tests.unit.datasets_samples import (
    REAL_MNIST,
    TEST_IMAGES,
    alone,  # noqa: F401 - used by pytest
    damages,
    declare_small,
    fresh_loader,
    needs_real_mnist,
    packed,
    small_arrays,
    small_contents,
    write_small,
)


@pytest.fixture
def loader(monkeypatch):
    module = fresh_loader()
    declare_small(monkeypatch, module)
    return module


def assert_small(arrays):
    for got, want in zip(arrays, small_arrays(), strict=True):
        assert type(got) is np.ndarray  # np.memmap would surprise students and the grader's wire
        assert got.dtype == np.uint8
        assert not got.flags.writeable
        assert np.array_equal(got, want)


def test_without_anything_come_the_embedded_digits(loader):
    arrays = loader.read_raw()
    assert loader.data_set_name() == "digits"
    assert [array.shape for array in arrays] == [(1400, 28, 28), (1400,), (397, 28, 28), (397,)]
    assert all(array.dtype == np.uint8 and not array.flags.writeable for array in arrays)


def test_digits_are_scikit_learns_each_once():
    arrays = fresh_loader().read_digits()
    small = (load_digits().images).astype(np.uint8)
    want = sorted(map(bytes, fresh_loader().enlarge(small)))
    assert sorted([bytes(image) for image in (*arrays[0], *arrays[2])]) == want
    assert np.array_equal(np.bincount(np.concatenate([arrays[1], arrays[3]])), np.bincount(load_digits().target))


def test_every_digit_is_in_both_parts():
    arrays = fresh_loader().read_digits()
    assert np.bincount(arrays[1], minlength=10).min() >= 100
    assert np.bincount(arrays[3], minlength=10).min() >= 30


def test_enlarging_keeps_corners_levels_and_margin():
    small = np.zeros((2, 8, 8), np.uint8)
    small[0, 0, 7] = 16
    small[1] = 8
    large = fresh_loader().enlarge(small)
    assert large.shape == (2, 28, 28)
    assert large[0, 4, 23] == 255
    assert large[0].argmax() == 4 * 28 + 23
    assert (large[1, 4:24, 4:24] == 128).all()  # 8/16 of 255, rounded
    assert large[1].sum() == 128 * 400  # nothing in the margin


def test_enlarging_is_bilinear():
    small = np.arange(8, dtype=np.uint8).repeat(8).reshape(1, 8, 8) * 2
    rows = np.interp(np.arange(20) * 7 / 19, np.arange(8), np.arange(8) * 2) * 255 / 16
    large = fresh_loader().enlarge(small)[0, 4:24, 4:24].astype(float)
    assert np.abs(large - rows[:, None]).max() <= 0.5


@pytest.mark.parametrize("ending", [".gz", ""])
def test_folder_of_idx_files(loader, tmp_path, monkeypatch, ending):
    for name, content in small_contents().items():
        (tmp_path / f"{name}{ending}").write_bytes(packed(content) if ending else content)
    monkeypatch.setenv("MNIST_DIR", str(tmp_path))
    assert_small(loader.read_raw())
    assert loader.data_set_name() == "mnist"


def test_cache_is_used_when_complete(loader):
    folder = write_small(loader.cache_folder())
    assert_small(loader.read_raw())
    assert loader.data_set_name() == "mnist"
    (folder / f"{TEST_IMAGES}.gz").unlink()
    assert loader.data_set_name() == "digits"


@pytest.mark.parametrize("damage", damages())
@pytest.mark.parametrize("place", ["MNIST_DIR", "cache"])
def test_broken_idx_file_is_named_and_not_used(loader, tmp_path, monkeypatch, damage, place):
    folder = write_small(tmp_path / "named" if place == "MNIST_DIR" else loader.cache_folder())
    if place == "MNIST_DIR":
        monkeypatch.setenv("MNIST_DIR", str(folder))
    content, words = damages()[damage]
    path = folder / f"{TEST_IMAGES}.gz"
    path.write_bytes(content)
    with pytest.raises(loader.DataError) as error:
        loader.read_raw()
    assert str(path) in str(error.value)
    assert words in str(error.value)
    assert "Replace it" in str(error.value)
    assert loader._raw is None


def test_named_folder_without_a_file_is_an_error(loader, tmp_path, monkeypatch):
    monkeypatch.setenv("MNIST_DIR", str(tmp_path / "nowhere"))
    with pytest.raises(loader.DataError, match=r"nowhere.train-images-idx3-ubyte.gz: missing"):
        loader.read_raw()


@pytest.mark.parametrize("name", ["mnist", "digits"])
def test_prepared_folder_is_mapped_and_says_what_it_is(loader, tmp_path, monkeypatch, name):
    write_folder(tmp_path / "prepared", name, small_arrays())
    monkeypatch.setenv("MNIST_DIR", str(tmp_path / "prepared"))
    arrays = loader.read_raw()
    assert_small(arrays)
    assert isinstance(arrays[0].base, np.memmap)
    assert loader.data_set_name() == name


def test_prepared_folder_without_its_name_is_refused(loader, tmp_path, monkeypatch):
    write_folder(tmp_path / "prepared", "mnist", small_arrays())
    marker = tmp_path / "prepared" / "data_set.json"
    monkeypatch.setenv("MNIST_DIR", str(marker.parent))
    for content in (None, "{", "[]", json.dumps({"name": "letters"})):
        marker.unlink()
        if content is not None:
            marker.write_text(content)
        with pytest.raises(loader.DataError, match=r"data_set\.json"):
            loader.read_raw()
        if content is None:
            marker.write_text("")


@pytest.mark.parametrize(
    "wrong", [np.zeros((10, 28, 27), np.uint8), np.zeros((9, 28, 28), np.uint8), np.zeros((10, 28, 28))]
)
def test_prepared_array_of_another_kind_is_refused(loader, tmp_path, monkeypatch, wrong):
    write_folder(tmp_path / "prepared", "mnist", small_arrays())
    path = tmp_path / "prepared" / "test_images.npy"
    path.unlink()
    np.save(path, wrong)
    monkeypatch.setenv("MNIST_DIR", str(path.parent))
    with pytest.raises(loader.DataError, match=r"test_(images|labels)\.npy: holds"):
        loader.read_raw()


def test_truncated_npy_file_is_named(loader, tmp_path, monkeypatch):
    write_folder(tmp_path / "prepared", "mnist", small_arrays())
    path = tmp_path / "prepared" / "train_images.npy"
    content = path.read_bytes()
    path.chmod(0o644)
    monkeypatch.setenv("MNIST_DIR", str(path.parent))
    for length in (0, 50, len(content) - 1):
        path.write_bytes(content[:length])
        with pytest.raises(loader.DataError, match=r"train_images\.npy: missing or broken"):
            loader.read_raw()


def test_raw_arrays_put_in_from_outside_are_handed_out(loader):
    fresh = small_arrays()
    loader._raw = fresh
    assert loader.read_raw() is fresh


def test_arrays_are_read_once(loader):
    assert loader.read_raw() is loader.read_raw()


def test_broken_embedded_file_is_named(loader, tmp_path, monkeypatch):
    monkeypatch.setattr(loader, "HERE", tmp_path)
    (tmp_path / "digits.npz").write_bytes(b"PK\3\4 no archive")
    with pytest.raises(loader.DataError, match=r"digits\.npz: missing or broken"):
        loader.read_raw()
    with pytest.raises(loader.DataError, match=r"pretrained\.npz: missing or broken"):
        loader.pretrained_weights()


def test_pretrained_weights_have_the_shapes_of_the_network(loader):
    weights = loader.pretrained_weights()
    want = {"W1": (784, 50), "b1": (50,), "W2": (50, 100), "b2": (100,), "W3": (100, 10), "b3": (10,)}
    assert {key: value.shape for key, value in weights.items()} == want
    assert all(value.dtype == np.float32 for value in weights.values())


def test_pretrained_weights_follow_the_data_set(loader, tmp_path, monkeypatch):
    digits = loader.pretrained_weights()
    monkeypatch.setenv("MNIST_DIR", str(write_small(tmp_path)))
    assert not np.array_equal(loader.pretrained_weights()["b3"], digits["b3"])


@pytest.fixture
def server(tmp_path):
    """A mirror on the loopback interface."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    folder = tmp_path / "mirror"
    folder.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield folder, f"http://127.0.0.1:{http.server_port}/"
        http.shutdown()
        thread.join()


@pytest.mark.parametrize("first", ["http://127.0.0.1:1/", "missing/", "broken/"])
def test_download_goes_on_to_the_next_mirror(loader, server, monkeypatch, first):
    folder, address = server
    write_small(folder)
    write_small(folder / "broken")
    (folder / "broken" / f"{TEST_IMAGES}.gz").write_bytes(damages()["other pictures"][0])
    monkeypatch.setattr(loader, "MIRRORS", (first if "://" in first else address + first, address))
    monkeypatch.setenv("DL_DOWNLOAD", "1")
    assert_small(loader.read_raw())
    assert sorted(path.name for path in loader.cache_folder().iterdir()) == sorted(f"{n}.gz" for n in small_contents())


def test_failed_download_leaves_nothing_half_done(loader, server, monkeypatch):
    monkeypatch.setattr(loader, "MIRRORS", (server[1],))
    with pytest.raises(loader.DataError, match="could not be downloaded"):
        loader.download()
    assert list(loader.cache_folder().iterdir()) == []
    assert loader.data_set_name() == "digits"


@needs_real_mnist
def test_real_mnist(monkeypatch):
    loader = fresh_loader()
    monkeypatch.setenv("MNIST_DIR", REAL_MNIST)
    train_images, train_labels, test_images, test_labels = loader.read_raw()
    assert train_images.shape == (60000, 28, 28)
    assert np.bincount(test_labels).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert train_labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert round(float(train_images.mean()) / 255, 4) == 0.1307
    assert test_images.shape == (10000, 28, 28)
