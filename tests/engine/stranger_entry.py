"""A child that is no good template, in the way that its argument says."""

import os
import sys
import threading

from app.engine import child, forking

if __name__ == "__main__":
    if forking.is_template():
        match sys.argv[1]:
            case "refuses":
                sys.exit("no template today")
            case "hangs":
                threading.Event().wait()
            case "has threads":
                threading.Thread(target=threading.Event().wait, daemon=True).start()
            case "forks in vain":
                os.register_at_fork(after_in_child=lambda: os._exit(3))
    sys.exit(child.main())
