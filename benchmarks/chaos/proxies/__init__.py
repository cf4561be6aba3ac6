"""TCP proxies that lose responses, connections and messages, like an unreliable network."""
