"""Faults that somebody tired could put into the code, and the tests that have to notice them.

`python -m tests.mutants` makes them one by one in a copy and runs the tests.
"""
