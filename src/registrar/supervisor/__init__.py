"""Starts and stops what Registrar runs on: the embedded PostgreSQL, the web server and the worker.

Nothing here is Django: the supervisor starts the processes that are.
"""
