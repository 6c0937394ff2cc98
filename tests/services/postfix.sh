#!/bin/sh
# A Postfix of its own on loopback that takes every message and bounces what it cannot deliver: start FOLDER prints the variable to set,
# stop FOLDER ends it. Needs root to start, as every Postfix does; what talks to the network runs as the user postfix.
set -eu

usage() {
    echo "usage: $0 start|stop FOLDER" >&2
    exit 2
}

[ $# -eq 2 ] || usage
mkdir -p "$2"
noted=$(cd "$2" && pwd)/place

# A folder of its own under /tmp, since the unprivileged user may not reach the one that is named: that one keeps where it is.
if [ "$1" = start ]; then
    folder=$(mktemp -d "${TMPDIR:-/tmp}/crmkit-postfix.XXXXXX")
    echo "$folder" >"$noted"
else
    [ -e "$noted" ] || exit 0
    folder=$(cat "$noted")
fi

case $1 in
start)
    [ "$(id -u)" = 0 ] || { echo "Postfix starts as root alone" >&2; exit 1; }
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    mkdir -p "$folder/conf" "$folder/queue" "$folder/data" "$folder/mail"
    chown postfix: "$folder/data" "$folder/mail"
    chmod 755 "$folder" "$folder/queue"
    cat >"$folder/conf/main.cf" <<CF
compatibility_level = 3.6
queue_directory = $folder/queue
data_directory = $folder/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $folder/log
maillog_file_prefixes = $folder
myhostname = mx.example.com
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
# Every recipient is taken, so that what cannot be delivered comes back as a report.
smtpd_reject_unlisted_recipient = no
virtual_mailbox_domains = example.com
virtual_mailbox_base = $folder/mail
virtual_mailbox_maps = texthash:$folder/conf/mailboxes
virtual_uid_maps = static:$(id -u postfix)
virtual_gid_maps = static:$(id -g postfix)
transport_maps = texthash:$folder/conf/transport
# Nothing leaves this host.
default_transport = error:5.1.2 no mail leaves this server
CF
    echo "bounces@example.com bounces" >"$folder/conf/mailboxes"
    echo "full@example.com error:5.2.2 mailbox full" >"$folder/conf/transport"
    cat >"$folder/conf/master.cf" <<CF
127.0.0.1:$port inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
postlog unix-dgram n - n - 1 postlogd
CF
    postfix -c "$folder/conf" start >"$folder/start.log" 2>&1 || { cat "$folder/start.log" >&2; exit 1; }
    echo "CRMKIT_POSTFIX=127.0.0.1:$port;$folder/mail/bounces"
    ;;
stop)
    # The pid is in this queue's own file.
    [ ! -e "$folder/queue/pid/master.pid" ] || kill "$(tr -d ' ' <"$folder/queue/pid/master.pid")" 2>/dev/null || true
    sleep 1
    rm -rf "$folder" "$noted"
    ;;
*)
    usage
    ;;
esac
