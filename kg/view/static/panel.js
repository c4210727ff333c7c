"use strict";
/* The evidence of what was chosen: the events under the filters, each with its sentences, who says so, who denies it. */
const Panel = (() => {
  const PAGE = 60;
  const STRONGEST = 8;

  /** Fill `container`; `onChoose` is given {actor}, {ties} or {event}; `onEgo` an actor. */
  function create(container, story, onChoose, onEgo) {
    const { t } = story;
    let length = PAGE;
    let redraw = () => {};

    function draw(found, state) {
      redraw = () => draw(found, state);
      const { choice } = state;
      const held = container.scrollTop;
      const content = !choice
        ? overview(found)
        : "actor" in choice
          ? aboutActor(choice.actor, found, state)
          : "event" in choice
            ? aboutEvent(choice.event)
            : aboutTies(choice.ties, found);
      container.replaceChildren(...content.flat().filter(Boolean));
      container.scrollTop = held;
    }

    function show(found, state) {
      length = PAGE;
      draw(found, state);
      container.scrollTop = 0;
    }

    function overview(found) {
      const ties = byStrength(found.drawn.ties, found).slice(0, STRONGEST);
      const hint = Dom.make("p", { class: "hint" }, t("pick"));
      return ties.length ? [hint, Dom.make("h2", {}, t("strongest")), tieList(ties, found)] : [hint];
    }

    function aboutActor(id, found, state) {
      const actor = story.actors[id];
      const country = actor.country && actor.kind !== "country" && story.country(actor.country);
      const facts = [story.kind(actor), country].filter(Boolean).join(" · ");
      const ties = tiesOf(found, (tie) => tie.from === id || tie.to === id);
      const numbers = found.passing.filter((number) => involves(story.events[number], id));
      const ego = Dom.button(t("ego"), () => onEgo(id), { "aria-pressed": String(state.ego === id) });
      return [
        Dom.make("h2", {}, Dom.isolated(actor.label)),
        Dom.make("p", { class: "facts" }, facts),
        ties.length > 0 && [ego, Dom.make("h3", {}, t("partners")), tieList(ties, found)],
        Dom.make("h3", {}, t("events_count", { count: story.number(numbers.length) })),
        eventList(numbers, found),
      ];
    }

    function aboutTies([first, ...others], found) {
      const tie = story.ties[first];
      const numbers = found.passing.filter((number) => story.events[number].edges.includes(first));
      const rest = tiesOf(found, (other) => other !== tie && isSamePair(other, tie));
      const nearby = others
        .map((id) => story.ties[id])
        .filter((other) => !isSamePair(other, tie) && found.ties.has(other.id));
      return [
        Dom.make("h2", {}, heading(tie)),
        Dom.make(
          "p",
          { class: "facts" },
          Facets.line(`swatch ${tie.quad_class}`, tie.status),
          `${t(tie.quad_class)} · ${t(tie.status)}`,
        ),
        nearby.length > 0 && [Dom.make("h3", {}, t("also_here")), tieList(nearby, found)],
        rest.length > 0 && [Dom.make("h3", {}, t("also_between")), tieList(rest, found)],
        Dom.make("h3", {}, t("events_count", { count: story.number(numbers.length) })),
        eventList(numbers, found),
      ];
    }

    function aboutEvent(number) {
      return [Dom.make("h2", {}, sentence(story.events[number])), eventCard(number)];
    }

    /** The ties under the filters that `isWanted`, the strongest first. */
    function tiesOf(found, isWanted) {
      return byStrength([...found.ties.keys()].map((id) => story.ties[id]).filter(isWanted), found);
    }

    function tieList(ties, found) {
      const row = (tie) => [
        Facets.line(`swatch ${tie.quad_class}`, tie.status),
        Dom.make("span", { class: "name" }, heading(tie)),
        Dom.make("span", { class: "sr" }, ` ${t(tie.quad_class)}, ${t(tie.status)}: `),
        Dom.make("span", { class: "count" }, story.number(found.ties.get(tie.id) || 0)),
      ];
      const open = (tie) => Dom.button(row(tie), () => onChoose({ ties: [tie.id] }));
      return Dom.make(
        "ul",
        { class: "ties" },
        ties.map((tie) => Dom.make("li", {}, open(tie))),
      );
    }

    function eventList(numbers, found) {
      const newest = [...numbers].reverse();
      const list = Dom.make(
        "ol",
        { class: "events" },
        newest.slice(0, length).map((number) => Dom.make("li", {}, eventCard(number))),
      );
      if (newest.length <= length) return list;
      const more = () => {
        length += PAGE;
        redraw();
      };
      return [list, Dom.button(t("more_rows", { count: Math.min(PAGE, newest.length - length) }), more)];
    }

    function eventCard(number) {
      const event = story.events[number];
      const isDisputed = event.status !== "denied" && event.evidence.some((item) => item.denies.length);
      const place = event.place && Dom.make("span", {}, t("place", { place: event.place }));
      return Dom.make(
        "article",
        { class: `event ${event.quad}`, "data-event": number },
        Dom.make("p", { class: "when" }, Dom.make("time", {}, story.when(event)), place),
        Dom.make("p", { class: "what" }, sentence(event)),
        Dom.make(
          "p",
          { class: "marks" },
          mark(t(event.quad), "class"),
          mark(t(event.status), event.status),
          isDisputed && mark(t("disputed"), "denied"),
          mark(t("sources", { count: story.number(event.sources) }), "sources"),
        ),
        event.evidence.map(telling),
      );
    }

    function sentence(event) {
      const actors = names(event.actors);
      const targets = event.targets.length > 0 && [" → ", names(event.targets)];
      return [actors.length ? actors : t("nobody_acts"), " ", Dom.make("b", {}, story.action(event)), targets];
    }

    function names(numbers) {
      const open = (number) =>
        Dom.button(Dom.isolated(story.actors[number].label), () => onChoose({ actor: number }), { class: "actor" });
      return numbers.flatMap((number, index) => [index > 0 && ", ", open(number)]);
    }

    function telling(item) {
      const [before, trigger, after] = item.quote;
      const certainty = { probable: "probable", possible: "perhaps" }[item.certainty];
      const quote = Dom.isolated([before, trigger && Dom.make("mark", {}, trigger), after]);
      return Dom.make(
        "blockquote",
        {},
        Dom.make("p", { lang: item.lang, dir: "auto" }, "“", quote, "”"),
        voices(item.says, "says"),
        voices(item.denies, "denies"),
        Dom.make("footer", {}, origin(item), certainty && ` · ${t(certainty)}`),
      );
    }

    /** The article, its publisher and its date. */
    function origin({ url, title, publisher, published }) {
      const date = published && ` · ${t("published", { date: story.date(published.slice(0, 10)) })}`;
      const by = title && publisher && [" — ", Dom.isolated(publisher)];
      return [Dom.link(url, title || publisher || t("read_article")), by, date];
    }

    function voices(who, verb) {
      return who.length ? Dom.make("p", { class: `voice ${verb}` }, Dom.isolated(who.join(", ")), " ", t(verb)) : null;
    }

    function mark(text, kind) {
      return Dom.make("span", { class: `mark ${kind}` }, text);
    }

    function heading(tie) {
      const [from, to] = [tie.from, tie.to].map((id) => Dom.isolated(story.actors[id].label));
      return Dom.make("span", {}, from, tie.mutual ? " ↔ " : " → ", to);
    }

    return { draw, show };
  }

  const involves = (event, id) => event.actors.includes(id) || event.targets.includes(id);
  const isSamePair = (a, b) => (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);
  const byStrength = (ties, found) =>
    [...ties].sort((a, b) => found.ties.get(b.id) - found.ties.get(a.id) || a.id - b.id);

  return { create };
})();
