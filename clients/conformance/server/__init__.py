"""Runs one conformance case after the other against a client program in any language."""
