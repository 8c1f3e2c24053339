"""Segmentation: words, sentences and the engines behind them."""
