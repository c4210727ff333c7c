"use strict";
/* How the network looks: sizes, colours, how ties are bent, what is in focus. */
const Drawing = (() => {
  const CROWD = 100;
  const WIDEST = 6.5;
  const GROUPS = Array.from({ length: 8 }, (_, index) => Groups.colourOf(index));

  const DASHES = { happened: false, planned: [9, 6], possible: [2, 5], denied: [11, 5, 2, 5] };

  /** The actors and ties that the reader's choice is about; null where all are alike. */
  function near(story, found, { choice, ego }) {
    const some = (isWanted) => {
      const ties = found.drawn.ties.filter(isWanted);
      const actors = new Set(ties.flatMap((tie) => [tie.from, tie.to]));
      return ties.length ? { ties: new Set(ties.map((tie) => tie.id)), actors } : null;
    };
    if (choice?.ties)
      return some(({ id }) => id === choice.ties[0] || found.drawn.bundles?.get(id)?.includes(choice.ties[0]));
    if (choice?.event !== undefined) return some(({ id }) => story.events[choice.event].edges.includes(id));
    if (choice?.group !== undefined) {
      const isMember = (id) => story.actors[id].group === choice.group;
      const focus = some(({ from, to }) => isMember(from) && isMember(to));
      return focus && { ...focus, actors: new Set(found.drawn.actors.filter(isMember)) };
    }
    const centre = choice?.actor ?? ego;
    if (centre === null || centre === undefined || !found.drawn.actors.includes(centre)) return null;
    const own = found.drawn.ties.filter((tie) => tie.from === centre || tie.to === centre);
    return {
      centre,
      ties: new Set(own.map((tie) => tie.id)),
      actors: new Set([centre, ...own.flatMap((tie) => [tie.from, tie.to])]),
    };
  }

  /** How each tie is bent, so that those between the same two actors lie side by side, the strongest in the middle. */
  function bend(ties, strength) {
    const between = new Map();
    for (const tie of ties) {
      const pair = `${Math.min(tie.from, tie.to)}-${Math.max(tie.from, tie.to)}`;
      between.set(pair, [...(between.get(pair) || []), tie]);
    }
    const bends = new Map();
    for (const side of between.values()) {
      side.sort((a, b) => strength(b.id) - strength(a.id) || a.id - b.id);
      side.forEach((tie, index) => {
        const offset = Math.ceil((index + (side.length % 2 ? 0 : 1)) / 2) - (side.length % 2 ? 0 : 0.5);
        const sign = (index % 2 ? 1 : -1) * (tie.from < tie.to ? 1 : -1);
        const roundness = 0.11 * offset;
        bends.set(tie.id, roundness ? { enabled: true, type: sign > 0 ? "curvedCW" : "curvedCCW", roundness } : false);
      });
    }
    return bends;
  }

  /** Sizes in pixels that suit the frame and how much is drawn: few ties are drawn stronger than many. */
  function measures(found, { clientWidth }) {
    const most = found.drawn.actors.reduce((high, id) => Math.max(high, found.actors.get(id) || 1), 1);
    const counts = found.drawn.ties.map((tie) => Filters.strength(found, tie.id));
    const least = counts.reduce((low, count) => Math.min(low, count), Infinity);
    const highest = counts.reduce((high, count) => Math.max(high, count), 1);
    const crowd = Math.min(1, counts.length / CROWD);
    const step = Math.min(1.4, WIDEST / Math.max(1, Math.log2(highest / least)));
    const small = clientWidth < 600 ? 0.7 : 1;
    return {
      margin: { x: clientWidth < 600 ? 34 : 58, y: 34 },
      radius: (count) => small * (4.5 + 13 * Math.sqrt(count / most)),
      thickness: (count) => small * (2 - 0.8 * crowd + step * Math.log2(count / least)),
      opacity: (count, focus, id) => {
        if (focus && !focus.ties.has(id)) return 0.07;
        return Math.min(0.95, (focus ? 0.8 : 0.88 - 0.4 * crowd) + 0.1 * step * Math.log2(count / least));
      },
    };
  }

  /** The colours of the page as it now is, light or dark, by name. */
  function readColours(classes) {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(
      [...classes, ...GROUPS, "background", "text", "muted", "node", "accent"].map((name) => [
        name,
        style.getPropertyValue(`--${name}`).trim(),
      ]),
    );
  }

  return { DASHES, near, bend, measures, readColours };
})();
