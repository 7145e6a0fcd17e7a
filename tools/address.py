"""Whether the site can be served where it is to be served: `python -m tools.address HOST:PORT`."""

import socket
import sys

from tools.failures import SetUpError


def main(address: str) -> int:
    """Try the address; 0 if a server can listen there, or 1 after one sentence on stderr."""
    try:
        listen(address)
    except SetUpError as error:
        print(f"Nothing is served: {error}", file=sys.stderr)
        return 1
    return 0


def listen(address: str) -> None:
    """Listen for a moment at HOST:PORT; raises SetUpError, saying what to do, if that fails."""
    host, _, port = address.rpartition(":")
    instead = "choose another, as in `make serve ADDRESS=127.0.0.1:8001`"
    try:
        with socket.create_server((host, int(port))):
            return
    except (ValueError, OverflowError):
        raise SetUpError(f"“{address}” is no address with a port: {instead}.") from None
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0].lower()
        raise SetUpError(f"no server can listen at {address} ({reason}): {instead}.") from None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
