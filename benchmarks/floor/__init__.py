"""The floor: the least that a Django application does for a play. It is no game; what it leaves out is the point."""

TABLE = "CREATE TABLE IF NOT EXISTS floor (id BIGINT AUTO_INCREMENT PRIMARY KEY, player_id BIGINT, number INT)"
