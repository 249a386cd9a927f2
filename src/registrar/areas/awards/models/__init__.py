"""Rows about documents that leave the house."""

from .transcript import Transcript

__all__ = ["Transcript"]
