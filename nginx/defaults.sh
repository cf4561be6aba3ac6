# Every variable of the edge with its default, which the environment overrides. start.sh reads this file, and
# docs/edge.md has the table.
# shellcheck shell=sh

# The upstreams as HOST:PORT, where HOST is an address or a name with one address per instance.
: "${EDGE_HTTP:=http:8000}"
: "${EDGE_SOCKET:=socket:8001}"
: "${EDGE_FRONTEND:=frontend:3000}"

# How upstreams are found after their addresses change (docs/decisions/0030). From nginx 1.27.3 on, groups re-resolve
# their names; earlier versions look up names for requests.
if at_least 1.27.3; then
    : "${EDGE_UPSTREAMS:=groups}"
else
    : "${EDGE_UPSTREAMS:=names}"
fi
: "${EDGE_RESOLVER:=127.0.0.11 valid=2s ipv6=off}"

# The servers of the groups. To balance over fixed addresses, list them: `server 10.0.0.5:8000 …; server 10.0.0.6:8000
# …;`
# A stopped instance is skipped until its name has been looked up again, 2 s after it has ended: a request that waits for
# its address while the group changes isn't sent to another instance.
: "${EDGE_PASSIVE_HEALTH:=max_fails=3 fail_timeout=6s}"
: "${EDGE_HTTP_SERVERS:=server $EDGE_HTTP resolve $EDGE_PASSIVE_HEALTH;}"
# Failures of socket servers aren't remembered, because nginx clears them only when a later request ends, which takes as
# long as a socket is open. If a server refuses, the next one is tried.
: "${EDGE_SOCKET_SERVERS:=server $EDGE_SOCKET resolve max_fails=0;}"
: "${EDGE_FRONTEND_SERVERS:=server $EDGE_FRONTEND resolve $EDGE_PASSIVE_HEALTH;}"

# `http`, or `https` with HTTP redirected to it. Each LISTEN is a port, or an address with a port.
: "${EDGE_SCHEME:=http}"
: "${EDGE_LISTEN_HTTP:=8080}"
: "${EDGE_LISTEN_HTTPS:=8443}"
: "${EDGE_LISTEN_LIVE:=127.0.0.1:8079}"
# For a load balancer in front of the edge that terminates TLS: `set_real_ip_from 10.0.0.0/8; …`, and the scheme that it
# uses with clients (`https`).
: "${EDGE_TRUSTED_PROXIES:=}"
: "${EDGE_FORWARDED_SCHEME:=\$scheme}"
: "${EDGE_CERTIFICATE:=/etc/nginx/tls/tls.crt}"
: "${EDGE_CERTIFICATE_KEY:=/etc/nginx/tls/tls.key}"
# How often the files are checked for changes.
: "${EDGE_CERTIFICATE_SECONDS:=30}"
# Whether to start without a certificate and wait for an ACME client, and where this client puts its responses to
# challenges.
: "${EDGE_ACME:=off}"
: "${EDGE_CHALLENGES:=/var/lib/challenges}"
# nginx 1.25.1 replaced the http2 parameter of `listen` with a directive.
if at_least 1.25.1; then
    : "${EDGE_HTTPS_LISTENER:=listen $EDGE_LISTEN_HTTPS ssl default_server; http2 on;}"
else
    : "${EDGE_HTTPS_LISTENER:=listen $EDGE_LISTEN_HTTPS ssl http2 default_server;}"
fi

# HTTP/3 needs an nginx with that module. A header announces it to clients, with the UDP port to use.
: "${EDGE_HTTP3:=off}"
if [ "$EDGE_HTTP3" = on ]; then
    EDGE_HTTPS_LISTENER="$EDGE_HTTPS_LISTENER listen $EDGE_LISTEN_HTTPS quic reuseport;"
    : "${EDGE_ALT_SVC:=h3=\":443\"; ma=86400}"
else
    EDGE_ALT_SVC=
fi

# The backend limits accounts and players. These limits keep a single address from overloading it, although many players
# may share an address.
: "${EDGE_AUTH_RATE:=10r/s}"
: "${EDGE_AUTH_BURST:=20}"
: "${EDGE_AUTH_CONNECTIONS:=20}"
: "${EDGE_CONNECTIONS_PER_ADDRESS:=200}"
: "${EDGE_SOCKETS_PER_ADDRESS:=200}"

: "${EDGE_CLIENT_TIMEOUT:=10s}"
# How long after its last request a connection survives a reload. A stopping worker waits for it, so it must not exceed
# the stop timeout of the container.
if at_least 1.27.4; then
    : "${EDGE_KEEPALIVE_MIN:=keepalive_min_timeout 10s;}"
else
    EDGE_KEEPALIVE_MIN=
fi
: "${EDGE_CONNECT_TIMEOUT:=2s}"
# The backend starts every response within 10 s. Anything slower means a frozen process or a lost host.
: "${EDGE_ANSWER_TIMEOUT:=15s}"
# The socket server pings a client after 30 s of silence, and closes the connection if there is no pong within 15 s.
: "${EDGE_SOCKET_TIMEOUT:=120s}"

: "${EDGE_WORKERS:=auto}"
: "${EDGE_CONNECTIONS_PER_WORKER:=8192}"
: "${EDGE_ACCESS_LOG:=/dev/stdout}"
: "${EDGE_TARGET:=/tmp/edge}"

export EDGE_HTTP EDGE_SOCKET EDGE_FRONTEND EDGE_UPSTREAMS EDGE_RESOLVER \
    EDGE_HTTP_SERVERS EDGE_SOCKET_SERVERS EDGE_FRONTEND_SERVERS \
    EDGE_TRUSTED_PROXIES EDGE_FORWARDED_SCHEME \
    EDGE_SCHEME EDGE_LISTEN_HTTP EDGE_LISTEN_HTTPS EDGE_LISTEN_LIVE \
    EDGE_HTTPS_LISTENER EDGE_CERTIFICATE EDGE_CERTIFICATE_KEY EDGE_CERTIFICATE_SECONDS EDGE_ACME EDGE_CHALLENGES \
    EDGE_HTTP3 EDGE_ALT_SVC \
    EDGE_AUTH_RATE EDGE_AUTH_BURST EDGE_AUTH_CONNECTIONS EDGE_CONNECTIONS_PER_ADDRESS EDGE_SOCKETS_PER_ADDRESS \
    EDGE_KEEPALIVE_MIN EDGE_CLIENT_TIMEOUT EDGE_CONNECT_TIMEOUT EDGE_ANSWER_TIMEOUT EDGE_SOCKET_TIMEOUT \
    EDGE_WORKERS EDGE_CONNECTIONS_PER_WORKER EDGE_ACCESS_LOG EDGE_TARGET
