#!/bin/sh
# An SMTP server on loopback that records what was on the wire: start FOLDER prints the variables to set, stop FOLDER ends it.
set -eu

usage() {
    echo "usage: $0 start|stop FOLDER" >&2
    exit 2
}

[ $# -eq 2 ] || usage
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$2"
noted=$(cd "$2" && pwd)/place

# A folder of its own under /tmp, since the unprivileged user may not reach the one that is named: that one keeps where it is.
if [ "$1" = start ]; then
    folder=$(mktemp -d "${TMPDIR:-/tmp}/crmkit-smtp.XXXXXX")
    echo "$folder" >"$noted"
else
    [ -e "$noted" ] || exit 0
    folder=$(cat "$noted")
fi

# As nobody where root starts it: a server under test needs no rights. In place of the shell, so that the pid is its own.
unprivileged() {
    if [ "$(id -u)" = 0 ]; then
        exec setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
    else
        exec "$@"
    fi
}

case $1 in
start)
    mkdir -p "$folder/messages"
    if [ ! -e "$folder/certificate.pem" ]; then
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
            -keyout "$folder/key.pem" -out "$folder/certificate.pem" 2>"$folder/openssl.log"
    fi
    cp "$here/smtp/server.py" "$folder/server.py"
    [ "$(id -u)" != 0 ] || chown -R nobody:nogroup "$folder"
    chmod 755 "$folder" "$folder/messages"
    unprivileged /usr/bin/python3 "$folder/server.py" "$folder" >"$folder/log" 2>&1 </dev/null &
    echo $! >"$folder/pid"
    for _ in $(seq 100); do
        if [ -e "$folder/ready" ]; then
            cat "$folder/ready"
            exit 0
        fi
        sleep 0.1
    done
    echo "the SMTP server did not start; see $folder/log" >&2
    exit 1
    ;;
stop)
    rm -f "$noted"
    if [ -e "$folder/pid" ]; then
        kill "$(cat "$folder/pid")" 2>/dev/null || true
    fi
    rm -rf "$folder"
    ;;
*)
    usage
    ;;
esac
