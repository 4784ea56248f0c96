"""How is a Dask cluster asked to run notebooks? By its address, and over a network only with TLS.

>>> refuse_in_the_clear("tls://grading.example.org:8786")
>>> refuse_in_the_clear("tcp://127.0.0.1:8786")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from grader.classroom.attended import ABSENCE, attended
from grader.errors import ConfigError

if TYPE_CHECKING:
    from distributed import Client

INSTALL = "python -m pip install 'jacobian-course[dask]'"
SUCH_AS = "tcp://127.0.0.1:8786"
SECONDS = 30
BYTES_ALONE = ("dask", "msgpack")
"""How results may have been written down. Dask's third way, pickle, would run what it reads."""


@contextmanager
def cluster(address: str, tell: Callable[[str], None] | None = None) -> Iterator[Executor]:
    """The executor of a Dask cluster, as long as it is needed.

    Certificates are those of Dask's own configuration, `distributed.comm.tls`.

    Args:
        address: of its scheduler.
        tell: is called in another thread with a line, if the cluster has lost all its workers.

    Raises:
        ConfigError: Dask is not installed, nobody answers, no worker is there, or the address is
            none, or is on another machine and does not begin with tls://.
    """
    refuse_in_the_clear(address)

    def deserted() -> None:
        if tell is not None:
            tell(f"the Dask cluster at {address} has lost all its workers; the rest runs here")

    with _connected(address) as client:
        _require_a_worker(client, address)
        with attended(client, deserted) as executor:
            yield executor


def _connected(address: str) -> Client:
    """A client of the scheduler.

    Raises:
        ConfigError: Dask is not installed, or nobody answers.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        message = f"Dask is not installed; run: {INSTALL}"
        raise ConfigError(message) from error
    try:
        return Client(
            address,
            timeout=SECONDS,
            serializers=(*BYTES_ALONE, "pickle"),
            deserializers=BYTES_ALONE,
        )
    except (OSError, TypeError, ValueError) as error:
        message = f"no Dask scheduler can be reached at {address}: {error}"
        raise ConfigError(message) from error


def _require_a_worker(client: Client, address: str) -> None:
    """Wait for the first worker, which may be starting just now.

    Raises:
        ConfigError: none came.
    """
    try:
        client.wait_for_workers(1, timeout=ABSENCE)
    except TimeoutError as error:
        protocol = " --protocol tls" if address.startswith("tls:") else ""
        message = (
            f"the Dask scheduler at {address} has no worker, and none came within {ABSENCE:g} s; "
            f"start one with: dask worker {address}{protocol} --nthreads 1"
        )
        raise ConfigError(message) from error


def refuse_in_the_clear(address: str) -> None:
    """Let what students wrote leave this machine only over TLS.

    Raises:
        ConfigError: it would leave it otherwise, or this is no address.
    """
    scheme, host = _parts(address)
    if scheme == "tls" or _is_here(host):
        return
    message = (
        f"{address} is on another machine, where anybody could read and change what is sent; "
        "give an address that begins with tls://"
    )
    raise ConfigError(message)


def _parts(address: str) -> tuple[str, str]:
    """The scheme and the host.

    Raises:
        ConfigError: there is no host, a bracket is open, or the port is no port.
    """
    with suppress(ValueError):
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        if parts.hostname and parts.port != 0:
            return parts.scheme, parts.hostname
    message = f"{address!r} is no address of a Dask scheduler; give one such as {SUCH_AS}"
    raise ConfigError(message)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
