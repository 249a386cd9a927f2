"""Tests of the rule explorer."""
