"""khmertext in other tools: pandas, spaCy and so on, each in the module of its name."""
