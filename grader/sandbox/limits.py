"""How much may one notebook use?

>>> Limits(cpu_seconds=5).wall_seconds
60
"""

from dataclasses import dataclass, fields

from grader.errors import ConfigError

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What one notebook may use, all its cells and processes together where nothing else is said.

    The defaults leave a notebook of this course a factor of five or more: its slowest one needs
    about 3 s of CPU time and 250 MiB, most of it for importing SymPy and Matplotlib.

    Args:
        cpu_seconds: CPU time. It comes before wall time because it doesn't depend on how busy
            the machine is: the same notebook meets the same end everywhere.
        wall_seconds: elapsed time, for code that sleeps; also the wait for a starting shell.
        cell_cpu_seconds: CPU time of one cell, which is interrupted then; the cells after it run.
        cell_wall_seconds: elapsed time of one cell, likewise.
        memory_bytes: address space of each process, and memory of all of them.
        processes: processes and threads.
        cell_output_bytes: output of one cell; what is beyond it is cut and the cut is named.
        output_bytes: output of the notebook; beyond it the notebook is stopped.
        file_bytes: size of a file, and of each writable folder.
        open_files: open descriptors of each process.
    """

    cpu_seconds: float = 20
    wall_seconds: float = 60
    cell_cpu_seconds: float = 8
    cell_wall_seconds: float = 24
    memory_bytes: int = 2048 * MIB
    processes: int = 64
    cell_output_bytes: int = 2_000_000
    output_bytes: int = 16_000_000
    file_bytes: int = 64 * MIB
    open_files: int = 256

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not value > 0:
                message = f"the limit {field.name} is {value}; expected a number above zero"
                raise ConfigError(message)
