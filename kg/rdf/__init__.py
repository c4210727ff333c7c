"""Claims, events and entities as RDF: vocabularies, event types, mapping, validation."""
