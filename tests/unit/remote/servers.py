"""Real stores on the loopback interface, started for a test and ended after it."""

import http.client
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
MaxClientConnections = 5
CheckpointInterval = 0
DirsAllowed = .
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxQueryMem = 1G
ThreadsPerQuery = 1
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
MaxClientConnections = 5
ServerThreads = 5
"""


def free_port() -> int:
    """Return a port of the loopback interface that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler], certificate: Path | None = None) -> Iterator[int]:
    """Answer HTTP on a free port of this machine, with a certificate if given, and write no log; the port."""
    quiet = type("Quiet", (handler,), {"log_message": lambda *_: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), quiet)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def dripping(start: bytes) -> Iterator[str]:
    """Answer every request with ``start``, then one byte every 20 milliseconds; give the address."""
    over = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.recv(1 << 16)
            connection.sendall(start)
            while not over.wait(0.02):
                connection.sendall(b"0")

    def listen() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=drip, args=(listener.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=listen, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/store"
        finally:
            over.set()
            # Wakes the thread that waits for a connection.
            listener.shutdown(socket.SHUT_RDWR)


@contextmanager
def oxigraph(port: int) -> Iterator[str]:
    """Run Oxigraph's server in memory and give its address."""
    command = [str(installed_oxigraph()), "serve", "--bind", f"127.0.0.1:{port}"]
    with running(command, Path(), f"http://127.0.0.1:{port}/") as url:
        yield url


def installed_oxigraph() -> Path:
    """Return the program of Oxigraph's server; skip the test where there is none."""
    program = Path(sys.executable).with_name("oxigraph")
    if not program.exists():
        pytest.skip("Oxigraph's server is not installed: pip install oxigraph")
    return program


@contextmanager
def virtuoso(folder: Path, *, buffers: int = 3000) -> Iterator[str]:
    """Run Virtuoso with a new database in a folder and give its address; its account is dba, password dba.

    Args:
        folder: An empty one.
        buffers: Pages of 8 kB that it keeps in memory.
    """
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource")
    port = free_port()
    (folder / "virtuoso.ini").write_text(
        _INI.format(sql=free_port(), http=port, buffers=buffers, dirty=buffers * 2 // 3), encoding="ascii"
    )
    command = [program, "+foreground", "+configfile", "virtuoso.ini"]
    with running(command, folder, f"http://127.0.0.1:{port}/") as url:
        yield url


@contextmanager
def running(command: Sequence[str], folder: Path, url: str) -> Iterator[str]:
    """Run a server until the block ends; the block starts when the server answers."""
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _await(server, url)
        yield url
    finally:
        server.kill()
        server.wait()


def _await(server: subprocess.Popen[bytes], url: str) -> None:
    for _ in range(600):
        assert server.poll() is None, f"the server ended with {server.returncode}"
        try:
            with closing(http.client.HTTPConnection(urlsplit(url).netloc, timeout=5)) as connection:
                connection.request("GET", "/")
                connection.getresponse().close()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    pytest.fail("the server does not answer")
