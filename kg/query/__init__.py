"""Questions to a graph: SPARQL, recipes, events, names, counts."""
