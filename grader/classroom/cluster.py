"""How is a Dask cluster asked to run notebooks? By its address, and over a network only with TLS.

>>> refuse_in_the_clear("tls://grading.example.org:8786")
>>> refuse_in_the_clear("tcp://127.0.0.1:8786")
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from urllib.parse import urlsplit

from grader.errors import ConfigError

INSTALL = "python -m pip install 'jacobian-course[dask]'"
SUCH_AS = "tcp://127.0.0.1:8786"
SECONDS = 30
BYTES_ALONE = ("dask", "msgpack")
"""How results may have been written down. Dask's third way, pickle, would run what it reads."""


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """The executor of a Dask cluster, as long as it is needed.

    Certificates are those of Dask's own configuration, `distributed.comm.tls`.

    Raises:
        ConfigError: Dask is not installed, nobody answers, or the address is none, or is on another
            machine and does not begin with tls://.
    """
    refuse_in_the_clear(address)
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        message = f"Dask is not installed; run: {INSTALL}"
        raise ConfigError(message) from error
    try:
        client = Client(
            address,
            timeout=SECONDS,
            serializers=(*BYTES_ALONE, "pickle"),
            deserializers=BYTES_ALONE,
        )
    except (OSError, TypeError, ValueError) as error:
        message = f"no Dask scheduler can be reached at {address}: {error}"
        raise ConfigError(message) from error
    with client:
        yield client.get_executor(pure=False)


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
