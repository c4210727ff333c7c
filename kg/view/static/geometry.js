"use strict";
/* The lines of the network as curves: where they run, where their arrows point, how far a point is from them. */
const Geometry = (() => {
  const STEPS = 14;

  /** A line from one actor to another: {from, via, to}; `via` is null where it is straight. */
  function curveOf(network, id) {
    const { from, to, edgeType } = network.body.edges[id];
    const via = edgeType.getViaNode?.() || null;
    const point = ({ x, y }) => ({ x, y });
    return { from: point(from), via: via && via.x !== undefined ? point(via) : null, to: point(to) };
  }

  function at({ from, via, to }, share) {
    const mix = (a, b) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
    return via ? mix(mix(from, via), mix(via, to)) : mix(from, to);
  }

  /** The part of a curve outside the discs at its ends, as points. */
  function outside(curve, fromRadius, toRadius) {
    const shares = Array.from({ length: 60 + 1 }, (_, step) => step / 60);
    const far = (point, end) => Math.hypot(point.x - end.x, point.y - end.y);
    return shares
      .map((share) => at(curve, share))
      .filter((point) => far(point, curve.from) >= fromRadius && far(point, curve.to) >= toRadius);
  }

  /** How far `point` is from a curve. */
  function distance(curve, point) {
    let least = Infinity;
    let before = curve.from;
    for (let step = 1; step <= STEPS; step += 1) {
      const next = at(curve, step / STEPS);
      least = Math.min(least, fromPiece(point, before, next));
      before = next;
    }
    return least;
  }

  function fromPiece(point, a, b) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = dx * dx + dy * dy || 1e-9;
    const share = Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
    return Math.hypot(point.x - a.x - share * dx, point.y - a.y - share * dy);
  }

  return { curveOf, at, outside, distance };
})();
