"use strict";
/* What of the graph this page holds, where it does not hold everything. */
const Part = (() => {
  /** Fill `container`: which events of how many, with links to the pages before and after, and what was left out. */
  function fill(container, { t, number, part, left }) {
    const notes = [
      part &&
        t("part", {
          first: number(part.offset + 1),
          last: number(part.offset + part.events),
          total: number(part.total),
        }),
      left.evidence > 0 && t("evidence_left", { count: number(left.evidence) }),
      left.actors > 0 && t("actors_joined", { count: number(left.actors) }),
    ].filter(Boolean);
    const before = part && part.offset > 0 && link(t("part_before"), Math.max(0, part.offset - part.limit));
    const after = part && part.offset + part.events < part.total && link(t("part_after"), part.offset + part.limit);
    container.replaceChildren(...[notes.join(" · "), " ", before, " ", after].filter(Boolean));
    container.hidden = !notes.length;
  }

  function link(text, offset) {
    const parts = new URLSearchParams(location.search);
    parts.set("offset", offset);
    return Dom.make("a", { href: `?${parts}` }, text);
  }

  return { fill };
})();
