"use strict";
/* The page: one state, drawn anew by every part whenever it changes. */
(() => {
  const story = Story.load();
  const { t } = story;
  const $ = Dom.byId;
  const open = (choice) => change({ choice, view: "actor" in choice ? "actor" : "event" });
  const cards = Cards.create(story, choose, open);
  const dialogs = Dialogs.create(story, {
    path: showPath,
    png: () => save("png"),
    svg: () => save("svg"),
    print: () => window.print(),
  });
  const panelActions = {
    onChoose: choose,
    onOpen: open,
    onEgo: toggleEgo,
    onPath: (actor) => dialogs.path(actor, null),
  };
  const parts = {
    canvas: Canvas.create($("canvas"), story, pick),
    facets: Facets.create($("facets"), story, (facet, off) => change({ off: { ...state.off, [facet]: off } })),
    panel: Panel.create($("panel"), story, cards, panelActions),
    table: Table.create($("table"), story, choose),
    dossier: Dossier.create($("dossier"), story, cards, { onOpen: open, onBack: back, onEgo: toggleEgo }),
    timeline: Timeline.create($("timeline"), story, (from, to) => change({ from, to }), play),
  };
  const chooser = Chooser.create($("stage"), story, chooserRow, (tie) => choose({ ties: [tie] }));
  let state = Hash.read(location.hash.slice(1), story);
  let found = null;
  const snapshot = Snapshot.create(story, parts.canvas, () => ({ state, found, texts: statusTexts() }));

  function change(changes) {
    const before = state;
    state = { ...state, ...changes };
    draw(before.choice !== state.choice);
    history.replaceState(null, "", `#${Hash.write(state, story)}`);
  }

  function draw(isNewChoice = true) {
    found = Filters.apply(story, state);
    const { view } = state;
    const isPage = view === "actor" || view === "event";
    $("stage").hidden = view !== "network";
    $("table").hidden = view !== "table";
    $("dossier").hidden = !isPage;
    $("panel").hidden = isPage || (view === "table" && !state.choice);
    chooser.close();
    parts.facets.draw(found, state);
    parts.timeline.draw(found, state);
    if (view === "network") parts.canvas.draw(found, state);
    if (view === "table") parts.table.draw(found, state);
    if (isPage) parts.dossier.draw(found, state);
    else parts.panel[isNewChoice ? "show" : "draw"](found, state);
    drawStatus();
  }

  function statusTexts() {
    const { actors } = found.drawn;
    const share = (key, shown, total) => t(key, { shown: story.number(shown), total: story.number(total) });
    const events = share("events_shown", state.view === "actor" ? eventsOfChoice() : found.total, story.total);
    if (state.view !== "network") return [events];
    const drawn = [
      share("actors_shown", actors.length, story.actors.length),
      share("ties_shown", tiesDrawn(), story.ties.length),
    ];
    return [...drawn, events, found.drawn.bundles && t("bundled"), leftOut()].filter(Boolean);
  }

  /** How many ties are drawn; one line can stand for several. */
  function tiesDrawn() {
    const { ties, bundles } = found.drawn;
    return ties.reduce((sum, { id }) => sum + (bundles ? bundles.get(id).length : 1), 0);
  }

  function eventsOfChoice() {
    const { actor } = state.choice;
    const own = found.passing
      .map((number) => story.events[number])
      .filter(({ actors, targets }) => [...actors, ...targets].includes(actor));
    return own.reduce((sum, { n }) => sum + n, 0);
  }

  /** Which of the actors under the filters the drawing leaves out. */
  function leftOut() {
    if (state.ego !== null || state.path) return null;
    const missing = found.actors.size - found.drawn.actors.filter((actor) => found.actors.has(actor)).length;
    return missing > 0 && t("left_out", { count: story.number(missing) });
  }

  function drawStatus() {
    const { actors, ties } = found.drawn;
    const isWhole = actors.length >= found.actors.size && tiesDrawn() >= found.ties.size;
    const isNetwork = state.view === "network" && state.ego === null && !state.path;
    $("shown").textContent = statusTexts().join(" · ");
    $("more").hidden = !isNetwork || isWhole;
    $("less").hidden = !isNetwork || actors.length <= 20;
    $("empty").hidden = ties.length > 0;
    $("empty").textContent = t(state.path ? "no_path" : found.passing.length ? "no_ties" : "nothing");
    $("sides").hidden = state.ego === null;
    const pressed = {
      ego: state.ego !== null,
      "path-toggle": Boolean(state.path),
      groups: state.groups,
      "table-toggle": state.view === "table",
    };
    for (const [id, isPressed] of Object.entries(pressed)) $(id).setAttribute("aria-pressed", String(isPressed));
    if (document.activeElement !== $("query")) $("query").value = state.query;
  }

  function choose(choice) {
    const isPage = state.view === "actor" || state.view === "event";
    change({
      choice,
      view: isPage
        ? choice?.actor !== undefined
          ? "actor"
          : choice?.event !== undefined
            ? "event"
            : "network"
        : state.view,
    });
    const isStacked = matchMedia("(max-width: 760px)").matches;
    if (choice && isStacked)
      (isPage ? $("dossier") : $("panel")).scrollIntoView({ block: "start", behavior: "smooth" });
  }

  /** What was clicked in the network: where several lines are near, the reader says which. */
  function pick(hit) {
    chooser.close();
    if (hit?.ties && hit.ties.length > 1) chooser.open(hit.ties, hit);
    else choose(hit && (hit.ties ? { ties: hit.ties } : hit));
  }

  function chooserRow(tie, click) {
    return cards.tieRow(tie, Filters.strength(found, tie.id), click);
  }

  function back() {
    change({ view: "network" });
  }

  function toggleEgo(actor) {
    if (state.ego === actor) change({ ego: null });
    else change({ ego: actor, path: null, choice: { actor }, view: "network" });
  }

  function showPath(from, to) {
    change({ path: [from, to], ego: null, choice: null, view: "network" });
  }

  function togglePath() {
    if (state.path) change({ path: null });
    else dialogs.path(state.choice || state.ego !== null ? (state.ego ?? actorInMind()) : null, null);
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

  /** The page of what is chosen, or back from it. */
  function openChoice() {
    if (state.view === "actor" || state.view === "event") back();
    else if (state.choice?.event !== undefined) open(state.choice);
    else if (actorInMind() !== undefined) open({ actor: actorInMind() });
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

  /** Undo the last kind of choice: the page opened, what is chosen, the one actor or the path, then the filters. */
  function stepBack() {
    if (state.view === "actor" || state.view === "event") back();
    else if (state.choice) change({ choice: null });
    else if (state.ego !== null || state.path) change({ ego: null, path: null });
    else reset();
  }

  function reset() {
    change({ ...Filters.start(story), view: state.view === "table" ? "table" : "network" });
    parts.canvas.renew();
  }

  /** While time plays, only those come on the stage who are on it at the end: nobody has to move. */
  function play(isPlaying) {
    const isFree = state.ego === null && !state.path;
    if (isPlaying && isFree) change({ to: null, cast: Filters.apply(story, { ...state, to: null }).drawn.actors });
    else change({ cast: null });
  }

  /** Pictures are of the network, whatever is open. */
  function save(kind) {
    if (state.view !== "network") change({ view: "network" });
    snapshot[kind]();
  }

  const toggleTable = () => change({ view: state.view === "table" ? "network" : "table" });
  const toggleGroups = () => change({ groups: !state.groups, choice: null, view: "network" });
  const arrow = (x, y) => () => state.view === "network" && parts.canvas.pan(x, y);
  const KEYS = {
    "/": () => $("query").focus(),
    e: ego,
    l: togglePath,
    g: toggleGroups,
    t: toggleTable,
    o: openChoice,
    0: () => parts.canvas.renew(),
    "+": () => parts.canvas.zoom(1.25),
    "-": () => parts.canvas.zoom(0.8),
    ArrowLeft: arrow(-1, 0),
    ArrowRight: arrow(1, 0),
    ArrowUp: arrow(0, -1),
    ArrowDown: arrow(0, 1),
    n: () => stepToNeighbour(1),
    p: () => stepToNeighbour(-1),
    " ": () => parts.timeline.toggle(),
    s: dialogs.save,
    Escape: stepBack,
    "?": dialogs.help,
  };

  function onKey(event) {
    const isTyping = event.target.matches("input[type=search], select, textarea");
    if (event.ctrlKey || event.metaKey || event.altKey || dialogs.isOpen()) return;
    if (isTyping && event.key === "Escape") event.target.blur();
    const isMoving = event.key === " " || event.key.startsWith("Arrow");
    const isBusy = isMoving && event.target.closest("input, button, a, summary, #panel, #facets-box, #table, #dossier");
    if (isTyping || isBusy || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  }

  function onQuery() {
    const hits = story.find($("query").value).slice(0, 8);
    $("found").replaceChildren(...hits.map((actor) => Dom.make("option", { value: actor.label })));
    change({ query: $("query").value });
  }

  /** Enter shows the actor that the words name first. */
  function onSearch(event) {
    event.preventDefault();
    const [actor] = story.find($("query").value);
    if (actor) change({ query: "", choice: { actor: actor.id }, view: state.view === "event" ? "actor" : state.view });
    $("query").blur();
    $("query").value = state.query;
  }

  /** The other language, by an address that asks for it. */
  function switchLanguage() {
    const parts = new URLSearchParams(location.hash.slice(1));
    parts.set("lang", nextLanguage());
    location.hash = parts.toString();
    location.reload();
  }

  function nextLanguage() {
    const all = Object.keys(story.strings);
    return all[(all.indexOf(story.lang) + 1) % all.length];
  }

  /** A page that `kg view --watch` writes anew is read anew when the reader comes back to it. */
  function watch() {
    const isAway = () => !document.hasFocus();
    window.addEventListener("focus", () => location.reload());
    setInterval(() => isAway() && location.reload(), story.watch * 1000);
  }

  Words.translate(t, story.lang);
  $("language").textContent = nextLanguage().toUpperCase();
  $("language").setAttribute("aria-label", t("other_language"));
  Part.fill($("part"), story);
  $("facets-box").open = !matchMedia("(max-width: 760px)").matches;
  const clicks = {
    ego,
    "path-toggle": togglePath,
    groups: toggleGroups,
    "table-toggle": toggleTable,
    fit: () => parts.canvas.renew(),
    reset,
    "save-open": dialogs.save,
    "help-open": dialogs.help,
    language: switchLanguage,
    more: () => change({ actors: state.actors * 2 }),
    less: () => change({ actors: Math.max(10, Math.round(Math.min(state.actors, found.actors.size) / 2)) }),
  };
  for (const [id, click] of Object.entries(clicks)) $(id).addEventListener("click", click);
  $("query").addEventListener("input", onQuery);
  $("search").addEventListener("submit", onSearch);
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", () => {
    state = Hash.read(location.hash.slice(1), story);
    draw();
  });
  window.addEventListener("beforeprint", snapshot.startPrint);
  window.addEventListener("afterprint", snapshot.endPrint);
  if (story.watch) watch();
  draw();
  document.documentElement.dataset.ready = "true";
})();
