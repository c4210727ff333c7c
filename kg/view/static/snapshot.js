"use strict";
/* The view as it is now, for a file or for paper: what the canvas shows with title, legend and what it leaves out. */
const Snapshot = (() => {
  /** `now()` gives {state, found, texts}: what the reader has chosen, what follows from it, and what the page says of it. */
  function create(story, canvas, now) {
    const { t } = story;

    function picture() {
      const { state, found, texts } = now();
      const colours = Drawing.readColours(story.classes);
      const drawn = new Set(found.drawn.ties.map((tie) => tie.quad_class));
      const classes = story.classes.filter((name) => drawn.has(name));
      const legend = classes.map((name) => ({ name: t(name), colour: colours[name] }));
      const period = Dom.byId("timeline").querySelector(".period")?.textContent;
      const notes = [...texts, period, state.query && `“${state.query}”`].filter(Boolean).join(" · ");
      const describe = (tie) => said(tie, Filters.strength(found, tie.id));
      return Picture.svg(canvas.scene(), { title: document.title, notes, legend, colours, describe });
    }

    function said(tie, count) {
      const ends = [tie.from, tie.to].map((id) => story.actors[id].label).join(tie.mutual ? " ↔ " : " → ");
      return `${ends}: ${t(tie.quad_class)}, ${t(tie.status)}, ${story.number(count)}`;
    }

    function fileName() {
      const words = document.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
      return words.slice(0, 60) || "page";
    }

    /** Paper is light: what is printed is drawn in the light colours. */
    function startPrint() {
      document.documentElement.dataset.print = "true";
      canvas.restyle();
      Dom.byId("print").replaceChildren(...(now().state.view === "network" ? [picture()] : []));
    }

    function endPrint() {
      delete document.documentElement.dataset.print;
      canvas.restyle();
      Dom.byId("print").replaceChildren();
    }

    const png = () => Picture.savePng(picture(), fileName());
    const svg = () => Picture.saveSvg(picture(), fileName());
    return { png, svg, startPrint, endPrint };
  }

  return { create };
})();
