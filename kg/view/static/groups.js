"use strict";
/* Communities: actors that have more to do with each other than with the rest, each with a colour, a number and a hull. */
const Groups = (() => {
  const COLOURS = 8;
  const PULL = 0.35;
  const ROOM = 30;
  const OPACITY = 0.14;

  const colourOf = (number) => `group-${(number % COLOURS) + 1}`;

  /** The groups among the actors drawn: {number, members, colour}, the largest first, its strongest member first. */
  function among(story, found) {
    const members = new Map();
    for (const id of found.drawn.actors) {
      const number = story.actors[id].group;
      if (number !== null && number !== undefined) members.set(number, [...(members.get(number) || []), id]);
    }
    const stronger = (a, b) => (found.actors.get(b) || 0) - (found.actors.get(a) || 0) || a - b;
    return [...members]
      .map(([number, ids]) => ({ number, members: ids.sort(stronger) }))
      .filter((group) => group.members.length > 1)
      .sort((a, b) => b.members.length - a.members.length || a.number - b.number)
      .map((group, index) => ({ ...group, colour: colourOf(index) }));
  }

  /** Draw each group nearer together than the layout has it. */
  function gather(groups, places) {
    const moved = new Map(places);
    for (const { members } of groups) {
      const points = members.map((id) => places.get(id));
      const [x, y] = ["x", "y"].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
      for (const id of members) {
        const at = places.get(id);
        moved.set(id, { x: at.x + (x - at.x) * PULL, y: at.y + (y - at.y) * PULL });
      }
    }
    return moved;
  }

  /** The corners of the area around `points`, in order (Andrew's monotone chain). */
  function hull(points) {
    const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
    const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
    const half = (list) => {
      const chain = [];
      for (const point of list) {
        while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
        chain.push(point);
      }
      return chain.slice(0, -1);
    };
    return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
  }

  /** The area around actors at `points`, with room on all sides. */
  function area(points) {
    const around = ({ x, y }) =>
      Array.from({ length: 12 }, (_, step) => ({
        x: x + ROOM * Math.cos((step * Math.PI) / 6),
        y: y + ROOM * Math.sin((step * Math.PI) / 6),
      }));
    return hull(points.flatMap(around));
  }

  /** Fill the areas of `groups` ([{points, colour}]) under the network. */
  function draw(context, areas) {
    context.save();
    for (const { points, colour } of areas) {
      context.beginPath();
      points.forEach(({ x, y }, index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.fillStyle = context.strokeStyle = colour;
      context.globalAlpha = OPACITY;
      context.fill();
      context.globalAlpha = 3 * OPACITY;
      context.stroke();
    }
    context.restore();
  }

  return { OPACITY, colourOf, among, gather, area, draw };
})();
