"""Registrar: student administration that can say which clause each decision rests on."""

__version__ = "0.1.0"
