"""Tests of the platform's pages."""
