"""News in, a graph you can question out."""

__version__ = "0.1.0"
