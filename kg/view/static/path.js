"use strict";
/* How two actors are connected: all shortest ways from one to the other along the ties under the filters. */
const Path = (() => {
  const MOST = 40;

  /** Return {actors, ties, steps}: steps from the first to the second, null where nothing connects them. */
  function find(story, counts, [from, to]) {
    const ties = [...counts.keys()].map((id) => story.ties[id]);
    const neighbours = neighboursOf(ties, counts);
    const [away, back] = [distances(neighbours, from), distances(neighbours, to)];
    const steps = away.get(to);
    if (steps === undefined) return { actors: [from, to], ties: [], steps: null };
    const isBetween = (actor) => away.get(actor) + back.get(actor) === steps;
    const strength = (actor) => [...neighbours.get(actor).values()].reduce((sum, count) => sum + count, 0);
    const ranked = [...neighbours.keys()].filter(isBetween).sort((a, b) => strength(b) - strength(a) || a - b);
    const kept = new Set(ranked.length > MOST ? strongestWay(neighbours, back, from, ranked) : ranked);
    const isStep = (tie) =>
      kept.has(tie.from) && kept.has(tie.to) && Math.abs(away.get(tie.from) - away.get(tie.to)) === 1;
    const order = (a, b) => away.get(a) - away.get(b) || strength(b) - strength(a) || a - b;
    const stronger = (a, b) => counts.get(b.id) - counts.get(a.id) || a.id - b.id;
    return { actors: [...kept].sort(order), ties: ties.filter(isStep).sort(stronger), steps, columns: away };
  }

  /** Where the ways are too many: the way along the strongest ties, and the strongest of the other actors. */
  function strongestWay(neighbours, back, from, ranked) {
    const way = [from];
    while (back.get(way.at(-1)) > 0) {
      const [here] = way.slice(-1);
      const next = [...neighbours.get(here)].filter(([actor]) => back.get(actor) === back.get(here) - 1);
      way.push(next.sort((a, b) => b[1] - a[1] || a[0] - b[0])[0][0]);
    }
    return [...new Set([...way, ...ranked])].slice(0, MOST);
  }

  /** Actor -> neighbour -> events. */
  function neighboursOf(ties, counts) {
    const found = new Map();
    const add = (a, b, count) => {
      if (!found.has(a)) found.set(a, new Map());
      found.get(a).set(b, (found.get(a).get(b) || 0) + count);
    };
    for (const { id, from, to } of ties) {
      add(from, to, counts.get(id));
      add(to, from, counts.get(id));
    }
    return found;
  }

  function distances(neighbours, start) {
    const far = new Map([[start, 0]]);
    const queue = [start];
    for (const actor of queue)
      for (const next of (neighbours.get(actor) || new Map()).keys())
        if (!far.has(next)) {
          far.set(next, far.get(actor) + 1);
          queue.push(next);
        }
    return far;
  }

  /** Places in a frame: the first actor at the left, the second at the right, what lies between in columns; in a tall frame from top to bottom. */
  function arrange(route, width, height) {
    if (height <= width * 1.2) return across(route, width, height);
    return new Map([...across(route, height, width)].map(([id, { x, y }]) => [id, { x: y, y: x }]));
  }

  function across({ actors, steps, columns }, width, height) {
    const levels = new Map();
    actors.forEach((actor, index) => {
      const level = steps === null ? index : columns.get(actor);
      levels.set(level, [...(levels.get(level) || []), actor]);
    });
    const places = new Map();
    for (const [level, members] of levels)
      members.forEach((actor, index) => {
        const sway = members.length > 1 && index % 2 ? 0.12 : 0;
        places.set(actor, {
          x: (width * (level + (level > 0 && level < steps ? sway : 0))) / (steps || 1),
          y: (height * (index + 0.5)) / members.length,
        });
      });
    return places;
  }

  return { find, arrange };
})();
