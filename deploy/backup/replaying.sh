# Replays the copied binary logs until the moment `until`. Sourced after database.sh, by scripts with a folder `work`.
# shellcheck shell=bash

changes=0
packet=

# Reads the position in the logs at which the backup ends.
plan_replay() {
    binlogs plan "$database" "$until" "${BINLOG_FOLDER:-backups/binlogs}" >"$work/plan"
    { read -r changes row_changes && read -r moment && cat >"$work/parts"; } <"$work/plan"
}

# Only the events of the database, as new transactions: a server skips those whose GTID it knows. One session executes all of
# them in the schema; it ends by saying how many rows it changed.
replay() {
    local schema=$1 start stop log written
    local options=("--rewrite-db=$database->$schema" --verify-binlog-checksum)
    if [ "$schema" = "$database" ]; then options=(--verify-binlog-checksum); fi
    # MySQL selects events by the schema's new name, MariaDB by its old name.
    case $(in_binlogs --version) in
        *[Mm]aria* | *" Ver 3."*) options+=("--database=$database") ;;
        *) options+=("--database=$schema" --skip-gtids) ;;
    esac
    # All rows that a statement changed are sent in one packet.
    packet=$(sql "SELECT @@GLOBAL.max_allowed_packet")
    sql "SET GLOBAL max_allowed_packet = 1073741824"
    written=$({
        while IFS=$'\t' read -r start stop log; do
            binlogs read "$log" "$stop" | in_binlogs "${options[@]}" "--start-position=$start" -
        done <"$work/parts" | sed '/^\/\*M!100001 SET @@session\.\(gtid_domain_id\|server_id\|gtid_seq_no\)=/d'
        echo "SHOW SESSION STATUS WHERE Variable_name IN ('Handler_write', 'Handler_update', 'Handler_delete');"
    } | in_database mysql --max-allowed-packet=1G --binary-mode --batch --skip-column-names "$schema" | awk '{ rows += $2 } END { print rows + 0 }')
    [ "$written" != 0 ] || [ "$row_changes" = 0 ] || refuse "The server replayed none of $row_changes changes of rows."
}

end_replay() {
    if [ -n "$packet" ]; then sql "SET GLOBAL max_allowed_packet = $packet" || true; fi
}
