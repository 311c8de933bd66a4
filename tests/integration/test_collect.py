"""Archives of four platforms, and what hostile or clumsy people put into them."""

import csv
import io
import stat
import tarfile
import zipfile

import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from autograder.collecting import handed_in, open_archive, recognise
from autograder.commands.collect import collect, enter_roster
from autograder.course.settings import COURSE_ID
from autograder.errors import UsageError

SLUG = "ch03_neural_networks"
NAME = f"{SLUG}.ipynb"


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return path


@pytest.fixture
def run(tmp_path):
    def call(files, **options):
        archive = files if hasattr(files, "exists") else zipped(tmp_path / "download.zip", files)
        said = Console(file=io.StringIO(), width=300)
        return collect(archive, [SLUG], tmp_path / "class", said, **options)

    return call


def submitted(tmp_path):
    root = tmp_path / "class" / "submitted"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def states(table):
    return {row.student: row.state for row in table}


def test_canvas_newest_attempt_wins_and_late_is_kept(run, tmp_path):
    table = run([
        (f"leeann_101_9002_{SLUG}-1.ipynb", "second"),
        (f"leeann_101_9001_{NAME}", "first"),
        (f"müllerjörg_LATE_102_9003_{NAME}", "late"),
        ("leeann_101_9001_notes.txt", "notes"),
    ])  # fmt: skip
    assert submitted(tmp_path) == {
        f"leeann_101/{SLUG}/{NAME}": b"second",
        f"leeann_101/{SLUG}/notes.txt": b"notes",
        f"müllerjörg_102/{SLUG}/{NAME}": b"late",
    }
    assert [row.late for row in table] == [False, True]
    kept = list((tmp_path / "class" / "collected" / SLUG / "earlier" / "leeann_101").iterdir())
    assert [path.read_bytes() for path in kept] == [b"first"]


def test_moodle_folders_and_flat_names(run, tmp_path):
    run([
        (f"Ann Lee_4711_assignsubmission_file_/{NAME}", "ann"),
        (f"Bob_4712_assignsubmission_file_{NAME}", "bob"),
        (f"José Ñu_4713_assignsubmission_file_/sub/{SLUG} (1).ipynb", "josé"),
    ])  # fmt: skip
    assert submitted(tmp_path) == {
        f"Ann Lee/{SLUG}/{NAME}": b"ann",
        f"Bob/{SLUG}/{NAME}": b"bob",
        f"José Ñu/{SLUG}/{SLUG} (1).ipynb": "josé".encode(),
    }


def test_nbgrader_exchange_and_submitted(run, tmp_path):
    run([
        (f"inbound/ann+{SLUG}+2026-11-01 10:00:00 UTC+x/{NAME}", "old"),
        (f"inbound/ann+{SLUG}+2026-11-02 09:00:00 UTC+y/{NAME}", "new"),
        (f"inbound/ann+{SLUG}+2026-11-02 09:00:00 UTC+y/timestamp.txt", "2026-11-02 09:00:00 UTC"),
        (f"submitted/bob/{SLUG}/{NAME}", "bob"),
    ])  # fmt: skip
    found = submitted(tmp_path)
    assert found[f"ann/{SLUG}/{NAME}"] == b"new"
    assert found[f"ann/{SLUG}/timestamp.txt"] == b"2026-11-02 09:00:00 UTC"
    assert found[f"bob/{SLUG}/{NAME}"] == b"bob"


@pytest.mark.parametrize(
    ("names", "students"),
    [
        ([f"Ann Lee - {NAME}", f"Bob - {SLUG} (1).ipynb"], {"Ann Lee", "Bob"}),
        (["ann.ipynb", "bob.ipynb"], {"ann", "bob"}),
        (["Notebooks/ann.ipynb", "Notebooks/bob.ipynb"], {"ann", "bob"}),
        ([f"class/ann/{NAME}", f"class/bob/{NAME}"], {"ann", "bob"}),
        ([f"ann/{NAME}", "ann/data.npz"], {"ann"}),
        ([f"ann/{NAME}", f"ann/{SLUG}-Copy1.ipynb"], {"ann"}),
    ],
)
def test_folders_and_flat_folders(run, names, students):
    assert set(states(run([(name, name) for name in names]))) == students


