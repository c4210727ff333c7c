"use strict";
/* What the reader has chosen, in the address of the page, so that a view can be linked. Actors, ties and events by their names. */
const Hash = (() => {
  function write(state, story) {
    const parts = new URLSearchParams();
    for (const [facet, values] of Object.entries(state.off))
      values.forEach((value) => parts.append(`off.${facet}`, value));
    if (state.query) parts.set("q", state.query);
    if (state.from) parts.set("from", state.from);
    if (state.to) parts.set("to", state.to);
    if (state.table) parts.set("table", "1");
    if (state.actors !== Filters.start().actors) parts.set("actors", state.actors);
    if (state.ego !== null) parts.set("ego", story.actors[state.ego].iri);
    if (state.choice?.actor !== undefined) parts.set("actor", story.actors[state.choice.actor].iri);
    if (state.choice?.event !== undefined) parts.set("event", story.events[state.choice.event].id);
    if (state.choice?.ties) parts.set("tie", tieName(story.ties[state.choice.ties[0]], story));
    return parts.toString();
  }

  function read(text, story) {
    const parts = new URLSearchParams(text);
    const state = Filters.start();
    for (const { name } of Filters.FACETS) if (parts.has(`off.${name}`)) state.off[name] = parts.getAll(`off.${name}`);
    const date = (name) => (/^\d{4}-\d\d-\d\d$/.test(parts.get(name)) ? parts.get(name) : null);
    return {
      ...state,
      query: parts.get("q") || "",
      from: date("from"),
      to: date("to"),
      table: parts.get("table") === "1",
      actors: Math.max(1, Number.parseInt(parts.get("actors"), 10) || state.actors),
      ego: story.numberOf.get(parts.get("ego")) ?? null,
      choice: choiceOf(parts, story),
    };
  }

  function choiceOf(parts, story) {
    const actor = story.numberOf.get(parts.get("actor"));
    if (actor !== undefined) return { actor };
    const event = story.events.findIndex(({ id }) => id === parts.get("event"));
    if (event >= 0) return { event };
    const tie = parts.has("tie")
      ? story.ties.find((candidate) => tieName(candidate, story) === parts.get("tie"))
      : undefined;
    return tie ? { ties: [tie.id] } : null;
  }

  function tieName({ from, to, quad_class, status, mutual }, { actors }) {
    return [actors[from].iri, actors[to].iri, quad_class, status, ...(mutual ? ["mutual"] : [])].join(" ");
  }

  return { write, read };
})();
