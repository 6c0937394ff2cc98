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
folder=$(cd "$2" && pwd)

# As nobody where root starts it: a server under test needs no rights.
unprivileged() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid=nobody --regid=nogroup --clear-groups "$@"
    else
        "$@"
    fi
}

case $1 in
start)
    rm -rf "$folder/ready" "$folder/pid" "$folder/messages"
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
    if [ -e "$folder/pid" ]; then
        kill "$(cat "$folder/pid")" 2>/dev/null || true
        rm -f "$folder/pid" "$folder/ready"
    fi
    ;;
*)
    usage
    ;;
esac
