"use strict";
/* Which events pass the filters, and what they leave in each facet, at each actor and on each tie. */
const Filters = (() => {
  const STATUSES = ["happened", "ongoing", "planned", "possible", "denied"];
  const NONE = "";
  const TIES_PER_ACTOR = 3.75;
  const MOST_LINES = 1500;

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
  function start(story) {
    const actors = innerWidth < 600 ? Math.min(20, story.top) : story.top;
    const nothing = { ego: null, path: null, groups: false, cast: null, choice: null };
    return { off: {}, query: "", from: null, to: null, view: "network", ...nothing, actors };
  }

  /** The values of each event by facet, worked out once. */
  function valuesOf(story) {
    story.values ??= story.events.map((event) => FACETS.map((facet) => facet.values(event)));
    return story.values;
  }

  function isInPeriod(event, from, to) {
    if (!from && !to) return true;
    if (!event.begin && !event.end) return false;
    return (!to || !event.begin || event.begin <= to) && (!from || !event.end || event.end >= from);
  }

  /** Whatever is shown follows from this. `passing`: numbers of events; `counts[facet]`: events by value under the other filters. */
  function apply(story, state) {
    const found = pass(story, state, null);
    if (!state.path) return { ...found, drawn: choose(story, state, found) };
    const route = Path.find(story, found.ties, state.path);
    return { ...pass(story, state, new Set(route.ties.map(({ id }) => id))), drawn: route };
  }

  /** The events that pass, of those on the ties `only` where these are given. */
  function pass(story, state, only) {
    const words = Story.fold(state.query).split(/\s+/).filter(Boolean);
    const off = FACETS.map((facet) => new Set(state.off[facet.name] || []));
    const found = { passing: [], inAnyPeriod: [], counts: {}, actors: new Map(), ties: new Map(), total: 0 };
    for (const facet of FACETS) found.counts[facet.name] = new Map();
    const values = valuesOf(story);
    story.events.forEach((event, number) => {
      if (words.length && !words.every((word) => story.textOf(number).includes(word))) return;
      if (state.ego !== null && !event.actors.includes(state.ego) && !event.targets.includes(state.ego)) return;
      if (only && !event.edges.some((edge) => only.has(edge))) return;
      const failed = [];
      values[number].forEach((own, index) => {
        if (off[index].size && own.every((value) => off[index].has(value))) failed.push(index);
      });
      if (!failed.length) found.inAnyPeriod.push(number);
      if (failed.length > 1 || !isInPeriod(event, state.from, state.to)) return;
      values[number].forEach((own, index) => {
        if (!failed.length || failed[0] === index)
          for (const value of own) add(found.counts[FACETS[index].name], value, event.n);
      });
      if (failed.length) return;
      found.passing.push(number);
      found.total += event.n;
      for (const edge of event.edges) add(found.ties, edge, event.n);
      for (const actor of new Set([...event.actors, ...event.targets])) add(found.actors, actor, event.n);
    });
    return found;
  }

  const add = (counts, key, n) => counts.set(key, (counts.get(key) || 0) + n);
  const endsOf = (ties) => new Set(ties.flatMap((tie) => [tie.from, tie.to]));
  const among = (ties, actors) => ties.filter((tie) => actors.has(tie.from) && actors.has(tie.to));

  /** What is drawn: the strongest actors and ties among those found, all ties of one actor, or those of a cast that is given. */
  function choose(story, state, found) {
    const stronger = (a, b) => found.ties.get(b.id) - found.ties.get(a.id) || a.id - b.id;
    const ties = [...found.ties.keys()].map((id) => story.ties[id]).sort(stronger);
    if (state.ego !== null) {
      const own = ties.filter((tie) => tie.from === state.ego || tie.to === state.ego);
      return { actors: [...new Set([state.ego, ...endsOf(own)])], ties: own };
    }
    const byEvents = (a, b) => found.actors.get(b) - found.actors.get(a) || a - b;
    if (state.cast) {
      const cast = state.cast.filter((actor) => found.actors.has(actor));
      return bundled({ actors: cast, ties: among(ties, new Set(cast)) });
    }
    const tied = endsOf(ties);
    if (found.actors.size <= state.actors)
      return bundled({ actors: [...found.actors.keys()].sort(byEvents), ties: between(ties, tied, state.actors) });
    const ranked = [...tied].sort(byEvents);
    let reach = state.actors;
    let joined = endsOf(among(ties, new Set(ranked.slice(0, reach))));
    while (joined.size < state.actors && reach < ranked.length) {
      reach += Math.ceil((state.actors - joined.size) / 2);
      joined = endsOf(among(ties, new Set(ranked.slice(0, reach))));
    }
    const actors = ranked.filter((actor) => joined.has(actor)).slice(0, state.actors);
    const drawn = between(ties, new Set(actors), state.actors);
    const shown = endsOf(drawn);
    return bundled({ actors: actors.filter((actor) => shown.has(actor)), ties: drawn });
  }

  /** The strongest of `ties` (strongest first) among `actors`: for each actor its strongest, then the strongest of the rest. */
  function between(ties, actors, size) {
    const seen = new Set();
    const candidates = among(ties, actors);
    const first = candidates.filter(({ from, to }) => {
      const isNew = !seen.has(from) || !seen.has(to);
      seen.add(from).add(to);
      return isNew;
    });
    const kept = new Set([...new Set([...first, ...candidates])].slice(0, Math.round(size * TIES_PER_ACTOR)));
    return candidates.filter((tie) => kept.has(tie));
  }

  /** Where there would be too many lines, one for each pair of actors: its strongest tie, with all of them in `bundles`. */
  function bundled(drawn) {
    if (drawn.ties.length <= MOST_LINES) return drawn;
    const pairs = new Map();
    for (const tie of drawn.ties) {
      const pair = `${Math.min(tie.from, tie.to)}-${Math.max(tie.from, tie.to)}`;
      pairs.set(pair, [...(pairs.get(pair) || []), tie]);
    }
    const bundles = new Map([...pairs.values()].map((ties) => [ties[0].id, ties.map(({ id }) => id)]));
    return { ...drawn, ties: drawn.ties.filter((tie) => bundles.has(tie.id)), bundles };
  }

  /** How many events a line that is drawn stands for. */
  function strength(found, id) {
    const ids = found.drawn.bundles?.get(id) || [id];
    return ids.reduce((sum, tie) => sum + (found.ties.get(tie) || 0), 0);
  }

  return { FACETS, STATUSES, NONE, start, valuesOf, apply, strength };
})();
