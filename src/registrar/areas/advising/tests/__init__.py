"""Tests of the area, mirroring its files."""
