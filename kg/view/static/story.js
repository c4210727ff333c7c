"use strict";
/* The events and the network that the page was made from, and the words for them. */
const Story = (() => {
  function load() {
    const { nodes, edges, options } = Dom.dataOf("network-data");
    const told = Dom.dataOf("story-data");
    const data = { ...told, events: told.events.map((event) => withArticles(event, told.articles)).sort(byTime) };
    const actors = [...nodes].sort((a, b) => a.id - b.id);
    const ties = [...edges].sort((a, b) => a.id - b.id);
    const story = { ...data, actors, ties, options: JSON.parse(options) };
    const numberOf = new Map(actors.map((actor) => [actor.iri, actor.id]));
    return { ...story, ...words(story), numberOf, texts: data.events.map((event) => searchable(event, actors, data)) };
  }

  const byTime = (a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : a.id < b.id ? -1 : 1);
  const time = (event) => event.begin || event.end || "";

  /** An event with its evidence; where it has no date of its own, time takes it for the day of the first report. */
  function withArticles(event, articles) {
    const evidence = event.evidence.map((item) => ({ ...item, ...articles[item.article] }));
    const reported = evidence
      .map(({ published }) => published?.slice(0, 10))
      .filter(Boolean)
      .sort()[0];
    const isDated = event.date || event.begin || event.end;
    return isDated || !reported
      ? { ...event, evidence }
      : { ...event, evidence, reported, begin: reported, end: reported };
  }

  function words({ strings, lang, types, actors }) {
    const t = (key, values = {}) => strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const names = (type) => new Intl.DisplayNames([lang], { type, fallback: "code" });
    const [languages, regions] = [names("language"), names("region")];
    return {
      t,
      number: (value) => value.toLocaleString(lang),
      date: (edtf) => Dates.format(edtf, lang),
      when: ({ reported, date }) => {
        if (reported) return t("reported", { date: Dates.format(reported, lang) });
        return Dates.format(date, lang) || t("undated");
      },
      language: (code) => nameOf(languages, code),
      country: (code) => nameOf(regions, code),
      kind: (actor) => (actor.kind === "unknown" ? "" : t(actor.kind === "place" ? "place_kind" : actor.kind)),
      action: (event) =>
        (event.word || types[event.type]) + (event.mode ? ` (${event.mode.replace(/[-_]/g, " ")})` : ""),
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
    const people = [...event.actors, ...event.targets].flatMap((number) => [
      actors[number].label,
      ...actors[number].also,
    ]);
    const said = event.evidence.flatMap((item) => [
      item.quote.join(""),
      item.title,
      item.publisher,
      ...item.says,
      ...item.denies,
    ]);
    return fold([...people, types[event.type], event.place, ...said].filter(Boolean).join("\n"));
  }

  /** Lower case without accents, so that "Turkiye" finds "Türkiye". */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** Actors whose name, in any language, holds `query`; those that start with it first. */
  function find(story, query) {
    const wanted = fold(query.trim());
    if (!wanted) return [];
    const places = (actor) =>
      [actor.label, ...actor.also].map((name) => fold(name).indexOf(wanted)).filter((at) => at >= 0);
    const hits = story.actors
      .map((actor) => ({ actor, at: Math.min(...places(actor)) }))
      .filter(({ at }) => at < Infinity);
    return hits
      .sort((a, b) => Math.sign(a.at) - Math.sign(b.at) || b.actor.size - a.actor.size)
      .map(({ actor }) => actor);
  }

  return { load, fold, find };
})();
