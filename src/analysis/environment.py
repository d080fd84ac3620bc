"""What is installed: told by the names of its folders, since reading every package's metadata takes half a second."""

import os
import sys


def installed() -> list[str]:
    """The Python, and every installed distribution with its version, as `name-version.dist-info`."""
    found = {entry for folder in sys.path if folder and os.path.isdir(folder)
             for entry in os.listdir(folder) if entry.endswith(".dist-info")}
    return [sys.version, *sorted(found)]
