"use strict";
/* What is on the screen: which actor or line is at a point of it, and all of it in pixels, for a picture. */
const Scene = (() => {
  const onScreen =
    ({ network, places }) =>
    (id) =>
      network.canvasToDOM(places.get(id));

  /** The actor whose disc or name is at a point of the screen. */
  function actorAt(view, { x, y }, reach) {
    const scale = view.network.getScale();
    const place = onScreen(view);
    const far = (id) => Math.hypot(place(id).x - x, place(id).y - y) - view.nodes.get(id).size * scale;
    const [near] = view.actors.map((id) => ({ id, far: far(id) })).sort((a, b) => a.far - b.far);
    if (near && near.far <= reach / 2) return near.id;
    const isOn = ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom;
    return view.labels.find(({ box }) => isOn(box))?.node.id;
  }

  /** The ties near a point of the screen, the nearest first. */
  function tiesAt(view, point, reach) {
    const scale = view.network.getScale();
    const place = view.network.DOMtoCanvas(point);
    return view.ties
      .map(({ id }) => ({ id, far: Geometry.distance(Geometry.curveOf(view.network, id), place) * scale }))
      .filter(({ far }) => far <= reach)
      .sort((a, b) => a.far - b.far)
      .map(({ id }) => id);
  }

  /** A line as one or two straight pieces in pixels. */
  function pieces(network, id) {
    const curve = Geometry.curveOf(network, id);
    const shares = curve.via ? [0, 0.5, 1] : [0, 1];
    const points = shares.map((share) => network.canvasToDOM(Geometry.at(curve, share)));
    return points.slice(1).map((b, index) => ({ a: points[index], b }));
  }

  /** What a picture is made from. */
  function of(view) {
    const { network, nodes, labels, areas, width, height } = view;
    const place = onScreen(view);
    const scale = network.getScale();
    const disc = ({ id, size, color, opacity }) => {
      const { background: colour } = color;
      return { ...place(id), radius: size * scale, colour, opacity, name: view.names[id].label };
    };
    return {
      width,
      height,
      areas: areas.map((area) => ({ ...area, points: area.points.map((point) => network.canvasToDOM(point)) })),
      lines: [...view.ties].reverse().map((tie) => lineOf(view, tie, scale)),
      discs: nodes.get().map(disc),
      labels: labels.map((label) => ({ lines: Labels.linesOf(label), font: label.node.font, faint: label.node.faint })),
    };
  }

  function lineOf({ network, nodes, edges }, tie, scale) {
    const { width, dashes, color } = edges.get(tie.id);
    const { from, via, to } = Geometry.curveOf(network, tie.id);
    const screen = (point) => point && network.canvasToDOM(point);
    const curve = { from: screen(from), via: screen(via), to: screen(to) };
    const ends = [tie.from, tie.to].map((id) => nodes.get(id).size * scale);
    return { tie, curve, width, dashes, ends, colour: color.color, opacity: color.opacity };
  }

  return { actorAt, tiesAt, pieces, of };
})();
