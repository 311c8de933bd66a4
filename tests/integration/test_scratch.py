"""Without a mount namespace a sandbox works in the machine's /tmp; nothing may stay there."""

import signal
import subprocess
import sys
import time
from pathlib import Path

from autograder.sandbox import scratch
from autograder.sandbox.config import LEVELS, SandboxConfig
from autograder.sandbox.server import ForkServer

ROOT = Path(__file__).parents[2]
NONE = SandboxConfig(layers=LEVELS["none"], figures=False)
KILLED = """
import sys; sys.path.insert(0, {root!r})
from autograder.sandbox.config import LEVELS, SandboxConfig
from autograder.sandbox.server import ForkServer
server = ForkServer(SandboxConfig(layers=LEVELS["none"], figures=False))
sandbox = server.open()
print(server.pid, flush=True)
sys.stdin.read()
"""


def folders(server_pid):
    return list(Path("/tmp").glob(f"autograder-scratch-{server_pid}-*"))


def test_the_folder_of_a_sandbox_goes_with_it():
    with ForkServer(NONE) as server:
        with server.open():
            assert len(folders(server.pid)) == 1
        assert not folders(server.pid)


def test_what_a_killed_grader_left_is_removed_by_the_next_one():
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED.format(root=str(ROOT))], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    server_pid = int(killed.stdout.readline())
    assert folders(server_pid)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    while Path(f"/proc/{server_pid}").exists():  # it ends by itself when nobody holds the other end of its socket
        time.sleep(0.01)
    assert folders(server_pid)
    with ForkServer(NONE):
        assert not folders(server_pid)


def test_the_folder_of_a_server_that_lives_is_left_alone():
    with ForkServer(NONE) as server, server.open():
        scratch.remove_abandoned()
        assert len(folders(server.pid)) == 1


def test_a_fork_server_leaves_no_profile_of_ipython_behind():
    script = KILLED.replace("sys.stdin.read()", "sandbox.close(); server.close()").format(root=str(ROOT))
    before = {path.name for path in Path("/tmp").iterdir()}
    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)
    made = {path.name for path in Path("/tmp").glob("tmp*")} - before
    assert not [name for name in made if (Path("/tmp") / name / "profile_default").exists()]
