"use strict";
/* Parts that several views are made of: ties as rows, events as cards, tellings with their sentence, voices and origin. */
const Cards = (() => {
  /** `onChoose` is given {actor}, {ties} or {event}; `onOpen` what to show as a page of its own. */
  function create(story, onChoose, onOpen) {
    const { t } = story;

    function heading(tie) {
      const [from, to] = [tie.from, tie.to].map((id) => Dom.isolated(story.actors[id].label));
      return Dom.make("span", {}, from, tie.mutual ? " ↔ " : " → ", to);
    }

    function tieRow(tie, count, click) {
      return Dom.button(
        [
          Facets.line(`swatch ${tie.quad_class}`, tie.status),
          Dom.make("span", { class: "name" }, heading(tie)),
          Dom.make("span", { class: "sr" }, ` ${t(tie.quad_class)}, ${t(tie.status)}: `),
          Dom.make("span", { class: "count" }, story.number(count)),
        ],
        click,
      );
    }

    function tieList(ties, found) {
      const row = (tie) => tieRow(tie, Filters.strength(found, tie.id), () => onChoose({ ties: [tie.id] }));
      return Dom.make(
        "ul",
        { class: "ties" },
        ties.map((tie) => Dom.make("li", {}, row(tie))),
      );
    }

    function names(numbers) {
      const open = (number) =>
        Dom.button(Dom.isolated(story.actors[number].label), () => onChoose({ actor: number }), { class: "actor" });
      return numbers.flatMap((number, index) => [index > 0 && ", ", open(number)]);
    }

    function sentence(event) {
      const targets = event.targets.length > 0 && [" → ", names(event.targets)];
      const actors = event.actors.length ? names(event.actors) : t("nobody_acts");
      return [actors, " ", Dom.make("b", {}, story.action(event)), targets];
    }

    const isDisputed = (event) => event.status !== "denied" && event.evidence.some((item) => item.denies.length);

    function marks(event) {
      return Dom.make(
        "p",
        { class: "marks" },
        mark(t(event.quad), "class"),
        mark(t(event.status), event.status),
        isDisputed(event) && mark(t("disputed"), "denied"),
        mark(t("sources", { count: story.number(event.sources) }), "sources"),
        event.n > 1 && mark(t("stands_for", { count: story.number(event.n) }), "sources"),
      );
    }

    function when(event) {
      const place = event.place && Dom.make("span", {}, t("place", { place: event.place }));
      return Dom.make("p", { class: "when" }, Dom.make("time", {}, story.when(event)), place);
    }

    function eventCard(number) {
      const event = story.events[number];
      const label =
        event.evidence.length > 1 ? t("compare", { count: story.number(event.evidence.length) }) : t("open_event");
      return Dom.make(
        "article",
        { class: `event ${event.quad}`, "data-event": number },
        when(event),
        Dom.make("p", { class: "what" }, sentence(event)),
        marks(event),
        event.evidence.map((item) => telling(item)),
        Dom.button(label, () => onOpen({ event: number }), { class: "plain open" }),
      );
    }

    /** One telling: the sentence with its trigger marked, who says and who denies it, where it stands. */
    function telling(item) {
      const certainty = { probable: "probable", possible: "perhaps" }[item.certainty];
      return Dom.make(
        "blockquote",
        {},
        quote(item),
        voices(item.says, "says"),
        voices(item.denies, "denies"),
        Dom.make("footer", {}, origin(item), certainty && ` · ${t(certainty)}`),
      );
    }

    function quote(item) {
      if (!item.quote) return Dom.make("p", { class: "hint" }, t("quote_left_out"));
      const [before, trigger, after] = item.quote;
      const words = Dom.isolated([before, trigger && Dom.make("mark", {}, trigger), after]);
      return Dom.make("p", { lang: item.lang, dir: "auto" }, "“", words, "”");
    }

    /** The article, its publisher and its date. */
    function origin({ url, title, publisher, published, name }) {
      const date = published && ` · ${t("published", { date: story.date(published.slice(0, 10)) })}`;
      const by = title && publisher && [" — ", Dom.isolated(publisher)];
      return [Dom.link(url, title || publisher || (url ? t("read_article") : name)), by, date];
    }

    function voices(who, verb) {
      return who.length ? Dom.make("p", { class: `voice ${verb}` }, Dom.isolated(who.join(", ")), " ", t(verb)) : null;
    }

    const mark = (text, kind) => Dom.make("span", { class: `mark ${kind}` }, text);

    /** What is known of an actor in a word or two: its kind and its country. */
    function facts(actor) {
      const country = actor.country && actor.kind !== "country" && story.country(actor.country);
      return [story.kind(actor), country].filter(Boolean).join(" · ");
    }

    return {
      heading,
      tieRow,
      tieList,
      names,
      sentence,
      marks,
      when,
      eventCard,
      telling,
      quote,
      origin,
      facts,
      isDisputed,
    };
  }

  return { create };
})();
