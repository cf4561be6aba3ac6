# Writes and reads the files of backups. Sourced after database.sh.
# shellcheck shell=bash

recipients=${AGE_RECIPIENTS_FILE:-}
unpacked_position=numberplay-position # in a data directory, until the logs are replayed

# Sets the name of a new backup, and of the temporary files that are renamed to it when they are complete.
new_backup() {
    local folder=$1 suffix=$2
    umask 077
    mkdir -p "$folder"
    name=$(date -u +%Y%m%dT%H%M%SZ)
    name=numberplay-$name$suffix${recipients:+.age}
    part=$folder/$name.part
    [ -n "$recipients" ] || echo "The backup is not encrypted: AGE_RECIPIENTS_FILE is not set." >&2
}

# Sets variables from the server's description of itself.
look_at_server() {
    IFS=$'\t' read -r logs version started server < <(sql "SELECT @@log_bin, VERSION(),
        DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%dT%H:%i:%sZ'), /*!80000 @@server_uuid, */ CONCAT('server', @@server_id)")
    [ -n "${server:-}" ] || refuse "The server does not answer."
    about="-- NumberPlay backup: server=${server%%$'\t'*} started=$started"
}

encrypted() { if [ -n "$recipients" ]; then age --encrypt --recipients-file "$recipients"; else cat; fi; }

decompressed() {
    case $1 in
        *.age) age --decrypt --identity "${AGE_IDENTITY_FILE:?must name the file with the identity}" "$1" | gzip -dc ;;
        *) gzip -dc "$1" ;;
    esac
}

check_sum() { (cd "$(dirname "$1")" && sha256sum --check --quiet "$(basename "$1").sha256"); }

complete_backup() {
    local folder=$1
    mv "$part.position" "$folder/$name.position"
    mv "$part" "$folder/$name"
    (cd "$folder" && sha256sum "$name" >"$name.sha256")
    metric numberplay_backup_timestamp_seconds "$(date +%s)"
    echo "$folder/$name"
}
