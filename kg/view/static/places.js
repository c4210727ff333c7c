"use strict";
/* Where the actors stand: connected ones near each other, the whole stretched to the frame, with room for every name. */
const Places = (() => {
  const MOST = 160;
  const ROUNDS = 80;
  const PUSHES = 200;
  const GAP = 6;

  /** Places in a frame of `width` and `height` by actor. `boxes`: the room that each needs, {width, height, low}: its disc is `low` above its middle. */
  function arrange(story, drawn, counts, { width, height }, boxes) {
    const isTall = height > width * 1.2;
    const start = new Map(drawn.actors.map((id) => [id, turned(story.actors[id], isTall)]));
    const parts = components(drawn);
    if (drawn.actors.length <= MOST) for (const part of parts) settle(part, drawn.ties, counts, start);
    const packed = drawn.actors.length <= MOST ? pack(parts, start, width / height) : start;
    const actors = [...drawn.actors];
    const across = stretch(
      actors.map((id) => packed.get(id).x),
      width,
    );
    const down = stretch(
      actors.map((id) => packed.get(id).y),
      height,
    );
    const places = new Map(actors.map((id) => [id, { x: across(packed.get(id).x), y: down(packed.get(id).y) }]));
    return apart(places, boxes, { width, height });
  }

  const turned = ({ x, y }, isTall) => (isTall ? { x: y, y: x } : { x, y });

  /** The actors that ties connect, the largest part first. */
  function components({ actors, ties }) {
    const leader = new Map(actors.map((id) => [id, id]));
    const lead = (id) => {
      let at = id;
      while (leader.get(at) !== at) at = leader.get(at);
      leader.set(id, at);
      return at;
    };
    for (const { from, to } of ties) leader.set(lead(from), lead(to));
    const parts = new Map();
    for (const id of actors) parts.set(lead(id), [...(parts.get(lead(id)) || []), id]);
    return [...parts.values()].sort((a, b) => b.length - a.length);
  }

  /** Move the actors of one part so that their distances are near the lengths of the ways between them. */
  function settle(part, ties, counts, places) {
    if (part.length < 3) {
      part.forEach((id, index) => places.set(id, { x: index * 1.2, y: 0 }));
      return;
    }
    const wanted = ways(part, ties, counts);
    const points = part.map((id) => ({ x: places.get(id).x / 100, y: places.get(id).y / 100 }));
    for (let round = 0; round < ROUNDS; round += 1)
      points.forEach((point, i) => {
        let [x, y, sum] = [0, 0, 0];
        points.forEach((other, j) => {
          if (i === j) return;
          const [dx, dy] = [point.x - other.x, point.y - other.y];
          const far = Math.hypot(dx, dy) || 1e-6;
          const weight = 1 / wanted[i][j] ** 2;
          x += weight * (other.x + (wanted[i][j] * dx) / far);
          y += weight * (other.y + (wanted[i][j] * dy) / far);
          sum += weight;
        });
        [point.x, point.y] = [x / sum, y / sum];
      });
    part.forEach((id, index) => places.set(id, points[index]));
  }

  /** The lengths of the shortest ways between the actors of a part; a strong tie is shorter. */
  function ways(part, ties, counts) {
    const at = new Map(part.map((id, index) => [id, index]));
    const far = part.map((_, i) => part.map((__, j) => (i === j ? 0 : Infinity)));
    const strength = new Map();
    for (const { id, from, to } of ties) {
      if (!at.has(from)) continue;
      const [i, j] = [at.get(from), at.get(to)];
      const key = Math.min(i, j) * part.length + Math.max(i, j);
      strength.set(key, (strength.get(key) || 0) + counts.get(id));
      far[i][j] = far[j][i] = 1 / Math.sqrt(1 + Math.log2(strength.get(key)) / 2);
    }
    for (let through = 0; through < part.length; through += 1)
      for (let i = 0; i < part.length; i += 1)
        for (let j = 0; j < part.length; j += 1) far[i][j] = Math.min(far[i][j], far[i][through] + far[through][j]);
    return far;
  }

  /** Set the parts in rows side by side, the whole about `aspect` times as wide as high. */
  function pack(parts, places, aspect) {
    const boxes = parts.map((part) => {
      const [xs, ys] = ["x", "y"].map((axis) => range(part.map((id) => places.get(id)[axis])));
      return { part, left: xs.low - 0.5, top: ys.low - 0.5, width: xs.high - xs.low + 1, height: ys.high - ys.low + 1 };
    });
    const area = boxes.reduce((sum, box) => sum + box.width * box.height, 0);
    const widest = Math.max(Math.sqrt(area * aspect), ...boxes.map((box) => box.width)) + 1e-9;
    const packed = new Map();
    let [x, y, row] = [0, 0, 0];
    for (const { part, left, top, width, height } of boxes) {
      if (x + width > widest) [x, y, row] = [0, y + row, 0];
      for (const id of part) packed.set(id, { x: places.get(id).x - left + x, y: places.get(id).y - top + y });
      x += width;
      row = Math.max(row, height);
    }
    return packed;
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

  /** Push `places` apart until no two boxes overlap, within the frame; `fixed` actors stay. */
  function apart(places, boxes, frame, fixed = new Set()) {
    const items = [...places].map(([id, { x, y }]) => ({
      id,
      x,
      y: y + boxes.get(id).low,
      ...sizeOf(boxes.get(id)),
      isFixed: fixed.has(id),
    }));
    if (items.length > MOST) return places;
    for (let push = 0; push < PUSHES; push += 1) {
      let isStill = true;
      for (let i = 0; i < items.length; i += 1)
        for (let j = i + 1; j < items.length; j += 1) if (separate(items[i], items[j])) isStill = false;
      for (const item of items) keepInside(item, frame);
      if (isStill) break;
    }
    return new Map(items.map(({ id, x, y }) => [id, { x, y: y - boxes.get(id).low }]));
  }

  const sizeOf = ({ width, height }) => ({ width: width + GAP, height: height + GAP });

  function separate(a, b) {
    const overlapX = (a.width + b.width) / 2 - Math.abs(a.x - b.x);
    const overlapY = (a.height + b.height) / 2 - Math.abs(a.y - b.y);
    if (overlapX <= 0.5 || overlapY <= 0.5) return false;
    const axis = overlapX < overlapY ? "x" : "y";
    const step = (axis === "x" ? overlapX : overlapY) * 0.6;
    const sign = a[axis] < b[axis] ? -1 : 1;
    const share = a.isFixed ? 0 : b.isFixed ? 1 : 0.5;
    a[axis] += sign * step * share;
    b[axis] -= sign * step * (1 - share);
    return !(a.isFixed && b.isFixed);
  }

  function keepInside(item, { width, height, margin = 0 }) {
    if (item.isFixed) return;
    const [halfX, halfY] = [item.width / 2 - margin, item.height / 2 - margin];
    item.x = Math.min(Math.max(item.x, halfX), Math.max(halfX, width - halfX));
    item.y = Math.min(Math.max(item.y, halfY), Math.max(halfY, height - halfY));
  }

  return { arrange, apart, range };
})();
