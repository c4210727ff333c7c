"use strict";
/* Names of actors on the canvas: the same size at every zoom, the most important first, none upon another. */
const Labels = (() => {
  const LENGTHS = [30, 14];
  const PADDING = 3;
  const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

  /** The forms in which a name may be drawn, the longest first. */
  function forms(name) {
    const plain = [...name.replace(CONTROLS, "")];
    const cut = (length) =>
      plain.length > length
        ? plain
            .slice(0, length - 1)
            .join("")
            .trimEnd() + "…"
        : plain.join("");
    return [...new Set(LENGTHS.map(cut))];
  }

  /** Where a name may stand: below or above its node, to the right or left of it, then below or above and shifted. */
  function candidates(x, y, radius, width, height) {
    const gap = radius + PADDING;
    const [below, above, middle] = [y + gap, y - gap - height, y - height / 2];
    return [
      [x - width / 2, below],
      [x - width / 2, above],
      [x + gap, middle],
      [x - gap - width, middle],
      [x - width * 0.25, below],
      [x - width * 0.75, below],
      [x - width * 0.25, above],
      [x - width * 0.75, above],
    ].map(([left, top]) => ({ left, top, right: left + width, bottom: top + height }));
  }

  const overlap = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const inside = (box, frame) =>
    box.left >= PADDING && box.top >= 0 && box.right <= frame.width - PADDING && box.bottom <= frame.height;

  /** Return names and boxes for as many `nodes` ({x, y, radius, forms: [{text, width}], height, forced}) as fit, in their order. */
  function arrange(nodes, frame) {
    const discs = nodes.map(({ x, y, radius }) => ({
      left: x - radius,
      right: x + radius,
      top: y - radius,
      bottom: y + radius,
    }));
    const placed = [];
    nodes.forEach((node, index) => {
      const taken = [...placed.map(({ box }) => box), ...discs.filter((_, at) => at !== index)];
      const isFree = (box) => !taken.some((other) => overlap(box, other));
      const options = node.forms.flatMap(({ text, width }) =>
        candidates(node.x, node.y, node.radius, width, node.height).map((box) => ({ node, text, box })),
      );
      const chosen = options.find(({ box }) => inside(box, frame) && isFree(box)) || (node.forced ? options[0] : null);
      if (chosen) placed.push(chosen);
    });
    return placed;
  }

  function draw(context, placed, colours) {
    context.textBaseline = "middle";
    context.textAlign = "left";
    context.lineJoin = "round";
    for (const { node, text, box } of placed) {
      context.globalAlpha = node.faint ? 0.35 : 1;
      context.font = node.font;
      context.lineWidth = 4;
      context.strokeStyle = colours.background;
      context.strokeText(text, box.left, (box.top + box.bottom) / 2);
      context.fillStyle = colours.text;
      context.fillText(text, box.left, (box.top + box.bottom) / 2);
    }
    context.globalAlpha = 1;
  }

  return { forms, arrange, draw };
})();
