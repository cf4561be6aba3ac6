# `compose` runs the installed Compose, 1.29 or v2. Sourced by the operator's scripts.
# shellcheck shell=bash

compose() {
    if command -v docker-compose >/dev/null; then
        docker-compose "$@"
    else
        docker compose "$@"
    fi
}