def test_a_folder_on_disk_and_a_tar_are_taken_as_they_are(run, tmp_path):
    (tmp_path / "in" / "ann").mkdir(parents=True)
    (tmp_path / "in" / "ann" / NAME).write_text("ann")
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "in" / "ann" / "link.txt").symlink_to(tmp_path / "secret")
    table = run(tmp_path / "in")
    assert [row.state for row in table] == ["collected", "refused"]
    with tarfile.open(tmp_path / "class.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "in" / "ann" / NAME, f"bob/{NAME}")
        archive.add(tmp_path / "in" / "ann" / "link.txt", "bob/link.txt")
    assert [row.state for row in run(tmp_path / "class.tar.gz")] == ["collected", "refused"]
    assert submitted(tmp_path) == {f"ann/{SLUG}/{NAME}": b"ann", f"bob/{SLUG}/{NAME}": b"ann"}


def test_a_zip_in_a_zip_gives_its_notebook(run, tmp_path):
    inner = io.BytesIO()
    zipped(inner, [(f"work/{NAME}", "inner"), ("../../evil.ipynb", "evil")])
    broken = ("cy_3_4_broken.zip", b"PK\x03\x04")
    run([(f"leeann_1_2_{SLUG}.zip", inner.getvalue()), (f"bob_2_3_{NAME}", "bob"), broken])
    found = submitted(tmp_path)
    assert found[f"leeann_1/{SLUG}/{NAME}"] == b"inner"
    assert not [name for name in found if "evil" in name]


def test_the_roster_says_who_is_missing_and_who_is_unknown(run, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "Student ID,First name,Last name,Email,Canvas ID\n"
        "s1,Ann,Lee,ann@x.org,101\ns2,Jörg,Müller,jm@x.org,\ns3,Cy,Doe,cy@x.org,\ns4,Ann,Lee,ann2@x.org,\n"
    )
    table = run(
        [(f"whoever_101_1_{NAME}", "ann"), (f"müllerjörg_102_2_{NAME}", "jörg"), (f"stranger_103_3_{NAME}", "?"),
         (f"leeann_104_4_{NAME}", "which Ann?")],
        roster_path=roster,
    )  # fmt: skip
    assert {row.student: row.state for row in table if row.state in ("collected", "missing")} == {
        "s1": "collected", "s2": "collected", "s3": "missing", "s4": "missing",
    }  # fmt: skip
    assert sum(row.state == "unmatched" for row in table) == 2
    unmatched = (tmp_path / "class" / "collected" / SLUG / "unmatched").rglob("*")
    assert {path.read_text() for path in unmatched if path.is_file()} == {"?", "which Ann?"}


def test_nothing_is_thrown_away_when_collected_twice(run, tmp_path):
    assert states(run([(f"ann_1_1_{NAME}", "one")])) == {"ann_1": "collected"}
    assert states(run([(f"ann_1_1_{NAME}", "one")])) == {"ann_1": "unchanged"}
    assert states(run([(f"ann_1_2_{NAME}", "two")])) == {"ann_1": "replaced"}
    assert states(run([(f"ann_1_3_{NAME}", "three")])) == {"ann_1": "replaced"}
    assert submitted(tmp_path) == {f"ann_1/{SLUG}/{NAME}": b"three"}
    kept = (tmp_path / "class" / "collected" / SLUG / "earlier").rglob("*.ipynb")
    assert {path.read_text() for path in kept} == {"one", "two"}


def outside(tmp_path):
    return {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "name",
    [f"../../evil_1_2_{NAME}", f"/tmp/evil_1_2_{NAME}", f"a/../../evil_1_2_{NAME}", f"..\\..\\evil_1_2_{NAME}"],
)
def test_names_that_lead_out_are_refused(run, tmp_path, name):
    table = run([(name, "evil"), (f"bob_1_2_{NAME}", "bob"), (f"cy_1_3_{NAME}", "cy")])
    assert sum(row.state == "refused" for row in table) == 1
    assert all(path.startswith(("class/", "download.zip")) for path in outside(tmp_path))
    assert not [path for path in outside(tmp_path) if "evil" in path]


@pytest.mark.parametrize("name", ["..", ".", "...", "-rf", "a\x1b[31m", "nul\x00byte", " ", "x" * 300])
def test_names_of_students_are_one_folder(run, tmp_path, name):
    table = run([(f"{name} - {NAME}", "text"), (f"Bob - {NAME}", "bob")], kind="folder")
    root = tmp_path / "class" / "submitted"
    for path in root.rglob("*"):
        assert path.resolve().is_relative_to(root)
        assert path.name.isprintable()
    # A name in a zip ends at a null byte, and this one with it: a file called "nul" is nobody's notebook.
    assert [row.state for row in table] == ["collected", "unmatched" if "\0" in name else "collected"]
    assert len(list(root.iterdir())) == [row.state for row in table].count("collected")


def test_links_passwords_twins_and_bombs_are_told(run, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.collecting.archive.MAX_FILE_BYTES", 1000)
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        link = zipfile.ZipInfo(f"ann_1_1_{NAME}")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr(f"bomb_2_2_{NAME}", b"0" * 10_000)
        archive.writestr(f"bob_3_3_{NAME}", "bob")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(f"bob_3_3_{NAME}", "second bob")
    table = run(path)
    assert states(table) == {"bob_3": "collected", "": "refused"}
    assert len([row for row in table if row.state == "refused"]) == 3
    assert submitted(tmp_path) == {f"bob_3/{SLUG}/{NAME}": b"bob"}


def test_a_size_that_is_a_lie_is_damage(run, tmp_path):
    path = zipped(tmp_path / "download.zip", [(f"ann_1_1_{NAME}", "x" * 5000), (f"bob_2_2_{NAME}", "bob")])
    data = path.read_bytes()
    assert data.count((5000).to_bytes(4, "little")) >= 2
    path.write_bytes(data.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little")))
    with pytest.raises(UsageError, match=r"damaged \(Bad CRC-32 for file 'ann_1_1"):
        run(path)
    assert not (tmp_path / "class").exists()


def test_names_in_the_wrong_encoding_are_read(tmp_path):
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"jörg_1_1_{NAME}", "jörg")
    # The flag that says UTF-8 is not set, as many tools forget.
    data = bytearray(path.read_bytes())
    for at in (6, data.index(b"PK\x01\x02") + 8):
        data[at + 1] &= ~0x08
    path.write_bytes(bytes(data))
    with open_archive(path) as contents:
        found = handed_in(contents.members, recognise(contents.members, SLUG), SLUG)
    assert [one.who for one in found.handed] == ["jörg_1"]
    assert not found.unexplained


def test_the_table_is_safe_for_spreadsheets(run, tmp_path):
    run([(f"=cmd()_1_1_{NAME}", "x"), (f"bob_2_2_{NAME}", "bob")])
    with (tmp_path / "class" / "collected" / SLUG / "collected.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["student"].startswith("'=")


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (b"no archive", {}, "neither a zip nor a tar"),
        (None, {}, "no such file"),
        (b"", {"kind": "blackboard"}, "no such format"),
        (b"", {"roster_path": "none.csv"}, "cannot be read"),
    ],
)
def test_wrong_usage_says_what_to_do_and_writes_nothing(run, tmp_path, content, options, words):
    path = tmp_path / "download.zip"
    if content is not None:
        path.write_bytes(content)
    if "roster_path" in options:
        options = {"roster_path": tmp_path / options["roster_path"]}
    with pytest.raises(UsageError, match=words):
        run(path, **options)
    assert not (tmp_path / "class").exists()


def test_one_notebook_is_told_where_to_go(run, tmp_path):
    (tmp_path / NAME).write_text("{}")
    with pytest.raises(UsageError, match="submitted/<student>"):
        run(tmp_path / NAME)


@pytest.mark.parametrize(("text", "words"), [("a,b\n1,2\n", "no column"), ("id\ns1\ns1\n", "twice"), ("", "no column")])
def test_a_roster_that_cannot_be_used_is_named(run, tmp_path, text, words):
    roster = tmp_path / "roster.csv"
    roster.write_text(text)
    with pytest.raises(UsageError, match=words):
        run([(f"ann_1_1_{NAME}", "x")], roster_path=roster)


def tarred(path, mode, students=30):
    with tarfile.open(path, mode) as archive:
        for number in range(students):
            info = tarfile.TarInfo(f"student{number}/{NAME}")
            content = bytes(range(256)) * number
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path.read_bytes()


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_sound_tar_is_read_to_its_end(run, tmp_path, mode):
    path = tmp_path / "download.tar"
    tarred(path, mode)
    assert len(run(path)) == 30


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("share", [0.001, 0.1, 0.5, 0.9])
def test_a_tar_that_breaks_off_is_damaged(run, tmp_path, mode, share):
    path = tmp_path / "download.tar"
    whole = tarred(path, mode)
    path.write_bytes(whole[: int(len(whole) * share) + 1])
    with pytest.raises(UsageError, match=r"damaged|neither") as told:
        run(path)
    assert "Download it again" in str(told.value)
    assert not (tmp_path / "class").exists()


@pytest.mark.parametrize("mode", ["w:gz", "w:bz2", "w:xz"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_compressed_tar_with_a_changed_byte_is_damaged(run, tmp_path, mode, share):
    path = tmp_path / "download.tar"
    content = bytearray(tarred(path, mode))
    content[int(len(content) * share)] ^= 0x10
    path.write_bytes(content)
    with pytest.raises(UsageError, match="damaged"):
        run(path)
    assert not (tmp_path / "class").exists()


def test_a_tar_with_a_broken_header_loses_nobody_silently(run, tmp_path):
    path = tmp_path / "download.tar"
    content = bytearray(tarred(path, "w", students=3))
    at = content.index(b"student2/")
    content[at : at + 8] = b"somebody"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=r"damaged.*Download it again"):
        run(path)


def test_a_tar_that_unpacks_without_end_is_not_unpacked(run, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.collecting.tarred.MAX_TOTAL_BYTES", 10_000)
    path = tmp_path / "download.tar"
    tarred(path, "w:gz")
    with pytest.raises(UsageError, match="holds too much"):
        run(path)


def test_a_roster_of_excel_in_utf_16_is_read(run, tmp_path):
    roster = tmp_path / "roster.csv"
    roster.write_text("id\tname\nann\tAnn Ölund\n", encoding="utf-16")
    table = run([(f"annolund_1_1_{NAME}", "x")], roster_path=roster)
    assert states(table) == {"ann": "collected"}


@pytest.fixture
def people(tmp_path):
    """The students that the gradebook knows after a roster was entered."""

    def call(text):
        roster = tmp_path / "roster.csv"
        roster.write_text(text, encoding="utf-8")
        enter_roster(roster, tmp_path, Console(file=io.StringIO()))
        gradebook = Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", COURSE_ID)
        try:
            return {s.id: (s.first_name, s.last_name, s.email, s.lms_user_id) for s in gradebook.students}
        finally:
            gradebook.close()

    return call


def test_the_gradebook_learns_the_names_of_a_roster(people):
    found = people("id,first name,last name,email,canvas id\nann,Ann,Lee,ann@x.org,17\n")
    assert found == {"ann": ("Ann", "Lee", "ann@x.org", "17")}
    assert people("id,name\nbo,Bo van Dyk\n")["bo"] == ("Bo van", "Dyk", None, None)


def test_an_id_that_no_folder_can_be_called_is_one_student(people, run, tmp_path):
    roster = "id,name\n2026/17,Ann Lee\n"
    assert set(people(roster)) == {"2026_17"}
    table = run([(f"leeann_1_1_{NAME}", "x")], roster_path=tmp_path / "roster.csv")
    assert states(table) == {"2026_17": "collected"}


def test_what_the_gradebook_knows_is_not_overwritten(people, tmp_path):
    people("id,name\nann,Ann Lee\n")
    gradebook = Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", COURSE_ID)
    gradebook.update_or_create_student("ann", first_name="Anna")
    gradebook.close()
    assert people("id,name,email\nann,Ann Lee,ann@x.org\n") == {"ann": ("Anna", "Lee", "ann@x.org", None)}
