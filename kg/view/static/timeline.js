"use strict";
/* Events over time as stacked bars, with a brush: dragged over the bars, or moved with two sliders. */
const Timeline = (() => {
  const HEIGHT = 48;
  const STEP = 350;
  const RARE = 0.05;
  const MONTH = 30 * 86400000;

  /** Fill `container`; `onChange(from, to)` is given ISO dates, or null and null for all time; `onPlay` whether it plays. */
  function create(container, story, onChange, onPlay) {
    const dates = story.events
      .flatMap((event) => [event.begin || event.end])
      .filter(Boolean)
      .sort();
    if (!dates.length) return { draw: () => {}, toggle: () => {} };
    const bins = Dates.bins(...usual(dates));
    const last = bins.length - 1;
    const binOf = story.events.map(({ begin, end }) => (begin || end ? Dates.binOf(bins, begin || end) : null));
    const frame = { viewBox: `0 0 ${bins.length} ${HEIGHT}`, preserveAspectRatio: "none" };
    const bars = Dom.makeSvg("svg", { class: "bars", role: "img", "aria-label": story.t("histogram"), ...frame });
    const sliders = ["from", "to"].map(slider);
    const play = Dom.button("▶", toggle, { class: "play", "aria-label": story.t("play") });
    const period = Dom.make("output", { class: "period" });
    const all = Dom.button(story.t("all_time"), () => onChange(null, null), { class: "plain" });
    let [low, high] = [0, last];
    let anchor = null;
    let timer = null;
    const area = Dom.make("div", { class: "area" }, bars, sliders);
    container.replaceChildren(play, area, Dom.make("div", { class: "legend" }, period, all));
    area.addEventListener("pointerdown", grip);
    area.addEventListener(
      "pointermove",
      (event) => anchor !== null && binAt(event) !== anchor && choose(anchor, binAt(event)),
    );
    area.addEventListener("pointerup", release);

    function slider(name) {
      const input = (event) => slide(name, Number(event.target.value));
      return Dom.make("input", {
        type: "range",
        min: 0,
        max: last,
        step: 1,
        class: name,
        "aria-label": story.t(name),
        input,
      });
    }

    function grip(event) {
      if (event.target.type === "range") return;
      anchor = binAt(event);
      area.setPointerCapture(event.pointerId);
    }

    function release(event) {
      if (anchor !== null && binAt(event) === anchor) choose(anchor, anchor);
      anchor = null;
    }

    function draw(found, state) {
      const firstAfter = bins.findIndex((bin) => bin.end >= state.from);
      low = state.from ? (firstAfter < 0 ? last : firstAfter) : 0;
      high = state.to ? Math.max(low, Dates.binOf(bins, state.to)) : last;
      [sliders[0].value, sliders[1].value] = [low, high];
      sliders[0].setAttribute("aria-valuetext", story.date(bins[low].begin));
      sliders[1].setAttribute("aria-valuetext", story.date(bins[high].end));
      drawBars(found);
      const undated = found.inAnyPeriod.reduce(
        (sum, number) => sum + (binOf[number] === null ? story.events[number].n : 0),
        0,
      );
      const note = undated ? ` · ${story.t("without_date", { count: story.number(undated) })}` : "";
      const isEarlier = low === 0 && dates[0] < bins[0].begin;
      const isLater = high === last && dates[dates.length - 1] > bins[last].end;
      const ends = [isEarlier ? "…" : story.date(bins[low].begin), isLater ? "…" : story.date(bins[high].end)];
      period.textContent = ends.join(" – ") + note;
      all.hidden = !state.from && !state.to;
    }

    function drawBars(found) {
      const counts = bins.map(() => new Map());
      for (const number of found.inAnyPeriod) {
        if (binOf[number] === null) continue;
        const [bin, { quad, n }] = [counts[binOf[number]], story.events[number]];
        bin.set(quad, (bin.get(quad) || 0) + n);
      }
      const highest = Math.max(1, ...counts.map((bin) => [...bin.values()].reduce((sum, count) => sum + count, 0)));
      bars.replaceChildren(...counts.flatMap((bin, index) => column(bin, index, highest)));
    }

    function column(counts, index, highest) {
      let top = HEIGHT;
      return story.classes
        .filter((name) => counts.has(name))
        .map((name) => {
          const height = (counts.get(name) / highest) * (HEIGHT - 2);
          top -= height;
          const isOut = index < low || index > high;
          return Dom.makeSvg("rect", {
            x: index + 0.1,
            y: top,
            width: 0.8,
            height,
            class: isOut ? `${name} out` : name,
          });
        });
    }

    function binAt({ clientX }) {
      const box = bars.getBoundingClientRect();
      return Math.min(last, Math.max(0, Math.floor(((clientX - box.left) / box.width) * bins.length)));
    }

    function slide(name, value) {
      if (name === "from") choose(Math.min(value, high), high);
      else choose(low, Math.max(value, low));
    }

    /** The first and the last bin stand for all that is earlier or later, too. */
    function choose(a, b) {
      const [first, final] = [Math.min(a, b), Math.max(a, b)];
      onChange(first === 0 ? null : bins[first].begin, final === last ? null : bins[final].end);
    }

    function toggle() {
      if (timer) stop();
      else start();
    }

    /** Let the period grow from its first bin to the end. */
    function start() {
      let at = high === last ? low : high;
      const step = () => {
        if (at >= last) stop();
        else choose(low, ++at);
      };
      onPlay(true);
      play.textContent = "❚❚";
      play.setAttribute("aria-label", story.t("pause"));
      timer = setInterval(step, STEP);
    }

    function stop() {
      clearInterval(timer);
      timer = null;
      play.textContent = "▶";
      play.setAttribute("aria-label", story.t("play"));
      onPlay(false);
    }

    return { draw, toggle };
  }

  /** The first and last of `dates` (sorted), without what lies far before or after nearly all of them. */
  function usual(dates) {
    const at = (share) => Date.parse(dates[Math.round(share * (dates.length - 1))]);
    const [low, high] = [at(RARE), at(1 - RARE)];
    const room = Math.max((high - low) / 3, MONTH);
    const inside = dates.filter((date) => Date.parse(date) >= low - room && Date.parse(date) <= high + room);
    return [inside[0], inside[inside.length - 1]];
  }

  return { create };
})();
