"""Engines: functions from a text to its word boundaries."""
