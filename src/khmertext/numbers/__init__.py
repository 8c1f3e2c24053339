"""Numbers: digits, words and values, and finding them in text."""
