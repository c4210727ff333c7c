// Loads the tables beside this file into Neo4j 4.4 or later. Copy them into the import folder of the database, then
//
//     cypher-shell -u neo4j -f load.cypher
//
// It may be run again: what is there is updated, not doubled. In Neo4j Browser, write :auto before each LOAD CSV.

CREATE CONSTRAINT actor IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT event IF NOT EXISTS FOR (e:Event) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT claim IF NOT EXISTS FOR (c:Claim) REQUIRE c.id IS UNIQUE;
CREATE CONSTRAINT article IF NOT EXISTS FOR (a:Article) REQUIRE a.id IS UNIQUE;

LOAD CSV WITH HEADERS FROM 'file:///actors.csv' AS row
CALL { WITH row
  MERGE (a:Actor {id: row.id})
  SET a.name = row.name, a.kind = row.kind, a.country = row.country, a.sector = row.sector
} IN TRANSACTIONS;

LOAD CSV WITH HEADERS FROM 'file:///events.csv' AS row
CALL { WITH row
  MERGE (e:Event {id: row.event})
  SET e.type = row.type, e.mode = row.mode, e.quad_class = row.quad_class, e.status = row.status, e.date = row.date,
      e.begin = date(row.begin), e.end = date(row.end), e.place = row.place, e.place_id = row.place_id,
      e.independent_sources = toInteger(row.independent_sources), e.tellings = toInteger(row.tellings)
} IN TRANSACTIONS;

LOAD CSV WITH HEADERS FROM 'file:///articles.csv' AS row
CALL { WITH row
  MERGE (a:Article {id: row.article})
  SET a.title = row.title, a.url = row.url, a.publisher = row.publisher, a.published = row.published, a.lang = row.lang
} IN TRANSACTIONS;

LOAD CSV WITH HEADERS FROM 'file:///claims.csv' AS row
CALL { WITH row
  MATCH (e:Event {id: row.event}), (a:Article {id: row.article})
  MERGE (c:Claim {id: row.claim})
  SET c.quote = row.quote, c.trigger = row.trigger, c.status = row.claim_status, c.certainty = row.certainty,
      c.confidence = toFloat(row.confidence), c.asserted_by = row.asserted_by, c.denied_by = row.denied_by
  MERGE (c)-[:TELLS_OF]->(e)
  MERGE (c)-[:STANDS_IN]->(a)
} IN TRANSACTIONS;

LOAD CSV WITH HEADERS FROM 'file:///acts.csv' AS row
CALL { WITH row
  MATCH (a:Actor {id: row.actor}), (e:Event {id: row.event})
  MERGE (a)-[:ACTS_IN]->(e)
} IN TRANSACTIONS;

LOAD CSV WITH HEADERS FROM 'file:///undergoes.csv' AS row
CALL { WITH row
  MATCH (a:Actor {id: row.actor}), (e:Event {id: row.event})
  MERGE (a)-[:UNDERGOES]->(e)
} IN TRANSACTIONS;

// The same as one edge between two actors, for graph algorithms. A mutual tie has no direction.
LOAD CSV WITH HEADERS FROM 'file:///ties.csv' AS row
CALL { WITH row
  MATCH (a:Actor {id: row.source}), (b:Actor {id: row.target})
  MERGE (a)-[t:TIED_TO {id: row.id}]->(b)
  SET t.action = row.action, t.quad_class = row.quad_class, t.status = row.status, t.mutual = row.mutual = 'true',
      t.begin = date(row.begin), t.end = date(row.end)
} IN TRANSACTIONS;
