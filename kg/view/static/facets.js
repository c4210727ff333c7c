"use strict";
/* The filters at the left, which are the legend too: each value with its line or colour and its count. */
const Facets = (() => {
  const SHOWN = 8;
  const CLOSED = 14;

  /** Fill `container`; `onChange(facet, off)` is given the values of a facet that are switched off. */
  function create(container, story, onChange) {
    const opened = new Set();
    const totalsKnown = new Map();

    function draw(found, state) {
      const held = document.activeElement?.dataset?.key;
      container.replaceChildren(...Filters.FACETS.map((facet) => group(facet, found, state)).filter(Boolean));
      if (held) container.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus();
    }

    function group(facet, found, state) {
      const values = valuesOf(facet);
      if (values.length < 2 && !["quad", "status"].includes(facet.name)) return null;
      const off = new Set(state.off[facet.name] || []);
      const counts = found.counts[facet.name];
      const isLong = values.length > CLOSED && !opened.has(facet.name);
      const rows = (isLong ? values.slice(0, SHOWN) : values).map((value) =>
        row(facet, value, values, counts.get(value) || 0, off),
      );
      const open = () => {
        opened.add(facet.name);
        draw(found, state);
      };
      const more = story.t("all_values", { count: values.length - SHOWN });
      const rest = isLong && Dom.button(more, open, { class: "plain" });
      const allOn = () => onChange(facet.name, []);
      const all =
        off.size > 0 && Dom.button(story.t("all"), allOn, { class: "plain", "data-key": `${facet.name}/all` });
      const legend = Dom.make("legend", {}, story.t(`facet_${facet.name}`), " ", all);
      return Dom.make("fieldset", { "data-facet": facet.name }, legend, rows, rest);
    }

    function row(facet, value, values, count, off) {
      const key = `${facet.name}/${value}`;
      const name = nameOf(facet, value);
      const toggle = () =>
        onChange(facet.name, off.has(value) ? [...off].filter((other) => other !== value) : [...off, value]);
      const box = Dom.make("input", { type: "checkbox", "data-key": key, change: toggle });
      box.checked = !off.has(value);
      const others = values.filter((other) => other !== value);
      const described = { class: "plain only", "aria-label": story.t("only_this", { value: name }) };
      const only = Dom.button(story.t("only"), () => onChange(facet.name, others), described);
      return Dom.make(
        "div",
        { class: count ? "value" : "value none" },
        Dom.make("label", {}, box, swatch(facet, value), Dom.isolated(name, { class: "name" })),
        only,
        Dom.make("span", { class: "count" }, story.number(count)),
      );
    }

    /** How many events have each value of a facet, counted once. */
    function totalsOf(facet) {
      if (totalsKnown.has(facet)) return totalsKnown.get(facet);
      const [totals, at] = [new Map(), Filters.FACETS.indexOf(facet)];
      Filters.valuesOf(story).forEach((values, number) => {
        for (const value of values[at]) totals.set(value, (totals.get(value) || 0) + story.events[number].n);
      });
      totalsKnown.set(facet, totals);
      return totals;
    }

    /** All values of a facet: classes and statuses in their own order, the others by how many events have them. */
    function valuesOf(facet) {
      const totals = totalsOf(facet);
      if (facet.name === "quad") return story.classes.filter((value) => totals.has(value));
      if (facet.name === "status") return Filters.STATUSES.filter((value) => totals.has(value));
      return [...totals.keys()].sort((a, b) => totals.get(b) - totals.get(a) || (a < b ? -1 : 1));
    }

    function nameOf(facet, value) {
      if (value === Filters.NONE) return story.t(facet.name === "source" ? "nobody" : "unknown");
      if (["quad", "status"].includes(facet.name)) return story.t(value);
      if (facet.name === "type") return story.type(value);
      return facet.name === "lang" ? story.language(value) : value;
    }

    return { draw };
  }

  function swatch(facet, value) {
    if (facet.name === "quad") return line(`swatch ${value}`, "happened");
    return facet.name === "status" ? line("swatch", value) : null;
  }

  /** A short line as it is drawn in the network. */
  function line(classes, status) {
    const cross = status === "denied" && Dom.makeSvg("path", { d: "M14 1v8", class: "cross" });
    const attributes = { class: `${classes} ${status}`, viewBox: "0 0 28 10", "aria-hidden": "true" };
    return Dom.makeSvg("svg", attributes, Dom.makeSvg("path", { d: "M1 5h26" }), cross);
  }

  return { create, line };
})();
