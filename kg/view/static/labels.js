"use strict";
/* Names of actors on the canvas: the same size at every zoom, the most important first, none upon another. */
const Labels = (() => {
  const LINE = 22;
  const SHORT = 14;
  const PADDING = 3;
  const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

  /** The forms in which a name may be drawn, each a list of lines, the fullest first. */
  function forms(name) {
    const plain = [...name.replace(CONTROLS, "")]
      .slice(0, 4 * LINE)
      .join("")
      .trim();
    const full = plain.length > LINE ? broken(plain) : [plain];
    return plain.length > SHORT ? [full, [cut(plain, SHORT)]] : [full];
  }

  function cut(text, length) {
    const letters = [...text];
    return letters.length > length
      ? `${letters
          .slice(0, length - 1)
          .join("")
          .trimEnd()}…`
      : text;
  }

  /** A long name in two lines, as even as its words allow. */
  function broken(text) {
    const spaces = [...text.matchAll(/\s+|(?<=-)/g)].map(({ index, 0: space }) => ({
      index,
      end: index + space.length,
    }));
    const halves = spaces.map(({ index, end }) => [text.slice(0, index), text.slice(end)]).filter(([a, b]) => a && b);
    if (!halves.length) return [cut(text, LINE)];
    const longest = (lines) => Math.max(...lines.map((line) => line.length));
    const best = halves.reduce((a, b) => (longest(b) < longest(a) ? b : a));
    return best.map((line) => cut(line, LINE + 4));
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

  /** How many of `pieces` ({a, b}: straight pieces of lines) run through a box. */
  function crossings(box, pieces) {
    return pieces.reduce((count, piece) => count + (crosses(box, piece) ? 1 : 0), 0);
  }

  /** Whether a piece of a line enters a box (the slabs method). */
  function crosses({ left, right, top, bottom }, { a, b }) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    let [enter, leave] = [0, 1];
    for (const [start, step, low, high] of [
      [a.x, dx, left, right],
      [a.y, dy, top, bottom],
    ]) {
      if (step === 0) {
        if (start < low || start > high) return false;
      } else {
        const [one, other] = [(low - start) / step, (high - start) / step];
        enter = Math.max(enter, Math.min(one, other));
        leave = Math.min(leave, Math.max(one, other));
      }
    }
    return enter < leave;
  }

  /**
   * Return names and boxes for as many `nodes` ({x, y, radius, forms: [{lines, width, height}], forced}) as fit, in their
   * order, each where the fewest of `pieces` run through it.
   */
  function arrange(nodes, frame, pieces) {
    const discs = nodes.map(({ x, y, radius }) => ({
      left: x - radius,
      right: x + radius,
      top: y - radius,
      bottom: y + radius,
    }));
    const placed = [];
    nodes.forEach((node, index) => {
      const isFree = (box) =>
        !placed.some((other) => overlap(box, other.box)) &&
        !discs.some((disc, at) => at !== index && overlap(box, disc));
      const options = node.forms.flatMap(({ lines, width, height }) =>
        candidates(node.x, node.y, node.radius, width, height).map((box) => ({ node, lines, box })),
      );
      const free = options.filter(({ box }) => inside(box, frame) && isFree(box));
      const best = leastCrossed(free, pieces) || (node.forced ? options[0] : null);
      if (best) placed.push(best);
    });
    return placed;
  }

  /** Of the options with the fullest form, the one that the fewest lines cross; the first of equals. */
  function leastCrossed(options, pieces) {
    const fullest = options.filter(({ lines }) => lines === options[0].lines);
    let best = null;
    for (const option of fullest) {
      const count = crossings(option.box, pieces);
      if (!best || count < best.count) best = { option, count };
      if (count === 0) break;
    }
    return best?.option;
  }

  /** The lines of a name with the middle of each: {text, x, y}. */
  function linesOf({ lines, box }) {
    const height = (box.bottom - box.top) / lines.length;
    return lines.map((text, index) => ({ text, x: (box.left + box.right) / 2, y: box.top + height * (index + 0.5) }));
  }

  function draw(context, placed, colours) {
    context.textBaseline = "middle";
    context.textAlign = "center";
    context.lineJoin = "round";
    for (const label of placed) {
      context.globalAlpha = label.node.faint ? 0.35 : 1;
      context.font = label.node.font;
      context.lineWidth = 4;
      context.strokeStyle = colours.background;
      context.fillStyle = colours.text;
      const lines = linesOf(label);
      for (const { text, x, y } of lines) context.strokeText(text, x, y);
      for (const { text, x, y } of lines) context.fillText(text, x, y);
    }
    context.globalAlpha = 1;
  }

  return { forms, arrange, linesOf, draw };
})();
