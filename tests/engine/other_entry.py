"""Another way into a child process, which first sees to something of its own."""

import sys

from app.engine import child

if __name__ == "__main__":
    sys.stderr.write(f"entered with {sys.argv[1]}\n")
    sys.exit(child.main())
