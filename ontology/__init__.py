"""The ontology of kg: classes and properties, event types, SHACL shapes, and queries. Data only."""
