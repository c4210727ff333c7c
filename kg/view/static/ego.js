"use strict";
/* One actor in the middle, its neighbours around it: those it cooperates with on the left, those in conflict on the right. */
const Ego = (() => {
  const SIGN = { "verbal-cooperation": 1, "material-cooperation": 1, "verbal-conflict": -1, "material-conflict": -1 };
  const FULL_RING = 22;

  const sign = (quad) => SIGN[quad] || 0;

  /** Net polarity of `ties` by neighbour: cooperative events less conflicts. */
  function polarity(centre, ties, counts) {
    const net = new Map();
    for (const tie of ties) {
      const other = tie.from === centre ? tie.to : tie.from;
      net.set(other, (net.get(other) || 0) + sign(tie.quad_class) * counts.get(tie.id));
    }
    return net;
  }

  /** Neighbours by net polarity, the most cooperative first. */
  function order(centre, ties, counts) {
    const net = polarity(centre, ties, counts);
    return [...net.keys()].sort((a, b) => net.get(b) - net.get(a) || a - b);
  }

  /** Places in a frame of `width` and `height`, by actor. */
  function arrange(centre, ties, counts, width, height) {
    const neighbours = order(centre, ties, counts);
    const places = new Map([[centre, { x: width / 2, y: height / 2 }]]);
    neighbours.forEach((actor, index) => {
      const share = (index + 0.5) / neighbours.length;
      const angle = Math.PI * (1 - share) * (index % 2 ? 1 : -1);
      const ring = neighbours.length > FULL_RING && index % 4 > 1 ? 0.62 : 0.92;
      places.set(actor, {
        x: (width / 2) * (1 + ring * Math.cos(angle)),
        y: (height / 2) * (1 + ring * Math.sin(angle)),
      });
    });
    return places;
  }

  return { sign, order, arrange };
})();
