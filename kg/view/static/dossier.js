"use strict";
/* The page of one actor and the page of one event, in the place of the network. */
const Dossier = (() => {
  const PAGE = 60;
  const LEVEL = 40;
  const LEAST = 12;
  const WIKIDATA = "http://www.wikidata.org/entity/";

  /** Fill `container`; `onChoose` and `onOpen` as in Cards, `onBack` leads to the network. */
  function create(container, story, cards, { onOpen, onBack, onEgo }) {
    const { t } = story;
    let length = PAGE;
    let shown = null;

    function draw(found, state) {
      const subject = JSON.stringify([state.view, state.choice]);
      if (subject !== shown) length = PAGE;
      const held = subject === shown ? container.scrollTop : 0;
      shown = subject;
      const content = state.view === "actor" ? ofActor(state.choice.actor, found, state) : ofEvent(state.choice.event);
      const back = Dom.button(t("back"), onBack, { class: "back" });
      container.replaceChildren(back, ...content.flat(Infinity).filter(Boolean));
      container.scrollTop = held;
    }

    const title = (content) => Dom.make("h2", { tabindex: "-1" }, content);
    const subtitle = (text) => Dom.make("h3", {}, text);
    const facts = (pairs) => {
      const shownPairs = pairs.filter(([, value]) => value && value.length !== 0);
      return Dom.make(
        "dl",
        { class: "about" },
        shownPairs.map(([key, value]) => [Dom.make("dt", {}, t(key)), Dom.make("dd", {}, value)]),
      );
    };
    const section = (...content) => Dom.make("section", {}, content);

    function ofActor(id, found, state) {
      const actor = story.actors[id];
      const numbers = found.passing.filter((number) => involves(story.events[number], id));
      const days = numbers
        .flatMap((number) => [story.events[number].begin, story.events[number].end])
        .filter(Boolean)
        .sort();
      const period = days.length && [story.date(days[0]), story.date(days.at(-1))];
      const also = Story.namesOf(actor).slice(1);
      return [
        title(Dom.isolated(actor.label)),
        Dom.make("p", { class: "facts" }, cards.facts(actor)),
        facts([
          ["also_called", also.flatMap((name, index) => [index > 0 && ", ", Dom.isolated(name)])],
          ["offices", (actor.offices || []).length > 0 && Dom.make("ul", {}, actor.offices.map(office))],
          ["identifiers", identifiers(actor)],
          ["first_last", period && (period[0] === period[1] ? period[0] : period.join(" – "))],
        ]),
        timeline(numbers),
        partners(id, found),
        section(
          Dom.make(
            "p",
            { class: "actions" },
            Dom.button(t("ego"), () => onEgo(id), { "aria-pressed": String(state.ego === id) }),
          ),
          subtitle(t("events_count", { count: story.number(sum(numbers)) })),
          events(numbers, found, state),
        ),
      ];
    }

    const sum = (numbers) => numbers.reduce((total, number) => total + story.events[number].n, 0);

    /** "President, Russia, 7 May 2012 – today"; a doubtful one says so. */
    function office({ title: key, at, begin, end, sure, last_known: isLastKnown }) {
      const where = /^[A-Z]{2}$/.test(at) ? story.country(at) : at;
      const time = `${begin ? story.date(begin) : "?"} – ${end ? until(end, isLastKnown) : t("until_now")}`;
      return Dom.make(
        "li",
        {},
        `${story.office(key)}, `,
        Dom.isolated(where),
        ` (${time})`,
        sure === false && ` · ${t("perhaps")}`,
      );
    }

    const until = (end, isLastKnown) => (isLastKnown ? t("or_later", { date: story.date(end) }) : story.date(end));

    function identifiers({ iri, country, kind }) {
      const isWikidata = iri.startsWith(WIKIDATA);
      const name = isWikidata ? iri.slice(WIKIDATA.length) : iri;
      const page = isWikidata
        ? Dom.link(`https://www.wikidata.org/wiki/${name}`, `Wikidata ${name}`)
        : Dom.isolated(name);
      return [page, country && kind === "country" && ` · ISO 3166 ${country}`];
    }

    /** Events of one actor by time and class, cooperation above the line and conflict below it. */
    function timeline(numbers) {
      const dated = numbers.map((number) => story.events[number]).filter((event) => event.begin || event.end);
      if (!dated.length) return null;
      const days = dated.map((event) => event.begin || event.end).sort();
      const bins = Dates.bins(days[0], days.at(-1));
      const counts = bins.map(() => ({}));
      for (const event of dated) {
        const bin = counts[Dates.binOf(bins, event.begin || event.end)];
        bin[event.quad] = (bin[event.quad] || 0) + event.n;
      }
      const side = (bin, isUp) => Object.entries(bin).filter(([quad]) => Ego.sign(quad) >= 0 === isUp);
      const height = (bin, isUp) => side(bin, isUp).reduce((total, [, count]) => total + count, 0);
      const highest = Math.max(1, ...counts.flatMap((bin) => [height(bin, true), height(bin, false)]));
      const column = (bin, index, isUp) => {
        let at = 0;
        return side(bin, isUp).map(([quad, count]) => {
          const size = (count / highest) * (LEVEL - 2);
          at += size;
          return Dom.makeSvg("rect", {
            x: index + 0.1,
            width: 0.8,
            y: isUp ? LEVEL - at : LEVEL + at - size,
            height: size,
            class: quad,
          });
        });
      };
      const frame = { viewBox: `0 0 ${Math.max(LEAST, bins.length)} ${2 * LEVEL}`, preserveAspectRatio: "none" };
      const label = t("actor_timeline");
      const bars = counts.flatMap((bin, index) => [column(bin, index, true), column(bin, index, false)]);
      const ends = Dom.make(
        "figcaption",
        {},
        `${story.date(bins[0].begin)} – ${story.date(bins.at(-1).end)} · ${label}`,
      );
      return Dom.make(
        "figure",
        { class: "actor-time" },
        Dom.makeSvg("svg", { role: "img", "aria-label": label, ...frame }, bars),
        ends,
      );
    }

    /** The others by net polarity: how many events of each kind passed between them. */
    function partners(id, found) {
      const ties = [...found.ties.keys()]
        .map((tie) => story.ties[tie])
        .filter((tie) => tie.from === id || tie.to === id);
      if (!ties.length) return null;
      const counts = new Map();
      for (const tie of ties) {
        const other = tie.from === id ? tie.to : tie.from;
        const sums = counts.get(other) || { 1: 0, "-1": 0, 0: 0 };
        sums[Ego.sign(tie.quad_class)] += found.ties.get(tie.id);
        counts.set(other, sums);
      }
      const cell = (value) => Dom.make("td", { class: "number" }, value ? story.number(value) : "");
      const row = (other) =>
        Dom.make(
          "tr",
          {},
          Dom.make("td", {}, cards.names([other])),
          cell(counts.get(other)[1]),
          cell(counts.get(other)[-1]),
          cell(counts.get(other)[0]),
        );
      const head = ["col_partner", "cooperation", "conflict", "other-news"].map((key) =>
        Dom.make("th", { scope: "col" }, t(key)),
      );
      const table = Dom.make(
        "table",
        { class: "partners" },
        Dom.make("thead", {}, Dom.make("tr", {}, head)),
        Dom.make("tbody", {}, Ego.order(id, ties, found.ties).map(row)),
      );
      return section(subtitle(t("partners_by_polarity")), table);
    }

    function events(numbers, found, state) {
      const row = (number) => {
        const event = story.events[number];
        const open = Dom.button(story.when(event), () => onOpen({ event: number }), { class: "plain" });
        const what = Dom.make(
          "span",
          {},
          Facets.line(`swatch ${event.quad}`, event.status),
          " ",
          cards.sentence(event),
        );
        return Dom.make("li", { "data-event": number }, open, what);
      };
      const newest = [...numbers].reverse();
      const list = Dom.make("ol", { class: "chronicle" }, newest.slice(0, length).map(row));
      const more = () => {
        length += PAGE;
        draw(found, state);
      };
      const left = newest.length - length;
      return [list, left > 0 && Dom.button(t("more_rows", { count: Math.min(PAGE, left) }), more)];
    }

    function ofEvent(number) {
      const event = story.events[number];
      const voicesOf = (denies) =>
        event.evidence
          .flatMap((item) => item.voices.filter((voice) => voice.denies === denies))
          .map(({ name }) => name);
      const who = (denies) =>
        [...new Set(voicesOf(denies))].flatMap((name, index) => [index > 0 && ", ", Dom.isolated(name)]);
      return [
        title(cards.sentence(event)),
        cards.when(event),
        cards.marks(event),
        facts([
          ["who_says", who(0)],
          ["who_denies", who(1)],
          ["tellings", event.evidence.length > 0 && told(event)],
          ["why_one", event.evidence.length > 1 && event.why],
          ["identifiers", Dom.isolated(event.id)],
        ]),
        Dom.make(
          "div",
          { class: "tellings" },
          event.evidence.map((item) => telling(item, event)),
        ),
      ];
    }

    function told({ evidence, sources }) {
      const publishers = [...new Set(evidence.map(({ publisher }) => publisher).filter(Boolean))];
      const counts = t("tellings_count", { count: story.number(evidence.length), sources: story.number(sources) });
      return [counts, publishers.flatMap((name) => [" · ", Dom.isolated(name)])];
    }

    /** One telling in full: what it says of time and status, in which words, and each voice in its own. */
    function telling(item, event) {
      const [value, words] = item.when || [];
      const time = words && `${value ? story.date(value) : t("undated")}: “${words}”`;
      const status = item.cue && `${t(item.status)}: “${item.cue}”`;
      const certainty = { probable: "probable", possible: "perhaps" }[item.certainty];
      const voice = ({ name, denies, cue, date }) =>
        Dom.make(
          "li",
          { class: denies ? "denies" : "says" },
          Dom.isolated(name),
          ` ${t(denies ? "denies" : "says")}`,
          cue && [" “", Dom.isolated(cue), "”"],
          date && ` (${story.date(date)})`,
        );
      return Dom.make(
        "article",
        { class: `telling event ${event.quad}` },
        Dom.make(
          "h3",
          {},
          Dom.isolated(item.publisher || item.title || item.name),
          item.lang && ` · ${story.language(item.lang)}`,
        ),
        cards.quote(item),
        item.voices.length > 0 && Dom.make("ul", { class: "voices" }, item.voices.map(voice)),
        facts([
          ["col_status", status || (item.status !== event.status && t(item.status))],
          ["col_date", time],
          ["certainty", certainty && t(certainty)],
        ]),
        Dom.make("footer", {}, cards.origin(item)),
      );
    }

    return { draw };
  }

  const involves = (event, id) => event.actors.includes(id) || event.targets.includes(id);

  return { create };
})();
