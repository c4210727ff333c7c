"use strict";
/* The network as drawn: vis-network with places worked out before, lines that show class, status and count. */
const Canvas = (() => {
  const DASHES = { happened: false, planned: [9, 6], possible: [2, 5], denied: [11, 5, 2, 5] };
  const FONT = '"Inter", "Segoe UI", system-ui, "DejaVu Sans", sans-serif';
  const SPACE = 4200;
  const REACH = 7;
  const STRONGEST = 8;

  /** Draw into `container`; `onPick` is given {actor} or {ties} or null. */
  function create(container, story, onPick) {
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    const network = new vis.Network(container, { nodes, edges }, { ...story.options, autoResize: true });
    const canvas = container.querySelector("canvas");
    const ruler = document.createElement("canvas").getContext("2d");
    let names = [];
    let colours = Drawing.readColours(story.classes);
    let measure = null;
    let latest = null;
    let drawnActors = "";
    const moved = new Map();

    function draw(found, state) {
      latest = [found, state];
      if (!container.clientWidth) return;
      const focus = Drawing.near(found, state);
      measure = Drawing.measures(found, container);
      const places = findPlaces(found, state);
      const actors = `${state.ego}:${found.drawn.actors.join()}`;
      if (actors !== drawnActors) moved.clear();
      nodes.clear();
      edges.clear();
      nodes.add(found.drawn.actors.map((id) => nodeOf(id, found, moved.get(id) || places.get(id), focus)));
      edges.add(edgesOf(found, focus));
      names = namesOf(found, focus);
      if (actors !== drawnActors) fit(false);
      drawnActors = actors;
    }

    /** The places of the layout stretched to the frame, or wider where the actors would crowd it. */
    function findPlaces(found, state) {
      const actors = found.drawn.actors;
      const grow = Math.max(
        1,
        Math.sqrt((actors.length * SPACE) / (container.clientWidth * container.clientHeight || 1)),
      );
      const [width, height] = [
        container.clientWidth * grow - 2 * measure.margin.x,
        container.clientHeight * grow - 2 * measure.margin.y,
      ];
      if (state.ego !== null) return Ego.arrange(state.ego, found.drawn.ties, found.ties, width, height);
      const turned = height > width * 1.2;
      const points = actors.map((id) => ({
        id,
        x: story.actors[id][turned ? "y" : "x"],
        y: story.actors[id][turned ? "x" : "y"],
      }));
      const [across, down] = [
        Drawing.stretch(
          points.map((p) => p.x),
          width,
        ),
        Drawing.stretch(
          points.map((p) => p.y),
          height,
        ),
      ];
      return new Map(points.map(({ id, x, y }) => [id, { x: across(x), y: down(y) }]));
    }

    function nodeOf(id, found, { x, y }, focus) {
      const faint = focus && !focus.actors.has(id);
      const lit = { background: colours.accent, border: colours.background };
      return {
        id,
        x,
        y,
        shape: "dot",
        label: undefined,
        size: measure.radius(found.actors.get(id) || 1),
        opacity: faint ? 0.25 : 1,
        color: {
          background: id === focus?.centre ? colours.accent : colours.node,
          border: colours.background,
          hover: lit,
          highlight: lit,
        },
      };
    }

    function edgesOf(found, focus) {
      const bends = Drawing.bend(found.drawn.ties, found.ties);
      return [...found.drawn.ties].reverse().map((tie) => {
        const count = found.ties.get(tie.id);
        const [width, color] = [measure.thickness(count), colours[tie.quad_class]];
        return {
          id: tie.id,
          from: tie.from,
          to: tie.to,
          width,
          dashes: DASHES[tie.status],
          smooth: bends.get(tie.id),
          color: {
            color,
            hover: color,
            highlight: color,
            inherit: false,
            opacity: measure.opacity(count, focus, tie.id),
          },
          hoverWidth: 1.5,
          arrows: {
            to: { enabled: !tie.mutual, scaleFactor: 0.4 + 0.25 / width },
            middle: { enabled: tie.status === "denied", type: "bar", scaleFactor: 0.7 },
          },
        };
      });
    }

    /** The names to draw, the most important first. */
    function namesOf(found, focus) {
      const stronger = (a, b) => found.actors.get(b) - found.actors.get(a) || a - b;
      const strongest = new Set([...found.drawn.actors].sort(stronger).slice(0, STRONGEST));
      const unsorted = found.drawn.actors.map((id) => nameOf(id, found, focus, strongest.has(id)));
      return unsorted.sort((a, b) => b.weight - a.weight || a.id - b.id);
    }

    function nameOf(id, found, focus, isStrong) {
      const count = found.actors.get(id) || 1;
      const own = Boolean(focus?.actors.has(id));
      const size = isStrong ? 14.5 : 12.5;
      const font = `${isStrong || id === focus?.centre ? "600 " : ""}${size}px ${FONT}`;
      ruler.font = font;
      const forms = Labels.forms(story.actors[id].label).map((text) => ({
        text,
        width: ruler.measureText(text).width,
      }));
      return {
        id,
        forms,
        font,
        height: size * 1.15,
        weight: count + (own ? 1e6 : 0),
        forced: id === focus?.centre,
        faint: Boolean(focus && !own),
      };
    }

    function drawNames(context) {
      const scale = network.getScale();
      const places = network.getPositions();
      const shown = names
        .filter((name) => places[name.id])
        .map((name) => {
          const { x, y } = network.canvasToDOM(places[name.id]);
          return { ...name, x, y, radius: nodes.get(name.id).size * scale };
        });
      const frame = { width: container.clientWidth, height: container.clientHeight };
      const onScreen = shown.filter(({ x, y }) => x > -20 && y > -20 && x < frame.width + 20 && y < frame.height + 20);
      const ratio = canvas.width / container.clientWidth;
      context.save();
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const placed = Labels.arrange(onScreen, frame);
      Labels.draw(context, placed, colours);
      context.restore();
      container.dataset.labels = placed.length;
    }

    /** The ties at a point of the screen, the nearest first. */
    function tiesAt({ x, y }) {
      const around = [
        [0, 0],
        [REACH, 0],
        [-REACH, 0],
        [0, REACH],
        [0, -REACH],
      ];
      const hits = around.map(([dx, dy]) => network.getEdgeAt({ x: x + dx, y: y + dy }));
      return [...new Set(hits.filter((id) => id !== undefined))];
    }

    function pick({ pointer }) {
      const actor = network.getNodeAt(pointer.DOM);
      const ties = actor === undefined ? tiesAt(pointer.DOM) : [];
      if (actor !== undefined) onPick({ actor });
      else onPick(ties.length ? { ties } : null);
    }

    function fit(animated = true) {
      if (!nodes.length || !container.clientWidth) return;
      network.moveTo({ ...whole(), animation: animated && { duration: 250, easingFunction: "easeInOutQuad" } });
    }

    /** The view that shows all nodes and leaves their names room. */
    function whole() {
      const points = nodes.map(({ x, y }) => ({ x, y }));
      const [xs, ys] = [Drawing.range(points.map((p) => p.x)), Drawing.range(points.map((p) => p.y))];
      const room = [container.clientWidth - 2 * measure.margin.x, container.clientHeight - 2 * measure.margin.y];
      const scale = Math.min(1.25, room[0] / Math.max(1, xs.high - xs.low), room[1] / Math.max(1, ys.high - ys.low));
      return { position: { x: (xs.low + xs.high) / 2, y: (ys.low + ys.high) / 2 }, scale };
    }

    function restyle() {
      colours = Drawing.readColours(story.classes);
      if (latest) draw(...latest);
    }

    network.on("afterDrawing", drawNames);
    network.on("click", pick);
    network.on("dragEnd", ({ nodes: dragged }) => dragged.forEach((id) => moved.set(id, network.getPosition(id))));
    for (const [event, style] of [
      ["hoverNode", "pointer"],
      ["hoverEdge", "pointer"],
      ["blurNode", ""],
      ["blurEdge", ""],
    ]) {
      network.on(event, () => {
        canvas.style.cursor = style;
      });
    }
    network.on("resize", () =>
      setTimeout(() => {
        if (latest) {
          drawnActors = "";
          draw(...latest);
        }
      }),
    );
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
    return { draw, fit, network };
  }

  return { create };
})();
