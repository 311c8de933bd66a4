"""What a sandbox is made of: its layers, its limits and what it may read."""

from pathlib import Path

import msgspec

LAYERS = (
    "user", "mount", "pid", "net", "ipc", "uts",
    "no_new_privs", "capabilities", "seccomp", "landlock", "rlimits", "memory",
)  # fmt: skip
# Landlock repeats what the read-only view already does, so a kernel without it is still strict.
STRICT = frozenset(LAYERS) - {"landlock"}
# What can be had without user namespaces; Landlock then is the only wall in front of the files.
REDUCED = frozenset({"no_new_privs", "capabilities", "seccomp", "landlock", "rlimits", "memory"})
NONE = frozenset({"rlimits", "memory"})

# Cells run in batches; a batch ends with the cell that takes it beyond this.
BATCH_CPU_S = 1.0

LEVELS = {"strict": frozenset(LAYERS), "reduced": REDUCED, "none": NONE}


class Limits(msgspec.Struct, frozen=True):
    """Limits of one submission; seconds are CPU seconds unless the name says wall."""

    notebook_cpu_s: float = 60.0
    cell_cpu_s: float = 10.0
    idle_wall_s: float = 5.0
    memory_mib: int = 1024
    scratch_mib: int = 64
    output_kib_per_cell: int = 256
    max_processes: int = 48
    max_open_files: int = 128

    def wall_s(self, cpu_s: float) -> float:
        """Wall-clock guard for work of cpu_s: generous, because a busy machine must not fail a correct student."""
        return 5.0 * cpu_s + 20.0


class SandboxConfig(msgspec.Struct, frozen=True):
    """How the fork server of one chapter is set up.

    Attributes:
        layers: names out of LAYERS that are to be active.
        limits: limits of each submission.
        data_dir: folder shown read-only as /data, the prepared data set.
        files_dir: folder shown read-only as /files, linked into the working directory of the notebook.
        training_dir: folder shown read-only as /training, arrays that a student's network is trained on.
        figures: whether inline figures are drawn.
        known_sources: cells that every notebook holds; they are parsed once, before any fork.
    """

    layers: frozenset[str] = frozenset(LAYERS)
    limits: Limits = Limits()
    data_dir: str | None = None
    files_dir: str | None = None
    training_dir: str | None = None
    figures: bool = True
    known_sources: tuple[str, ...] = ()

    def level(self) -> str:
        """Name of the weakest set that these layers fill: strict, reduced or none."""
        if self.layers >= STRICT:
            return "strict"
        return "reduced" if self.layers >= REDUCED - {"landlock"} else "none"


def interpreter_folders() -> list[str]:
    """Folders that a running Python needs to see: its own files, its packages, the system's libraries."""
    import sys
    import sysconfig

    paths = sysconfig.get_paths()
    wanted = [paths["stdlib"], paths["platstdlib"], paths["purelib"], paths["platlib"], f"{sys.base_prefix}/lib"]
    wanted += ["/usr/lib", "/lib", "/lib64", "/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime"]
    # Behind a link as well: matplotlib asks for its fonts by their real paths, and drew nothing without them.
    wanted += [str(Path(path).resolve()) for path in wanted]
    found: list[str] = []
    for path in dict.fromkeys(str(Path(p)) for p in wanted):
        inside = any(path.startswith(f"{other}/") for other in found)
        if Path(path).exists() and not inside:
            found.append(path)
    return found
