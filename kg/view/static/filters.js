"use strict";
/* Which events pass the filters, and what they leave in each facet, at each actor and on each tie. */
const Filters = (() => {
  const STATUSES = ["happened", "ongoing", "planned", "possible", "denied"];
  const NONE = "";
  const TIES_PER_ACTOR = 3.75;

  const unique = (values) => [...new Set(values.length ? values : [NONE])];
  const ofEvidence = (pick) => (event) => unique(event.evidence.flatMap((item) => pick(item) || []));

  const FACETS = [
    { name: "quad", values: (event) => [event.quad] },
    { name: "status", values: (event) => [event.status] },
    { name: "type", values: (event) => [event.type] },
    { name: "source", values: ofEvidence((item) => item.says) },
    { name: "publisher", values: ofEvidence((item) => item.publisher) },
    { name: "lang", values: ofEvidence((item) => item.lang) },
  ];

  /** What the reader has chosen. `off`: values switched off by facet; `actors`: how many actors are drawn. */
  function start() {
    const actors = innerWidth < 600 ? 20 : 40;
    return { off: {}, query: "", from: null, to: null, table: false, ego: null, choice: null, actors };
  }

  function isInPeriod(event, from, to) {
    if (!from && !to) return true;
    if (!event.begin && !event.end) return false;
    return (!to || !event.begin || event.begin <= to) && (!from || !event.end || event.end >= from);
  }

  /** Whatever is shown follows from this. `passing`: numbers of events; `counts[facet]`: events by value under the other filters. */
  function apply(story, state) {
    const words = Story.fold(state.query).split(/\s+/).filter(Boolean);
    const off = FACETS.map((facet) => new Set(state.off[facet.name] || []));
    const found = { passing: [], inAnyPeriod: [], counts: {}, actors: new Map(), ties: new Map() };
    for (const facet of FACETS) found.counts[facet.name] = new Map();
    story.events.forEach((event, number) => {
      if (!words.every((word) => story.texts[number].includes(word))) return;
      if (state.ego !== null && ![...event.actors, ...event.targets].includes(state.ego)) return;
      const values = FACETS.map((facet) => facet.values(event));
      const failed = values.flatMap((own, index) => (own.every((value) => off[index].has(value)) ? [index] : []));
      const inPeriod = isInPeriod(event, state.from, state.to);
      if (!failed.length) found.inAnyPeriod.push(number);
      if (!inPeriod) return;
      values.forEach((own, index) => {
        if (failed.every((other) => other === index))
          own.forEach((value) => add(found.counts[FACETS[index].name], value));
      });
      if (failed.length) return;
      found.passing.push(number);
      event.edges.forEach((edge) => add(found.ties, edge));
      new Set([...event.actors, ...event.targets]).forEach((actor) => add(found.actors, actor));
    });
    return { ...found, drawn: choose(story, state, found) };
  }

  const add = (counts, key) => counts.set(key, (counts.get(key) || 0) + 1);

  /** The strongest actors and ties among those found, or all ties of one actor. */
  function choose(story, state, found) {
    const ties = [...found.ties.keys()].map((id) => story.ties[id]);
    const stronger = (a, b) => found.ties.get(b.id) - found.ties.get(a.id) || a.id - b.id;
    if (state.ego !== null) {
      const own = ties.filter((tie) => tie.from === state.ego || tie.to === state.ego).sort(stronger);
      return { actors: [...new Set([state.ego, ...own.flatMap((tie) => [tie.from, tie.to])])], ties: own };
    }
    const tied = new Set(ties.flatMap((tie) => [tie.from, tie.to]));
    const ranked = [...found.actors.keys()].sort(
      (a, b) => tied.has(b) - tied.has(a) || found.actors.get(b) - found.actors.get(a) || a - b,
    );
    const actors = ranked.slice(0, state.actors);
    const among = new Set(actors);
    const between = ties.filter((tie) => among.has(tie.from) && among.has(tie.to)).sort(stronger);
    const drawn = strongest(between, Math.round(state.actors * TIES_PER_ACTOR)).sort(stronger);
    const joined = new Set(drawn.flatMap((tie) => [tie.from, tie.to]));
    return {
      actors: ranked.length > actors.length ? actors.filter((actor) => joined.has(actor)) : actors,
      ties: drawn,
    };
  }

  /** At most `limit` of `ties` (strongest first): for each actor its strongest, then the strongest of the rest. */
  function strongest(ties, limit) {
    const seen = new Set();
    const first = ties.filter(({ from, to }) => {
      const isNew = !seen.has(from) || !seen.has(to);
      seen.add(from).add(to);
      return isNew;
    });
    return [...new Set([...first, ...ties])].slice(0, limit);
  }

  return { FACETS, STATUSES, NONE, start, apply };
})();
