"""A graph over HTTP: SPARQL, a JSON API, and pages, answered by worker processes that can be stopped."""
