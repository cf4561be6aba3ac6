#!/bin/sh
# Renders the configuration and runs nginx with the given arguments: `start.sh -t` tests, `start.sh -s reload` reloads.
#
# Everything is written below EDGE_TARGET, so the rest of the file system can be read-only. Replaces the entrypoint of the
# public image, which has no defaults and can't select templates by nginx's version.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
installed=$(nginx -v 2>&1 | sed -n 's#^nginx version: [^/]*/\([0-9.]*\).*#\1#p')

at_least() {
    [ "$(printf '%s\n%s\n' "$1" "$installed" | sort -V | head -n 1)" = "$1" ]
}

# shellcheck source=defaults.sh
. "$here/defaults.sh"

# Without a certificate, nginx responds only to the challenges of the ACME server that is about to issue it.
if [ "$EDGE_SCHEME" = https ] && [ "$EDGE_ACME" = on ] && ! [ -s "$EDGE_CERTIFICATE" ]; then
    EDGE_SCHEME=waiting
fi

checksum() {
    cat "$EDGE_CERTIFICATE" "$EDGE_CERTIFICATE_KEY" 2>/dev/null | cksum
}

# Reloads when the certificate has changed, for as long as this process, which becomes nginx, is running. If nginx
# refuses the files, perhaps because only one has been replaced so far, it continues with the previous ones, and this tries again.
reload_changed_certificate() {
    loaded=$(checksum)
    while sleep "$EDGE_CERTIFICATE_SECONDS" && kill -0 "$$" 2>/dev/null; do
        current=$(checksum)
        if [ "$current" != "$loaded" ] && EDGE_SCHEME=https "$here/start.sh" -s reload; then
            loaded=$current
        fi
    done
}

mkdir -p "$EDGE_TARGET"
cp -R "$here/html" "$EDGE_TARGET/"

# Substitutes only our own variables, because nginx uses the same syntax.
variables=$(env | sed -n 's/^\(EDGE_[A-Z0-9_]*\)=.*/${\1}/p')
for template in "$here"/templates/*.template; do
    name=$(basename "$template" .template)
    envsubst "$variables" <"$template" >"$EDGE_TARGET/$name"
done

if [ "$EDGE_SCHEME" != http ] && [ $# -eq 0 ]; then
    reload_changed_certificate &
fi

# -e: otherwise nginx would open its compiled-in log file before it reads the configuration.
exec nginx -e stderr -p "$EDGE_TARGET/" -c "$EDGE_TARGET/nginx.conf" "$@"
