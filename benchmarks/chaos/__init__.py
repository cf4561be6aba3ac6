"""Players, faults and four records of the results: is an acknowledged play ever lost, duplicated or shown out of order?

The parts are named as in Jepsen. `generator` and `sockets` simulate players, `nemesis` plans the faults, `history`
records what the clients observed, and `checker` compares it with the rows. `stack` is the system under test, and
`proxies` drop data as a network may do.
"""
