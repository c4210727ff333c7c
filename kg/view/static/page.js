"use strict";
/* The page: one state, drawn anew by every part whenever it changes. */
(() => {
  const story = Story.load();
  const { t } = story;
  const $ = Dom.byId;
  const parts = {
    canvas: Canvas.create($("canvas"), story, choose),
    facets: Facets.create($("facets"), story, (facet, off) => change({ off: { ...state.off, [facet]: off } })),
    panel: Panel.create($("panel"), story, choose, toggleEgo),
    table: Table.create($("table"), story, choose),
    timeline: Timeline.create($("timeline"), story, (from, to) => change({ from, to })),
  };
  let state = Hash.read(location.hash.slice(1), story);
  let found = null;

  function change(changes) {
    const before = state;
    state = { ...state, ...changes };
    draw(before.choice !== state.choice);
    history.replaceState(null, "", `#${Hash.write(state, story)}`);
  }

  function draw(isNewChoice = true) {
    found = Filters.apply(story, state);
    $("stage").hidden = state.table;
    $("table").hidden = !state.table;
    $("panel").hidden = state.table && !state.choice;
    parts.facets.draw(found, state);
    parts.timeline.draw(found, state);
    if (state.table) parts.table.draw(found, state);
    else parts.canvas.draw(found, state);
    parts.panel[isNewChoice ? "show" : "draw"](found, state);
    drawStatus();
  }

  function drawStatus() {
    const { actors, ties } = found.drawn;
    const share = (key, shown, total) => t(key, { shown: story.number(shown), total: story.number(total) });
    const texts = [share("events_shown", found.passing.length, story.events.length)];
    const drawn = [
      share("actors_shown", actors.length, story.actors.length),
      share("ties_shown", ties.length, story.ties.length),
    ];
    if (!state.table) texts.unshift(...drawn);
    $("shown").textContent = texts.join(" · ");
    $("more").hidden =
      state.table || state.ego !== null || (actors.length >= found.actors.size && ties.length >= found.ties.size);
    $("less").hidden = state.table || state.ego !== null || actors.length <= 20;
    $("empty").hidden = ties.length > 0;
    $("empty").textContent = t(found.passing.length ? "no_ties" : "nothing");
    $("sides").hidden = state.ego === null;
    $("ego").setAttribute("aria-pressed", String(state.ego !== null));
    $("table-toggle").setAttribute("aria-pressed", String(state.table));
    if (document.activeElement !== $("query")) $("query").value = state.query;
  }

  function choose(choice) {
    change({ choice });
    const isStacked = matchMedia("(max-width: 760px)").matches;
    if (choice && isStacked) $("panel").scrollIntoView({ block: "start", behavior: "smooth" });
  }

  function toggleEgo(actor) {
    if (state.ego === actor) change({ ego: null });
    else change({ ego: actor, choice: { actor }, table: false });
  }

  /** The actor that the reader means: the one chosen, the first end of the line chosen, or the strongest. */
  function actorInMind() {
    const { choice } = state;
    if (choice?.actor !== undefined) return choice.actor;
    if (choice?.ties) return story.ties[choice.ties[0]].from;
    if (choice?.event !== undefined) return story.events[choice.event].actors[0] ?? found.drawn.actors[0];
    return found.drawn.actors[0];
  }

  function ego() {
    if (state.ego !== null) change({ ego: null });
    else if (actorInMind() !== undefined) toggleEgo(actorInMind());
  }

  function stepToNeighbour(step) {
    const centre = state.ego ?? actorInMind();
    const own = found.drawn.ties.filter((tie) => tie.from === centre || tie.to === centre);
    const neighbours = Ego.order(centre, own, found.ties);
    if (!neighbours.length) return;
    const at = state.ego === null ? -1 : neighbours.indexOf(state.choice?.actor);
    const next = neighbours[(at + step + neighbours.length + (at < 0 && step < 0 ? 1 : 0)) % neighbours.length];
    choose({ actor: next });
  }

  /** Undo the last kind of choice: what is chosen, then the one actor, then the filters. */
  function stepBack() {
    if (state.choice) change({ choice: null });
    else if (state.ego !== null) change({ ego: null });
    else reset();
  }

  function reset() {
    change({ ...Filters.start(), table: state.table });
    parts.canvas.fit();
  }

  const toggleTable = () => change({ table: !state.table });
  const help = () => ($("help").open ? $("help").close() : $("help").showModal());
  const KEYS = {
    "/": () => $("query").focus(),
    e: ego,
    t: toggleTable,
    0: () => parts.canvas.fit(),
    n: () => stepToNeighbour(1),
    p: () => stepToNeighbour(-1),
    Escape: stepBack,
    "?": help,
  };

  function onKey(event) {
    const isTyping = event.target.matches("input[type=search], select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || $("help").open) return;
    if (isTyping && event.key === "Escape") event.target.blur();
    if (isTyping || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  }

  function onQuery() {
    const hits = Story.find(story, $("query").value).slice(0, 8);
    $("found").replaceChildren(...hits.map((actor) => Dom.make("option", { value: actor.label })));
    change({ query: $("query").value });
  }

  /** Enter shows the actor that the words name first. */
  function onSearch(event) {
    event.preventDefault();
    const [actor] = Story.find(story, $("query").value);
    if (actor) change({ query: "", choice: { actor: actor.id } });
    $("query").blur();
    $("query").value = state.query;
  }

  function fillHelp() {
    const keys = [
      ["/", "search"],
      ["e", "ego"],
      ["t", "table"],
      ["0", "fit"],
      ["n  p", "next"],
      ["Esc", "reset"],
      ["?", "help"],
    ];
    const list = keys.map(([key, name]) => [
      Dom.make("dt", {}, Dom.make("kbd", {}, key)),
      Dom.make("dd", {}, t(`key_${name}`)),
    ]);
    $("help").replaceChildren(
      Dom.make("h2", {}, t("help")),
      Dom.make("p", {}, t("pick")),
      Dom.make("dl", {}, list),
      Dom.button(t("close"), () => $("help").close()),
    );
  }

  fillHelp();
  $("facets-box").open = !matchMedia("(max-width: 760px)").matches;
  $("ego").addEventListener("click", ego);
  $("table-toggle").addEventListener("click", toggleTable);
  $("fit").addEventListener("click", () => parts.canvas.fit());
  $("reset").addEventListener("click", reset);
  $("help-open").addEventListener("click", help);
  $("more").addEventListener("click", () => change({ actors: state.actors * 2 }));
  $("less").addEventListener("click", () =>
    change({ actors: Math.max(10, Math.round(Math.min(state.actors, found.actors.size) / 2)) }),
  );
  $("query").addEventListener("input", onQuery);
  $("search").addEventListener("submit", onSearch);
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", () => {
    state = Hash.read(location.hash.slice(1), story);
    draw();
  });
  draw();
  document.documentElement.dataset.ready = "true";
})();
