"""The end of patience with a service: an answer that keeps coming, byte by byte, is cut off all the same.

The time limit of a socket is one for each byte, so that a service which sends one now and then is waited for without
end, above all in the headers, which are read in one call.
"""

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Iterator


@contextlib.contextmanager
def patience(connection: http.client.HTTPConnection, seconds: float) -> Iterator[None]:
    """Connect, and give the block so many seconds for all that it sends and receives.

    Raises:
        TimeoutError: they are over.
    """
    end = time.monotonic() + seconds
    connection.connect()
    # Once it knows that the service closes the connection, http.client forgets the socket and reads on.
    held = connection.sock
    clock = threading.Timer(max(0.0, end - time.monotonic()), _cut, (held,))
    clock.daemon = True
    clock.start()
    try:
        yield
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() >= end:
            raise TimeoutError from error
        raise
    finally:
        clock.cancel()
        connection.close()
    if time.monotonic() >= end:
        raise TimeoutError


def _cut(held: socket.socket) -> None:
    """End both directions, below any encryption; whoever reads gets the end of the stream."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(held, socket.SHUT_RDWR)
