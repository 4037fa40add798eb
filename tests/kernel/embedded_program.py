"""A program for the launcher's tests: start the server of a folder, say where, wait for the end."""

import sys
import time

from shuke.kernel import embedded

embedded.stop_on_signals()
with embedded.start(sys.argv[1]) as server:
    print(server.pid, server.url, flush=True)
    while True:
        time.sleep(60)
