"""Registration morning over HTTP: the real submit against a bare seat claim in the same server, and pgbench beside it.

`PYTHONPATH=src python -m bench.registration --help`; docs/how-to/measure-registration.md says how to read it.
"""
