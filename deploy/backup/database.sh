# Where the programs of the database run. Sourced by backup and restore.
# shellcheck shell=bash
#
# In the Compose service `mysql` (COMPOSE_FILE says of which system), or, with MYSQL_DEFAULTS_FILE, here:
# an option file with host, port, user and password.

. "$(dirname "${BASH_SOURCE[0]}")/../compose/compose.sh"

export database=${MYSQL_DATABASE:-numberplay}

in_database() {
    local program=$1
    shift
    if [ -n "${MYSQL_DEFAULTS_FILE:-}" ]; then
        "$program" --defaults-file="$MYSQL_DEFAULTS_FILE" "$@"
    else
        # shellcheck disable=SC2016  # the container's shell knows the password
        compose exec -T mysql sh -c 'MYSQL_PWD=$MYSQL_ROOT_PASSWORD exec "$@"' sh "$program" --user=root "$@"
    fi
}
