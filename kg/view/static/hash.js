"use strict";
/* What the reader has chosen, in the address of the page, so that a view can be linked. Actors, ties and events by their names. */
const Hash = (() => {
  const VIEWS = ["network", "table", "actor", "event"];

  function write(state, story) {
    const parts = new URLSearchParams();
    for (const [facet, values] of Object.entries(state.off))
      values.forEach((value) => parts.append(`off.${facet}`, value));
    const iri = (actor) => story.actors[actor].iri;
    if (state.query) parts.set("q", state.query);
    if (state.from) parts.set("from", state.from);
    if (state.to) parts.set("to", state.to);
    if (state.view !== "network") parts.set("view", state.view);
    if (state.actors !== Filters.start(story).actors) parts.set("actors", state.actors);
    if (state.groups) parts.set("groups", "1");
    if (state.ego !== null) parts.set("ego", iri(state.ego));
    if (state.path) state.path.forEach((actor) => parts.append("path", iri(actor)));
    if (state.choice?.actor !== undefined) parts.set("actor", iri(state.choice.actor));
    if (state.choice?.event !== undefined) parts.set("event", story.events[state.choice.event].id);
    if (state.choice?.ties) parts.set("tie", tieName(story.ties[state.choice.ties[0]], story));
    if (state.choice?.group !== undefined) parts.set("group", state.choice.group);
    if (asked()) parts.set("lang", asked());
    return parts.toString();
  }

  const asked = () => new URLSearchParams(location.hash.slice(1)).get("lang");

  function read(text, story) {
    const parts = new URLSearchParams(text);
    const state = Filters.start(story);
    for (const { name } of Filters.FACETS) if (parts.has(`off.${name}`)) state.off[name] = parts.getAll(`off.${name}`);
    const date = (name) => (/^\d{4}-\d\d-\d\d$/.test(parts.get(name)) ? parts.get(name) : null);
    const actor = (iri) => story.numberOf.get(iri) ?? null;
    const ends = parts.getAll("path").map(actor);
    const choice = choiceOf(parts, story);
    const view = VIEWS.includes(parts.get("view")) ? parts.get("view") : "network";
    const hasSubject = view !== "actor" && view !== "event" ? true : choice?.[view] !== undefined;
    return {
      ...state,
      query: parts.get("q") || "",
      from: date("from"),
      to: date("to"),
      view: hasSubject ? view : "network",
      groups: parts.get("groups") === "1",
      actors: Math.max(2, Number.parseInt(parts.get("actors"), 10) || state.actors),
      ego: actor(parts.get("ego")),
      path: ends.length === 2 && !ends.includes(null) ? ends : null,
      choice,
    };
  }

  function choiceOf(parts, story) {
    const actor = story.numberOf.get(parts.get("actor"));
    if (actor !== undefined) return { actor };
    const event = story.eventOf.get(parts.get("event"));
    if (event !== undefined) return { event };
    if (/^\d+$/.test(parts.get("group") || "")) return { group: Number(parts.get("group")) };
    const isNamed = (tie) => tieName(tie, story) === parts.get("tie");
    const tie = parts.has("tie") ? story.ties.find(isNamed) : undefined;
    return tie ? { ties: [tie.id] } : null;
  }

  function tieName({ from, to, quad_class, status, mutual }, { actors }) {
    return [actors[from].iri, actors[to].iri, quad_class, status, ...(mutual ? ["mutual"] : [])].join(" ");
  }

  return { write, read };
})();
