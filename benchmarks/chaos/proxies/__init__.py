"""TCP proxies that lose responses, connections and messages, as a network can."""
