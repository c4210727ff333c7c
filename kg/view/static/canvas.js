"use strict";
/* The network as drawn: vis-network with places worked out before, lines that show class, status and count. */
const Canvas = (() => {
  const FONT = '"Inter", "Segoe UI", system-ui, "DejaVu Sans", sans-serif';
  const SPACE = 4200;
  const REACH = { touch: 14, mouse: 7 };
  const STRONGEST = 8;
  const MOST_PIECES = 200;
  const PAN = 60;

  /** Draw into `container`; `onPick` is given {actor} or {ties, x, y} or null. */
  function create(container, story, onPick) {
    const nodes = new vis.DataSet();
    const edges = new vis.DataSet();
    const network = new vis.Network(container, { nodes, edges }, { ...story.options, autoResize: true });
    const canvas = container.querySelector("canvas");
    const ruler = document.createElement("canvas").getContext("2d");
    canvas.parentElement.removeAttribute("tabindex");
    container.network = network;
    let names = [];
    let labels = [];
    let colours = Drawing.readColours(story.classes);
    let measure = null;
    let latest = null;
    let arranged = { scene: "", places: new Map() };

    function draw(found, state) {
      latest = [found, state];
      if (!isVisible()) return;
      const focus = Drawing.near(story, found, state);
      measure = Drawing.measures(found, container);
      names = namesOf(found, focus);
      const isNew = arrange(found, state);
      const lines = edgesOf(found, focus);
      nodes.clear();
      edges.clear();
      const tints = tintsOf(found, state);
      nodes.add(found.drawn.actors.map((id) => nodeOf(id, found, tints, focus)));
      edges.add(lines);
      container.dataset.drawn = `${nodes.length} ${edges.length}`;
      if (isNew) fit(false);
    }

    const isVisible = () => container.clientWidth > 0 && container.clientHeight > 0;

    /** Find places, unless all who are drawn have one in the same scene: what is left out moves nobody. */
    function arrange(found, state) {
      const scene = [
        state.ego,
        state.path,
        state.groups,
        state.actors,
        container.clientWidth,
        container.clientHeight,
      ].join();
      const { actors } = found.drawn;
      if (scene === arranged.scene && actors.every((id) => arranged.places.has(id))) return false;
      arranged = { scene, places: findPlaces(found, state) };
      return true;
    }

    /** Places in the frame, or in a larger one where the actors would crowd it. */
    function findPlaces(found, state) {
      const { actors } = found.drawn;
      if (!actors.length) return new Map();
      const [width, height] = [container.clientWidth, container.clientHeight];
      const grow = Math.max(1, Math.sqrt((actors.length * SPACE) / (width * height)));
      const frame = {
        width: width * grow - 2 * measure.margin.x,
        height: height * grow - 2 * measure.margin.y,
        margin: measure.margin.x,
      };
      const boxes = new Map(names.map((name) => [name.id, boxOf(name, found)]));
      const inner = { ...frame, margin: measure.margin.x - 8 };
      if (state.ego !== null) {
        const places = Ego.arrange(state.ego, found.drawn.ties, found.ties, frame.width, frame.height);
        return Places.apart(places, boxes, inner, new Set([state.ego]));
      }
      if (state.path) return Places.apart(Path.arrange(found.drawn, frame.width, frame.height), boxes, inner);
      const places = Places.arrange(story, found.drawn, found.ties, inner, boxes);
      if (!state.groups) return places;
      return Places.apart(Groups.gather(Groups.among(story, found), places), boxes, inner);
    }

    /** The room of an actor: its disc with its name below. */
    function boxOf({ forms: [{ width, height }], id }, found) {
      const radius = measure.radius(found.actors.get(id) || 1);
      return { width: Math.max(width, 2 * radius), height: 2 * radius + 4 + height, low: (height + 4) / 2 };
    }

    function nodeOf(id, found, tints, focus) {
      const faint = focus && !focus.actors.has(id);
      const lit = { background: colours.accent, border: colours.background };
      return {
        id,
        ...arranged.places.get(id),
        shape: "dot",
        label: undefined,
        size: measure.radius(found.actors.get(id) || 1),
        opacity: faint ? 0.25 : 1,
        color: {
          background: id === focus?.centre ? colours.accent : tints.get(id) || colours.node,
          border: colours.background,
          hover: lit,
          highlight: lit,
        },
      };
    }

    /** The colours of the members of groups, where these are asked for. */
    function tintsOf(found, { groups }) {
      const members = groups ? Groups.among(story, found) : [];
      return new Map(members.flatMap((group) => group.members.map((id) => [id, colours[group.colour]])));
    }

    function edgesOf(found, focus) {
      const strength = (id) => Filters.strength(found, id);
      const bends = Drawing.bend(found.drawn.ties, strength);
      return [...found.drawn.ties].reverse().map((tie) => {
        const count = strength(tie.id);
        const [width, color] = [measure.thickness(count), colours[tie.quad_class]];
        return {
          id: tie.id,
          from: tie.from,
          to: tie.to,
          width,
          dashes: Drawing.DASHES[tie.status],
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
      const forms = Labels.forms(story.actors[id].label).map((lines) => ({
        lines,
        width: Math.max(...lines.map((line) => ruler.measureText(line).width)),
        height: size * 1.18 * lines.length,
      }));
      return {
        id,
        forms,
        font,
        weight: count + (own ? 1e6 : 0),
        forced: id === focus?.centre,
        faint: Boolean(focus && !own),
      };
    }

    function drawNames(context) {
      const scale = network.getScale();
      const frame = { width: container.clientWidth, height: container.clientHeight };
      const shown = names
        .filter((name) => nodes.get(name.id))
        .map((name) => {
          const { x, y } = network.canvasToDOM(arranged.places.get(name.id));
          return { ...name, x, y, radius: nodes.get(name.id).size * scale };
        });
      const onScreen = shown.filter(({ x, y }) => x > -20 && y > -20 && x < frame.width + 20 && y < frame.height + 20);
      const ratio = canvas.width / container.clientWidth;
      context.save();
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      labels = Labels.arrange(onScreen, frame, pieces());
      Labels.draw(context, labels, colours);
      context.restore();
      container.dataset.labels = labels.length;
    }

    /** The lines as straight pieces on the screen, for names to keep off them; none where there are too many to look at. */
    function pieces() {
      const ties = latest[0].drawn.ties.filter(({ id }) => network.body.edges[id]);
      return ties.length > MOST_PIECES ? [] : ties.flatMap(({ id }) => Scene.pieces(network, id));
    }

    function areas() {
      const [found, state] = latest || [];
      if (!state?.groups) return [];
      return Groups.among(story, found).map(({ colour, members }) => ({
        points: Groups.area(members.map((id) => arranged.places.get(id))),
        colour: colours[colour],
      }));
    }

    /** What is on the screen, for those who look for something on it or make a picture of it. */
    function view() {
      const { clientWidth: width, clientHeight: height } = container;
      const { actors, ties } = latest[0].drawn;
      return {
        network,
        nodes,
        edges,
        labels,
        actors,
        ties,
        areas: areas(),
        places: arranged.places,
        width,
        height,
        names: story.actors,
      };
    }

    function pick({ pointer, event }) {
      const reach = REACH[event?.pointerType] || REACH.mouse;
      const actor = Scene.actorAt(view(), pointer.DOM, reach);
      const ties = actor === undefined ? Scene.tiesAt(view(), pointer.DOM, reach) : [];
      if (actor !== undefined) onPick({ actor });
      else onPick(ties.length ? { ties, ...pointer.DOM } : null);
    }

    function fit(animated = true) {
      if (!nodes.length || !isVisible()) return;
      network.moveTo({ ...whole(), animation: animated && { duration: 250, easingFunction: "easeInOutQuad" } });
    }

    /** The view that shows all nodes and leaves their names room. */
    function whole() {
      const points = nodes.get().map(({ x, y }) => ({ x, y }));
      const [xs, ys] = [Places.range(points.map((p) => p.x)), Places.range(points.map((p) => p.y))];
      const room = [container.clientWidth - 2 * measure.margin.x, container.clientHeight - 2 * measure.margin.y];
      const scale = Math.min(1.25, room[0] / Math.max(1, xs.high - xs.low), room[1] / Math.max(1, ys.high - ys.low));
      return { position: { x: (xs.low + xs.high) / 2, y: (ys.low + ys.high) / 2 }, scale };
    }

    /** Arrange and draw anew. */
    function renew() {
      arranged = { scene: "", places: new Map() };
      if (latest) draw(...latest);
      fit();
    }

    function restyle() {
      colours = Drawing.readColours(story.classes);
      if (latest) draw(...latest);
    }

    function zoom(factor) {
      network.moveTo({ scale: network.getScale() * factor });
    }

    function pan(x, y) {
      const { x: left, y: top } = network.getViewPosition();
      const scale = network.getScale();
      network.moveTo({ position: { x: left + (x * PAN) / scale, y: top + (y * PAN) / scale } });
    }

    network.on("beforeDrawing", (context) => Groups.draw(context, areas()));
    network.on("afterDrawing", drawNames);
    network.on("click", pick);
    network.on("dragging", ({ nodes: dragged }) => dragged.forEach(remember));
    network.on("dragEnd", ({ nodes: dragged }) => dragged.forEach(remember));
    function remember(id) {
      arranged.places.set(id, network.getPosition(id));
    }
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
        if (!latest) return;
        draw(...latest);
        fit(false); // the network scales the view itself when the frame changes
      }),
    );
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
    return { draw, renew, restyle, zoom, pan, scene: () => Scene.of(view()), view, network };
  }

  return { create };
})();
