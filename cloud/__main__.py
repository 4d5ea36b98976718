"""`spool-cloud`: the service, or one of its roles.

spool-cloud up           API and one worker in this process; without REDIS_HOST in memory
spool-cloud api          the API alone
spool-cloud worker       a worker alone
spool-cloud healthy      whether the role that runs here is well, as its exit code
spool-cloud token new OWNER
"""

import argparse
import sys

from cloud import health


def main() -> int:
    """Do what is asked for; its exit code."""
    chosen = _arguments()
    if chosen.role == "healthy":
        return 0 if health.is_well() else 1
    # Health is asked for often, and loads nothing that it does not need.
    from cloud.roles import run

    return run(chosen.role, chosen.owner if chosen.role == "token" else "")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="spool-cloud",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="spool-cloud up | api | worker | healthy | token new OWNER",
    )
    roles = parser.add_subparsers(dest="role", required=True, metavar="ROLE")
    for role, what in (
        ("up", "API and one worker in this process"),
        ("api", "the API alone"),
        ("worker", "a worker alone"),
        ("healthy", "whether the role that runs here is well"),
    ):
        roles.add_parser(role, help=what)
    token = roles.add_parser("token", help="make a token for an owner")
    token.add_argument("what", choices=["new"])
    token.add_argument("owner", help="such as anna or the-lab")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
