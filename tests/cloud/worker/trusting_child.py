"""The guarded child, with a test's own certificates: python -m ... PORT.

yt-dlp asks certifi for its authorities; here it gets those of SSL_CERT_FILE.
"""

import os
import sys

import certifi

from cloud.worker.child import main

if __name__ == "__main__":
    certifi.where = lambda: os.environ["SSL_CERT_FILE"]
    sys.exit(main(sys.argv[1:]))
