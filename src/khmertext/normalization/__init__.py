"""Normalization: encoding rules by level, legacy spelling, diagnosis."""
