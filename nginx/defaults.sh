# Every variable of the edge and its default; the environment wins. Read by start.sh. The table is in docs/edge.md.
# shellcheck shell=sh

# Where the upstreams are: HOST:PORT, as one address or as a name with one address for each instance.
: "${EDGE_HTTP:=http:8000}"
: "${EDGE_SOCKET:=socket:8001}"
: "${EDGE_FRONTEND:=frontend:3000}"

# How upstreams that moved are found (docs/decisions/0030): by groups that follow their names from nginx 1.27.3 on, and
# before that by looking names up for requests.
if at_least 1.27.3; then
    : "${EDGE_UPSTREAMS:=groups}"
else
    : "${EDGE_UPSTREAMS:=names}"
fi
: "${EDGE_RESOLVER:=127.0.0.11 valid=2s ipv6=off}"

# What stands in the groups. To balance over fixed addresses, name them: `server 10.0.0.5:8000 …; server 10.0.0.6:8000 …;`
: "${EDGE_PASSIVE_HEALTH:=max_fails=3 fail_timeout=2s}"
: "${EDGE_HTTP_SERVERS:=server $EDGE_HTTP resolve $EDGE_PASSIVE_HEALTH;}"
# Failures of socket servers are not remembered: nginx forgives one when a later request has ended, and a socket does not
# end. One that refuses is passed over for the next.
: "${EDGE_SOCKET_SERVERS:=server $EDGE_SOCKET resolve max_fails=0;}"
: "${EDGE_FRONTEND_SERVERS:=server $EDGE_FRONTEND resolve $EDGE_PASSIVE_HEALTH;}"

# `http`, or `https` with HTTP redirected to it. Each LISTEN is a port, or an address with one.
: "${EDGE_SCHEME:=http}"
: "${EDGE_LISTEN_HTTP:=8080}"
: "${EDGE_LISTEN_HTTPS:=8443}"
: "${EDGE_LISTEN_LIVE:=127.0.0.1:8079}"
# Where a balancer before the edge ends TLS: `set_real_ip_from 10.0.0.0/8; …`, and what it speaks with the client (`https`).
: "${EDGE_TRUSTED_PROXIES:=}"
: "${EDGE_FORWARDED_SCHEME:=\$scheme}"
: "${EDGE_CERTIFICATE:=/etc/nginx/tls/tls.crt}"
: "${EDGE_CERTIFICATE_KEY:=/etc/nginx/tls/tls.key}"

# The backend limits accounts and players. These keep one address from wearing it out; many players may share one.
: "${EDGE_AUTH_RATE:=10r/s}"
: "${EDGE_AUTH_BURST:=20}"
: "${EDGE_AUTH_CONNECTIONS:=20}"
: "${EDGE_CONNECTIONS_PER_ADDRESS:=200}"
: "${EDGE_SOCKETS_PER_ADDRESS:=200}"

: "${EDGE_CLIENT_TIMEOUT:=10s}"
# How long after its last request a connection survives a reload. A worker that ends waits for it, so no longer than a
# container is given to stop.
if at_least 1.27.4; then
    : "${EDGE_KEEPALIVE_MIN:=keepalive_min_timeout 10s;}"
else
    EDGE_KEEPALIVE_MIN=
fi
: "${EDGE_CONNECT_TIMEOUT:=2s}"
# The backend begins every answer within 10 s: what takes longer comes from a process that is frozen or a host that is gone.
: "${EDGE_ANSWER_TIMEOUT:=15s}"
# The socket server pings a client after 30 s of silence, and closes the connection 15 s after that without an answer.
: "${EDGE_SOCKET_TIMEOUT:=120s}"

: "${EDGE_WORKERS:=auto}"
: "${EDGE_CONNECTIONS_PER_WORKER:=8192}"
: "${EDGE_ACCESS_LOG:=/dev/stdout}"
: "${EDGE_TARGET:=/tmp/edge}"

export EDGE_HTTP EDGE_SOCKET EDGE_FRONTEND EDGE_UPSTREAMS EDGE_RESOLVER \
    EDGE_HTTP_SERVERS EDGE_SOCKET_SERVERS EDGE_FRONTEND_SERVERS \
    EDGE_TRUSTED_PROXIES EDGE_FORWARDED_SCHEME \
    EDGE_SCHEME EDGE_LISTEN_HTTP EDGE_LISTEN_HTTPS EDGE_LISTEN_LIVE EDGE_CERTIFICATE EDGE_CERTIFICATE_KEY \
    EDGE_AUTH_RATE EDGE_AUTH_BURST EDGE_AUTH_CONNECTIONS EDGE_CONNECTIONS_PER_ADDRESS EDGE_SOCKETS_PER_ADDRESS \
    EDGE_KEEPALIVE_MIN EDGE_CLIENT_TIMEOUT EDGE_CONNECT_TIMEOUT EDGE_ANSWER_TIMEOUT EDGE_SOCKET_TIMEOUT \
    EDGE_WORKERS EDGE_CONNECTIONS_PER_WORKER EDGE_ACCESS_LOG EDGE_TARGET
