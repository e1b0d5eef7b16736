"""Arguments of ``python -m kg`` in; the exit code of the command out."""

from __future__ import annotations

import sys

from kg.cli import main

if __name__ == "__main__":
    sys.exit(main())
