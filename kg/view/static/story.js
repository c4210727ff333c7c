"use strict";
/* The events and the network that the page was made from, and the words for them. */
const Story = (() => {
  function load() {
    const { nodes, edges, options } = Dom.dataOf("network-data");
    const told = Dom.dataOf("story-data");
    const data = { ...told, events: told.events.map((event) => withArticles(event, told.articles)) };
    const actors = [...nodes].sort((a, b) => a.id - b.id);
    const ties = [...edges].sort((a, b) => a.id - b.id);
    const story = { ...data, actors, ties, options: JSON.parse(options) };
    const numberOf = new Map(actors.map((actor) => [actor.iri, actor.id]));
    return { ...story, ...words(story), numberOf, texts: data.events.map((event) => searchable(event, actors, data)) };
  }

  function withArticles(event, articles) {
    return { ...event, evidence: event.evidence.map((item) => ({ ...item, ...articles[item.article] })) };
  }

  function words({ strings, lang, types, actors }) {
    const t = (key, values = {}) => strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const names = (type) => new Intl.DisplayNames([lang], { type, fallback: "code" });
    const [languages, regions] = [names("language"), names("region")];
    return {
      t,
      number: (value) => value.toLocaleString(lang),
      date: (edtf) => Dates.format(edtf, lang) || t("undated"),
      language: (code) => nameOf(languages, code),
      country: (code) => nameOf(regions, code),
      kind: (actor) => (actor.kind === "unknown" ? "" : t(actor.kind === "place" ? "place_kind" : actor.kind)),
      action: (event) => (event.word || types[event.type]) + (event.mode ? ` (${event.mode.replace(/[-_]/g, " ")})` : ""),
      nameList: (numbers) => numbers.map((number) => actors[number].label).join(", "),
    };
  }

  function nameOf(names, code) {
    try {
      return names.of(code);
    } catch {
      return code;
    }
  }

  function searchable(event, actors, { types }) {
    const people = [...event.actors, ...event.targets].flatMap((number) => [actors[number].label, ...actors[number].also]);
    const said = event.evidence.flatMap((item) => [item.quote.join(""), item.title, item.publisher, ...item.says, ...item.denies]);
    return fold([...people, types[event.type], event.place, ...said].filter(Boolean).join("\n"));
  }

  /** Lower case without accents, so that "Turkiye" finds "Türkiye". */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** Actors whose name, in any language, holds `query`; those that start with it first. */
  function find(story, query) {
    const wanted = fold(query.trim());
    if (!wanted) return [];
    const rank = (actor) => Math.min(...[actor.label, ...actor.also].map((name) => fold(name).indexOf(wanted)).map((at) => (at < 0 ? Infinity : at)));
    const hits = story.actors.map((actor) => ({ actor, at: rank(actor) })).filter(({ at }) => at < Infinity);
    return hits.sort((a, b) => Math.sign(a.at) - Math.sign(b.at) || b.actor.size - a.actor.size).map(({ actor }) => actor);
  }

  return { load, fold, find };
})();
