"use strict";
/* The view as a picture: SVG drawn from the same places and styles as the canvas, PNG and print made from it. */
const Picture = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const HEAD = 44;
  const FOOT = 52;
  const SHARP = 2;
  const ROW = 190;

  /** An SVG element of `scene` (from the canvas) with the title above, and below what it shows and how to read it. */
  function svg(scene, { title, notes, legend, colours, describe }) {
    const height = HEAD + scene.height + FOOT;
    const size = { width: scene.width, height, viewBox: `0 0 ${scene.width} ${height}` };
    const font = { "font-family": "Inter, 'Segoe UI', 'DejaVu Sans', sans-serif" };
    return Dom.makeSvg(
      "svg",
      { xmlns: SVG, ...size, ...font },
      Dom.makeSvg("title", {}, title),
      Dom.makeSvg("rect", { width: scene.width, height, fill: colours.background }),
      text(14, 27, title, { "font-size": 17, "font-weight": 600, fill: colours.text }),
      Dom.makeSvg(
        "svg",
        { y: HEAD, width: scene.width, height: scene.height, overflow: "hidden" },
        scene.areas.map(area),
        scene.lines.map((item) => line(item, describe(item.tie))),
        scene.discs.map((item) => disc(item, colours)),
        scene.labels.map((item) => label(item, colours)),
      ),
      legend.map(({ name, colour }, index) =>
        key(name, colour, 14 + index * Math.min(ROW, scene.width / legend.length), height - 32, colours),
      ),
      text(14, height - 9, notes, { "font-size": 11, fill: colours.muted }),
    );
  }

  const short = (value) => Math.round(value * 10) / 10;
  const points = (list) => list.map(({ x, y }) => `${short(x)},${short(y)}`).join(" ");

  function text(x, y, content, attributes) {
    return Dom.makeSvg("text", { x: short(x), y: short(y), ...attributes }, content);
  }

  function key(name, colour, x, y, colours) {
    return Dom.makeSvg(
      "g",
      {},
      Dom.makeSvg("path", { d: `M${short(x)} ${y}h22`, stroke: colour, "stroke-width": 3 }),
      text(x + 28, y + 4, name, { "font-size": 12, fill: colours.text }),
    );
  }

  function area({ points: corners, colour }) {
    return Dom.makeSvg("polygon", {
      points: points(corners),
      fill: colour,
      stroke: colour,
      "fill-opacity": Groups.OPACITY,
      "stroke-opacity": 3 * Groups.OPACITY,
    });
  }

  function line({ tie, curve, width, dashes, colour, opacity, ends }, words) {
    const inner = Geometry.outside(curve, ends[0], ends[1]);
    if (inner.length < 2) return null;
    const dash = dashes ? { "stroke-dasharray": dashes.join(" ") } : {};
    const stroke = { fill: "none", stroke: colour, "stroke-width": short(width), ...dash };
    return Dom.makeSvg(
      "g",
      { class: "tie", opacity: short(opacity * 10) / 10 },
      Dom.makeSvg("title", {}, words),
      Dom.makeSvg("polyline", { points: points(inner), ...stroke }),
      !tie.mutual && arrow(inner, colour, 4 + 2 * width),
      tie.status === "denied" && bar(inner, colour, width),
    );
  }

  function arrow(inner, colour, size) {
    const tip = inner.at(-1);
    const angle = angleOf(inner.at(-4) || inner[0], tip);
    const corner = (turn, length) => ({
      x: tip.x - length * Math.cos(angle + turn),
      y: tip.y - length * Math.sin(angle + turn),
    });
    return Dom.makeSvg("polygon", { points: points([tip, corner(0.4, size), corner(-0.4, size)]), fill: colour });
  }

  function bar(inner, colour, width) {
    const at = Math.floor(inner.length / 2);
    const [middle, angle] = [inner[at], angleOf(inner[at - 1] || inner[0], inner[at])];
    const end = (side) => ({ x: middle.x + side * 7 * Math.sin(angle), y: middle.y - side * 7 * Math.cos(angle) });
    return Dom.makeSvg("polyline", {
      points: points([end(1), end(-1)]),
      stroke: colour,
      "stroke-width": short(width + 1),
    });
  }

  const angleOf = (a, b) => Math.atan2(b.y - a.y, b.x - a.x);

  function disc({ x, y, radius, colour, opacity, name }, colours) {
    const attributes = {
      cx: short(x),
      cy: short(y),
      r: short(radius),
      fill: colour,
      stroke: colours.background,
      opacity,
    };
    return Dom.makeSvg("circle", attributes, Dom.makeSvg("title", {}, name));
  }

  function label({ lines, font, faint }, colours) {
    const [, bold, size] = /^(600 )?([\d.]+)px/.exec(font);
    const style = {
      "font-size": size,
      "font-weight": bold ? 600 : 400,
      "text-anchor": "middle",
      "dominant-baseline": "central",
    };
    const halo = { stroke: colours.background, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
    return lines.map((part) =>
      text(part.x, part.y, part.text, { ...style, ...halo, fill: colours.text, opacity: faint ? 0.35 : 1 }),
    );
  }

  const asText = (element) => new XMLSerializer().serializeToString(element);

  /** Give `blob` to the reader as a file. */
  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    const link = Dom.make("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  function saveSvg(element, name) {
    save(new Blob([asText(element)], { type: "image/svg+xml" }), `${name}.svg`);
  }

  /** The same as dots, twice as many as on the screen. */
  async function savePng(element, name) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(asText(element))}`;
    await image.decode();
    const canvas = Dom.make("canvas", { width: SHARP * image.width, height: SHARP * image.height });
    const context = canvas.getContext("2d");
    context.scale(SHARP, SHARP);
    context.drawImage(image, 0, 0);
    save(await new Promise((done) => canvas.toBlob(done, "image/png")), `${name}.png`);
  }

  return { svg, saveSvg, savePng };
})();
