"use strict";
/* How the network looks: sizes, colours, how ties are bent, what is in focus. */
const Drawing = (() => {
  const CROWD = 100;
  const WIDEST = 6.5;

  /** The actors and ties that the reader's choice is about; null where all are alike. */
  function near(found, { choice, ego }) {
    if (choice?.ties) {
      const ties = new Set(choice.ties.slice(0, 1));
      const ends = found.drawn.ties.filter((tie) => ties.has(tie.id)).flatMap((tie) => [tie.from, tie.to]);
      return ends.length ? { ties, actors: new Set(ends) } : null;
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
  function bend(ties, counts) {
    const between = new Map();
    for (const tie of ties) {
      const pair = `${Math.min(tie.from, tie.to)}-${Math.max(tie.from, tie.to)}`;
      between.set(pair, [...(between.get(pair) || []), tie]);
    }
    const bends = new Map();
    for (const side of between.values()) {
      side.sort((a, b) => counts.get(b.id) - counts.get(a.id) || a.id - b.id);
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
    const most = Math.max(1, ...found.drawn.actors.map((id) => found.actors.get(id) || 1));
    const counts = found.drawn.ties.map((tie) => found.ties.get(tie.id));
    const least = Math.min(...counts);
    const crowd = Math.min(1, counts.length / CROWD);
    const step = Math.min(1.4, WIDEST / Math.max(1, Math.log2(Math.max(...counts) / least)));
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

  function range(values) {
    return { low: Math.min(...values), high: Math.max(...values) };
  }

  /** Stretch `values` to `length`, half by their size and half by their rank: what is crowded gets room, what lies far off comes nearer. */
  function stretch(values, length) {
    const { low, high } = range(values);
    if (high - low < 1e-9) return () => length / 2;
    const sorted = [...values].sort((a, b) => a - b);
    const rank = (value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 / (sorted.length - 1);
    return (value) => ((value - low) / (high - low) + rank(value)) * (length / 2);
  }

  /** The colours of the page as it now is, light or dark, by name. */
  function readColours(classes) {
    const style = getComputedStyle(document.documentElement);
    return Object.fromEntries(
      [...classes, "background", "text", "node", "accent"].map((name) => [
        name,
        style.getPropertyValue(`--${name}`).trim(),
      ]),
    );
  }

  return { near, bend, measures, stretch, range, readColours };
})();
