"use strict";
/* The network as drawn: vis-network with places worked out before, lines that show class, status and count. */
const Canvas = (() => {
  const DASHES = { happened: false, planned: [9, 6], possible: [2, 5], denied: [11, 5, 2, 5] };
  const FONT = '"Inter", "Segoe UI", system-ui, "DejaVu Sans", sans-serif';
  const SPACE = 4200;
  const REACH = 7;
  const STRONGEST = 8;
  const CROWD = 100;
  const WIDEST = 6.5;

  /** Draw into `container`; `onPick` is given {actor} or {ties} or null. */
  function create(container, story, onPick) {
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    const network = new vis.Network(container, { nodes, edges }, { ...story.options, autoResize: true });
    const canvas = container.querySelector("canvas");
    const ruler = document.createElement("canvas").getContext("2d");
    let names = [];
    let colours = readColours();
    let measure = null;
    let latest = null;
    let drawnActors = "";
    const moved = new Map();

    function draw(found, state) {
      latest = [found, state];
      if (!container.clientWidth) return;
      const focus = near(found, state);
      measure = measures(found, container);
      const places = findPlaces(found, state);
      const actors = `${state.ego}:${found.drawn.actors.join()}`;
      if (actors !== drawnActors) moved.clear();
      nodes.clear();
      edges.clear();
      nodes.add(found.drawn.actors.map((id) => nodeOf(id, found, moved.get(id) || places.get(id), focus)));
      edges.add(edgesOf(found, state, focus));
      const strongest = new Set([...found.drawn.actors].sort((a, b) => found.actors.get(b) - found.actors.get(a) || a - b).slice(0, STRONGEST));
      names = found.drawn.actors.map((id) => nameOf(id, found, focus, strongest.has(id))).sort((a, b) => b.weight - a.weight || a.id - b.id);
      if (actors !== drawnActors) fit(false);
      drawnActors = actors;
    }

    /** The places of the layout stretched to the frame, or wider where the actors would crowd it. */
    function findPlaces(found, state) {
      const actors = found.drawn.actors;
      const grow = Math.max(1, Math.sqrt((actors.length * SPACE) / (container.clientWidth * container.clientHeight || 1)));
      const [width, height] = [container.clientWidth * grow - 2 * measure.margin.x, container.clientHeight * grow - 2 * measure.margin.y];
      if (state.ego !== null) return Ego.arrange(state.ego, found.drawn.ties, found.ties, width, height);
      const turned = height > width * 1.2;
      const points = actors.map((id) => ({ id, x: story.actors[id][turned ? "y" : "x"], y: story.actors[id][turned ? "x" : "y"] }));
      const [across, down] = [stretch(points.map((p) => p.x), width), stretch(points.map((p) => p.y), height)];
      return new Map(points.map(({ id, x, y }) => [id, { x: across(x), y: down(y) }]));
    }

    function nodeOf(id, found, { x, y }, focus) {
      const faint = focus && !focus.actors.has(id);
      const lit = { background: colours.accent, border: colours.background };
      return {
        id, x, y, shape: "dot", label: undefined, size: measure.radius(found.actors.get(id) || 1), opacity: faint ? 0.25 : 1,
        color: { background: id === focus?.centre ? colours.accent : colours.node, border: colours.background, hover: lit, highlight: lit },
      };
    }

    function edgesOf(found, state, focus) {
      const bends = bend(found.drawn.ties, found.ties);
      return [...found.drawn.ties].reverse().map((tie) => {
        const count = found.ties.get(tie.id);
        const width = measure.thickness(count);
        return {
          id: tie.id, from: tie.from, to: tie.to, width, dashes: DASHES[tie.status], smooth: bends.get(tie.id),
          color: { color: colours[tie.quad_class], hover: colours[tie.quad_class], inherit: false, opacity: measure.opacity(count, focus, tie.id) },
          hoverWidth: 1.5,
          arrows: {
            to: { enabled: !tie.mutual, scaleFactor: 0.4 + 0.25 / width },
            middle: { enabled: tie.status === "denied", type: "bar", scaleFactor: 0.7 },
          },
        };
      });
    }

    function nameOf(id, found, focus, isStrong) {
      const count = found.actors.get(id) || 1;
      const own = Boolean(focus?.actors.has(id));
      const size = isStrong ? 14.5 : 12.5;
      const font = `${isStrong || id === focus?.centre ? "600 " : ""}${size}px ${FONT}`;
      const text = Labels.shorten(story.actors[id].label);
      ruler.font = font;
      return { id, text, font, width: ruler.measureText(text).width, height: size * 1.15, weight: count + (own ? 1e6 : 0), forced: id === focus?.centre, faint: Boolean(focus && !own) };
    }

    function drawNames(context) {
      const scale = network.getScale();
      const places = network.getPositions();
      const shown = names.filter((name) => places[name.id]).map((name) => {
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
      const around = [[0, 0], [REACH, 0], [-REACH, 0], [0, REACH], [0, -REACH]];
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
      const [xs, ys] = [range(points.map((p) => p.x)), range(points.map((p) => p.y))];
      const room = [container.clientWidth - 2 * measure.margin.x, container.clientHeight - 2 * measure.margin.y];
      const scale = Math.min(1.25, room[0] / Math.max(1, xs.high - xs.low), room[1] / Math.max(1, ys.high - ys.low));
      return { position: { x: (xs.low + xs.high) / 2, y: (ys.low + ys.high) / 2 }, scale };
    }

    function restyle() {
      colours = readColours();
      if (latest) draw(...latest);
    }

    network.on("afterDrawing", drawNames);
    network.on("click", pick);
    network.on("dragEnd", ({ nodes: dragged }) => dragged.forEach((id) => moved.set(id, network.getPosition(id))));
    for (const [event, style] of [["hoverNode", "pointer"], ["hoverEdge", "pointer"], ["blurNode", ""], ["blurEdge", ""]]) {
      network.on(event, () => { canvas.style.cursor = style; });
    }
    network.on("resize", () => setTimeout(() => { if (latest) { drawnActors = ""; draw(...latest); } }));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
    return { draw, fit, network };
  }

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
    return { centre, ties: new Set(own.map((tie) => tie.id)), actors: new Set([centre, ...own.flatMap((tie) => [tie.from, tie.to])]) };
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
      opacity: (count, focus, id) => (focus && !focus.ties.has(id) ? 0.07 : Math.min(0.95, (focus ? 0.8 : 0.88 - 0.4 * crowd) + 0.1 * step * Math.log2(count / least))),
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

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const names = ["background", "text", "node", "accent", "verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict", "other-news"];
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
  }

  return { create };
})();
