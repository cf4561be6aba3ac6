#!/bin/sh
# Gets a certificate for ACME_DOMAINS (separated by spaces) by HTTP-01 challenges, which the edge answers, and renews it.
# The edge loads tls.crt and tls.key within half a minute (EDGE_CERTIFICATE_SECONDS).
set -eu

: "${ACME_DOMAINS:?}" "${ACME_EMAIL:?}"
: "${ACME_SERVER:=https://acme-v02.api.letsencrypt.org/directory}"
: "${ACME_FOLDER:=/etc/nginx/tls}"
: "${ACME_CHALLENGES:=/var/lib/challenges}"
# A renewal begins this many days before the certificate expires.
: "${ACME_RENEW_DAYS:=30}"
: "${ACME_CHECK_SECONDS:=43200}"
# Let's Encrypt allows five failures an hour.
: "${ACME_RETRY_SECONDS:=900}"

issued=$ACME_FOLDER/lego/certificates/${ACME_DOMAINS%% *}

ask() {
    # shellcheck disable=SC2046,SC2086  # one option for each domain
    lego --accept-tos --server "$ACME_SERVER" --email "$ACME_EMAIL" --path "$ACME_FOLDER/lego" \
        --http --http.webroot "$ACME_CHALLENGES" $(printf -- '--domains %s ' $ACME_DOMAINS) "$@"
}

# The key is written first, so that the edge has a matching pair as soon as it sees the certificate.
publish() {
    cmp -s "$issued.crt" "$ACME_FOLDER/tls.crt" && return
    for kind in key crt; do
        install -m 600 "$issued.$kind" "$ACME_FOLDER/tls.$kind.new"
        mv "$ACME_FOLDER/tls.$kind.new" "$ACME_FOLDER/tls.$kind"
    done
}

while :; do
    if [ -s "$issued.crt" ]; then
        set -- renew --days "$ACME_RENEW_DAYS" --no-random-sleep
    else
        set -- run
    fi
    if ask "$@" && publish; then
        pause=$ACME_CHECK_SECONDS
    else
        pause=$ACME_RETRY_SECONDS
    fi
    # Waits in the background, because the shell handles signals only between commands.
    sleep "$pause" &
    wait $!
done
