"use strict";
/* The events and the network that the page was made from, each part by its number, in the reader's language. */
const Story = (() => {
  function load() {
    const { nodes, edges, options } = Dom.dataOf("network-data");
    const told = Dom.dataOf("story-data");
    const lang = Words.language(told);
    const words = Words.speak(told, lang);
    const named = ({ name, labels }) => labels?.[lang] || name;
    const names = told.names.map(named);
    const actors = [...nodes]
      .sort((a, b) => a.id - b.id)
      .map((actor) => ({ also: [], ...actor, name: actor.label, label: actor.labels?.[lang] || actor.label }));
    const ties = edges.map((edge) => ({ ...edge, ...told.kinds[edge.kind] })).sort((a, b) => a.id - b.id);
    const all = [...told.events, ...(told.rows || []).map((row, index) => ofRow(row, index, told))];
    const events = all.map((event) => whole(event, told, names)).sort(byTime);
    const story = { ...told, ...words, lang, names, actors, ties, events, options: JSON.parse(options) };
    return {
      ...story,
      total: events.reduce((sum, event) => sum + event.n, 0),
      numberOf: new Map(actors.map((actor) => [actor.iri, actor.id])),
      eventOf: new Map(events.map((event, number) => [event.id, number])),
      nameList: (numbers) => numbers.map((number) => actors[number].label).join(", "),
      find: (query) => find(actors, query),
      textOf: remembering((number) => searchable(events[number], actors, told)),
    };
  }

  const byTime = (a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : a.id < b.id ? -1 : 1);
  const time = (event) => event.begin || event.end || "";

  /** An event of which the page holds only what is counted. */
  function ofRow([type, status, date, actors, targets, edges, n, tellings], index, { publishers }) {
    const evidence = tellings.map(([publisher, lang, ...says]) => ({ publisher: publishers[publisher], lang, says }));
    return { id: `row ${index}`, type, ...(status && { status }), date, actors, targets, edges, n, evidence };
  }

  /** An event with what the data leaves out because it is usual. `n`: how many events it stands for. */
  function whole(lean, told, names) {
    const usual = { n: 1, sources: 1, status: "happened", actors: [], targets: [], edges: [] };
    const event = { ...usual, quad: told.quads[lean.type], ...lean };
    event.evidence = (lean.evidence || []).map((item) => wholeEvidence(item, event, told.articles, names));
    event.place = lean.place === undefined ? null : names[lean.place];
    event.begin = lean.begin || dayOf(lean.date);
    event.end = lean.end || dayOf(lean.date);
    const reported = event.evidence
      .map(({ published }) => published?.slice(0, 10))
      .filter(Boolean)
      .sort()[0];
    if (event.date || event.begin || event.end || !reported) return event;
    return { ...event, reported, begin: reported, end: reported };
  }

  const dayOf = (date) => (/^\d{4}-\d\d-\d\d$/.test(date || "") ? date : null);

  function wholeEvidence(item, event, articles, names) {
    const voices = (item.voices || []).map(([source, denies, cue, date]) => ({
      name: names[source],
      denies,
      cue,
      date,
    }));
    const also = (numbers, denies) => (numbers || []).map((number) => ({ name: names[number], denies }));
    const all = [...voices, ...also(item.says, 0), ...also(item.denies, 1)];
    const who = (denies) => [...new Set(all.filter((voice) => voice.denies === denies).map(({ name }) => name))];
    return { status: event.status, ...item, ...articles[item.article], voices: all, says: who(0), denies: who(1) };
  }

  function remembering(make) {
    const known = new Map();
    return (key) => {
      if (!known.has(key)) known.set(key, make(key));
      return known.get(key);
    };
  }

  function searchable(event, actors, { types }) {
    const people = [...event.actors, ...event.targets].flatMap((number) => namesOf(actors[number]));
    const said = event.evidence.flatMap((item) => [
      item.quote?.join(""),
      item.title,
      item.publisher,
      ...item.says,
      ...item.denies,
    ]);
    const labels = Object.values(types[event.type] || {});
    return fold([...people, ...labels, event.word, event.place, ...said].filter(Boolean).join("\n"));
  }

  /** All names of an actor. */
  const namesOf = ({ name, label, labels, also }) => [
    ...new Set([label, name, ...Object.values(labels || {}), ...also]),
  ];

  /** Lower case without accents, so that "Turkiye" finds "Türkiye". */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** Actors whose name, in any language, holds `query`; those that start with it first, of these the one so called. */
  function find(actors, query) {
    const wanted = fold(query.trim());
    if (!wanted) return [];
    const rank = (actor) => {
      const names = namesOf(actor).map(fold);
      if (names.includes(wanted)) return 0;
      if (names.some((name) => name.startsWith(wanted))) return 1;
      return names.some((name) => name.includes(wanted)) ? 2 : null;
    };
    const hits = actors.map((actor) => ({ actor, rank: rank(actor) })).filter((hit) => hit.rank !== null);
    return hits.sort((a, b) => a.rank - b.rank || b.actor.size - a.actor.size).map(({ actor }) => actor);
  }

  return { load, fold, namesOf };
})();
