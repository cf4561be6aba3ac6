# `compose` is Compose as it is installed: 1.29 or v2. Read by the operator's scripts.
# shellcheck shell=bash

compose() {
    if command -v docker-compose >/dev/null; then
        docker-compose "$@"
    else
        docker compose "$@"
    fi
}
