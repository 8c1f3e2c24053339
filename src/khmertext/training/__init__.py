"""Training: how the shipped model was made, runnable by anyone."""
