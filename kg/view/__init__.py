"""The HTML page and the exports for other programs."""
