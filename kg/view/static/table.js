"use strict";
/* The same events under the same filters as rows, for reading, sorting and for those who do not see the canvas. */
const Table = (() => {
  const PAGE = 200;
  const COLUMNS = [
    { name: "date", key: (event) => event.begin || event.date || "" },
    { name: "actor", key: (event, story) => story.nameList(event.actors) },
    { name: "action", key: (event, story) => story.action(event) },
    { name: "target", key: (event, story) => story.nameList(event.targets) },
    { name: "status", key: (event) => Filters.STATUSES.indexOf(event.status) },
    { name: "sources", key: (event) => event.sources },
    { name: "quote", key: (event) => event.evidence[0]?.quote?.join("") || "" },
  ];

  /** Fill `container`; `onChoose` is given {event}. */
  function create(container, story, onChoose) {
    let sort = { name: "date", down: true };
    let length = PAGE;

    function draw(found, state) {
      const numbers = sorted(found.passing);
      const head = Dom.make(
        "tr",
        {},
        COLUMNS.map((column) => headCell(column, found, state)),
      );
      const rows = numbers.slice(0, length).map((number) => row(number, state));
      const caption = Dom.make("caption", {}, `${story.t("table_caption")}: ${story.number(found.total)}`);
      const table = Dom.make("table", {}, caption, Dom.make("thead", {}, head), Dom.make("tbody", {}, rows));
      const left = numbers.length - length;
      const lengthen = () => {
        length += PAGE;
        draw(found, state);
      };
      const more = left > 0 && Dom.button(story.t("more_rows", { count: Math.min(PAGE, left) }), lengthen);
      const held = container.scrollTop;
      container.replaceChildren(...[table, more].filter(Boolean));
      container.scrollTop = held;
    }

    function headCell(column, found, state) {
      const direction = sort.name !== column.name ? "none" : sort.down ? "descending" : "ascending";
      const turn = () => {
        sort = { name: column.name, down: sort.name === column.name ? !sort.down : false };
        draw(found, state);
        container.querySelector(`th[data-column="${column.name}"] button`).focus();
      };
      return Dom.make(
        "th",
        { scope: "col", "aria-sort": direction, "data-column": column.name },
        Dom.button(story.t(`col_${column.name}`), turn, { class: "plain" }),
      );
    }

    function row(number, { choice }) {
      const event = story.events[number];
      const click = () => onChoose({ event: number });
      const open = Dom.button(story.when(event), click, { class: "plain" });
      const attributes = {
        class: event.quad,
        "data-event": number,
        "aria-selected": String(choice?.event === number),
        click,
      };
      return Dom.make(
        "tr",
        attributes,
        Dom.make("td", { class: "date" }, open),
        Dom.make("td", {}, Dom.isolated(story.nameList(event.actors))),
        Dom.make(
          "td",
          { class: "action" },
          Facets.line(`swatch ${event.quad}`, event.status),
          Dom.isolated(story.action(event)),
          Dom.make("small", {}, story.t(event.quad), event.n > 1 && ` × ${story.number(event.n)}`),
        ),
        Dom.make("td", {}, Dom.isolated(story.nameList(event.targets))),
        Dom.make("td", {}, story.t(event.status)),
        Dom.make("td", { class: "number" }, story.number(event.sources)),
        Dom.make(
          "td",
          { class: "quote", lang: event.evidence[0]?.lang, dir: "auto" },
          Dom.make("span", {}, event.evidence[0]?.quote?.join("") || ""),
        ),
      );
    }

    function sorted(numbers) {
      const { key } = COLUMNS.find((column) => column.name === sort.name);
      const collator = new Intl.Collator(story.lang);
      const keyed = numbers.map((number) => ({ number, key: key(story.events[number], story) }));
      const compare = (a, b) =>
        (typeof a.key === "number" ? a.key - b.key : collator.compare(a.key, b.key)) || a.number - b.number;
      return keyed.sort((a, b) => (sort.down ? compare(b, a) : compare(a, b))).map(({ number }) => number);
    }

    return { draw };
  }

  return { create };
})();
