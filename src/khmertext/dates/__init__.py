"""Dates: the solar and the lunar calendar, and finding dates in text."""
