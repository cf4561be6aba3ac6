"""Runs one conformance case after the other against a client program, in whatever language it is written."""
