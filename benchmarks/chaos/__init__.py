"""Players, faults and four ledgers: is an acknowledged play ever lost, duplicated or shown out of order?

The parts are Jepsen's: `generator` and `sockets` are what players do, `nemesis` plans the faults, `history` keeps what
the clients observed, `checker` compares it with the rows. `stack` is the system under test, `proxies` lose what a
network loses.
"""
