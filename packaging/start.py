"""Where the packaged application begins: the window, or a child where that is asked for.

Nothing of Qt is imported before a child is told from the window.
"""

import os
import sys

_OURS = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")

# They point into this folder, and would have ffmpeg, deno and the desktop's programs, which inherit
# them, take the libraries here for theirs.
for name in _OURS:
    before = os.environ.pop(f"{name}_ORIG", None)
    os.environ.pop(name, None)
    if before is not None:
        os.environ[name] = before

# By these a second start from here would take the first one's surroundings, which are gone now, for
# its own.
for name in [name for name in os.environ if name.startswith("_PYI_")]:
    del os.environ[name]

if sys.argv[1:2] == ["--child"]:
    from app.engine.child import main
else:
    from app.__main__ import main

sys.exit(main())
