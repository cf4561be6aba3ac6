"""The floor: the least that a Django application can do for a play. It omits the game on purpose."""

TABLE = "CREATE TABLE IF NOT EXISTS floor (id BIGINT AUTO_INCREMENT PRIMARY KEY, player_id BIGINT, number INT)"
