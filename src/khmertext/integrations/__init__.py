"""khmertext inside other people's tools; each module imports the package it is named after."""
