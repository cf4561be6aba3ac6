# Passes a dump through, and reports the progress on standard error; `total` is its size in bytes.
# Leaves out what older backups of a server with GTIDs have: it would be refused (3546), and switch the binary log off.
# Locks too: nobody else uses the schema, and it must be possible to drop it while a killed run is still loading.

{
    bytes += length($0) + 1
    if (bytes * 100 >= total * next_percent) {
        printf "Loading: %d %%\n", bytes * 100 / total > "/dev/stderr"
        next_percent = int(bytes * 100 / total) + 5
    }
}
/^SET @@GLOBAL.GTID_PURGED/ { gtids = 1 }
gtids { gtids = !/;$/; next }
/^SET @@SESSION.SQL_LOG_BIN|^SET @MYSQLDUMP_TEMP_LOG_BIN|^LOCK TABLES |^UNLOCK TABLES/ { next }
{ print }
