#!/bin/sh
# Starts a real Redis, the API and a worker on this computer. Ctrl-C, or their end, ends all that
# was started here and nothing else. What was under way goes on at the next start.
#
#   cloud/start-local-redis.sh
#
# SPOOL_CLOUD_HOME says where everything lies, REDIS_PORT which port Redis takes, SPOOL_CLOUD_PYTHON
# which Python has all that is needed; the variables of cloud/README.md hold as well.
set -eu
cd "$(dirname "$0")/.."
home=${SPOOL_CLOUD_HOME:-${XDG_DATA_HOME:-$HOME/.local/share}/spool-cloud}
port=${REDIS_PORT:-6379}
python=${SPOOL_CLOUD_PYTHON:-.venv-cloud/bin/python}
redis= service= container=

say() { echo "start-local-redis: $*" >&2; }

end() {
    trap - EXIT INT TERM
    [ -z "$service" ] || { kill "$service" 2>/dev/null || true; wait "$service" 2>/dev/null || true; }
    [ -z "$container" ] || docker stop "$container" >/dev/null 2>&1 || true
    [ -z "$redis" ] || { kill "$redis" 2>/dev/null || true; wait "$redis" 2>/dev/null || true; }
    rm -rf "$home/redis.conf" "$home/running"
}

answers() { # whether Redis does, to who knows the password
    "$python" - <<'PYTHON'
import os, sys, redis
try:
    redis.Redis(
        port=int(os.environ["REDIS_PORT"]), password=os.environ["REDIS_PASSWORD"], socket_timeout=2
    ).ping()
except redis.RedisError:
    sys.exit(1)
PYTHON
}

is_taken() {
    "$python" -c "import socket, sys; sys.exit(socket.socket().connect_ex(('127.0.0.1', $port)))"
}

[ -n "${SPOOL_CLOUD_PYTHON:-}" ] || packaging/setup cloud
mkdir -p "$home/redis"
chmod 700 "$home" "$home/redis"
# Two that share this folder would write over each other.
if ! mkdir "$home/running" 2>/dev/null; then
    other=$(cat "$home/running/pid" 2>/dev/null || true)
    if [ -n "$other" ] && kill -0 "$other" 2>/dev/null; then
        say "it runs already, as process $other; SPOOL_CLOUD_HOME names another folder for a second"
        exit 1
    fi
fi
echo $$ >"$home/running/pid"
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

if is_taken 2>/dev/null; then
    say "something listens on port $port already; set REDIS_PORT to a free one"
    exit 1
fi

unset REDIS_TLS REDIS_USERNAME
REDIS_HOST=127.0.0.1 REDIS_PORT=$port
REDIS_PASSWORD=$("$python" -c 'import secrets; print(secrets.token_urlsafe(24))')
export REDIS_HOST REDIS_PORT REDIS_PASSWORD
export FILES="${FILES:-$home/files}" WORK="${WORK:-$home/work}"

# In a file that only this user reads: an argument could be read by everybody.
(umask 077 && cat >"$home/redis.conf") <<CONFIG
requirepass $REDIS_PASSWORD
appendonly yes
appendfsync always
maxmemory-policy noeviction
save ""
CONFIG

if command -v redis-server >/dev/null; then
    # In a session of its own, where there is a way: Ctrl-C shall not reach it before the service.
    $(command -v setsid || true) redis-server "$home/redis.conf" --bind 127.0.0.1 --port "$port" --dir "$home/redis" \
        --daemonize no >"$home/redis.log" 2>&1 &
    redis=$!
elif command -v docker >/dev/null; then
    container=spool-redis-$$
    docker run --rm --name "$container" --user "$(id -u):$(id -g)" -p "127.0.0.1:$port:6379" \
        -v "$home/redis:/data" -v "$home/redis.conf:/redis.conf:ro" \
        redis:7 redis-server /redis.conf --dir /data >"$home/redis.log" 2>&1 &
    redis=$!
else
    say "there is neither redis-server nor docker. On Debian and Ubuntu: apt install redis-server"
    exit 1
fi

tries=0
until answers; do
    tries=$((tries + 1))
    if [ "$tries" -gt 100 ] || ! kill -0 "$redis" 2>/dev/null; then
        say "Redis does not start; what it said is in $home/redis.log"
        exit 1
    fi
    sleep 0.1
done

"$python" -m cloud up &
service=$!
while kill -0 "$service" 2>/dev/null && kill -0 "$redis" 2>/dev/null; do
    sleep 1
done
say "either Redis or the service has ended, so the other is ended too"
exit 1
