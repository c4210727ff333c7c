"use strict";
/* The evidence of what was chosen: the events under the filters, each with its sentences, who says so, who denies it. */
const Panel = (() => {
  const PAGE = 60;
  const STRONGEST = 8;

  /** Fill `container` with what `cards` make; `onChoose` and `onOpen` as in Cards, `onEgo` and `onPath` are given an actor. */
  function create(container, story, cards, { onChoose, onOpen, onEgo, onPath }) {
    const { t } = story;
    let length = PAGE;
    let redraw = () => {};

    function draw(found, state) {
      redraw = () => draw(found, state);
      const held = container.scrollTop;
      container.replaceChildren(...content(found, state).flat(Infinity).filter(Boolean));
      container.scrollTop = held;
    }

    function content(found, state) {
      const { choice } = state;
      if (choice?.actor !== undefined) return aboutActor(choice.actor, found, state);
      if (choice?.event !== undefined) return aboutEvent(choice.event);
      if (choice?.ties) return aboutTies(choice.ties, found);
      if (choice?.group !== undefined) return aboutGroup(choice.group, found);
      if (state.path) return aboutPath(state.path, found);
      return state.groups ? aboutGroups(found) : overview(found);
    }

    function show(found, state) {
      length = PAGE;
      draw(found, state);
      container.scrollTop = 0;
    }

    const title = (...parts) => Dom.make("h2", {}, parts);
    const subtitle = (key, values) => Dom.make("h3", {}, t(key, values));
    const eventsOf = (numbers) => [
      subtitle("events_count", {
        count: story.number(numbers.reduce((sum, number) => sum + story.events[number].n, 0)),
      }),
      eventList(numbers),
    ];

    function overview(found) {
      const ties = byStrength(found.drawn.ties, found).slice(0, STRONGEST);
      const hint = Dom.make("p", { class: "hint" }, t("pick"));
      return ties.length ? [hint, title(t("strongest")), cards.tieList(ties, found)] : [hint];
    }

    function aboutActor(id, found, state) {
      const actor = story.actors[id];
      const ties = tiesOf(found, (tie) => tie.from === id || tie.to === id);
      const numbers = found.passing.filter((number) => involves(story.events[number], id));
      const ego = Dom.button(t("ego"), () => onEgo(id), { "aria-pressed": String(state.ego === id) });
      const path = Dom.button(t("path_from"), () => onPath(id));
      const open = Dom.button(t("open_actor"), () => onOpen({ actor: id }));
      return [
        title(Dom.isolated(actor.label)),
        Dom.make("p", { class: "facts" }, cards.facts(actor)),
        Dom.make("p", { class: "actions" }, open, ties.length > 0 && [ego, path]),
        ties.length > 0 && [subtitle("partners"), cards.tieList(ties, found)],
        eventsOf(numbers),
      ];
    }

    function aboutTies([first, ...others], found) {
      const tie = story.ties[first];
      const numbers = found.passing.filter((number) => story.events[number].edges.includes(first));
      const rest = tiesOf(found, (other) => other !== tie && isSamePair(other, tie));
      const nearby = others
        .map((id) => story.ties[id])
        .filter((other) => !isSamePair(other, tie) && found.ties.has(other.id));
      const swatch = Facets.line(`swatch ${tie.quad_class}`, tie.status);
      return [
        title(cards.heading(tie)),
        Dom.make("p", { class: "facts" }, swatch, `${t(tie.quad_class)} · ${t(tie.status)}`),
        nearby.length > 0 && [subtitle("also_here"), cards.tieList(nearby, found)],
        rest.length > 0 && [subtitle("also_between"), cards.tieList(rest, found)],
        eventsOf(numbers),
      ];
    }

    function aboutEvent(number) {
      return [title(cards.sentence(story.events[number])), cards.eventCard(number)];
    }

    function aboutPath([from, to], found) {
      const { steps, ties } = found.drawn;
      const ends = title(
        ...[from, to].flatMap((id, index) => [index > 0 && " … ", Dom.isolated(story.actors[id].label)]),
      );
      if (steps === null) return [ends, Dom.make("p", { class: "hint" }, t("no_path"))];
      const hint = Dom.make("p", { class: "hint" }, t("path_found", { count: story.number(steps) }));
      return [ends, hint, subtitle("partners"), cards.tieList(ties, found), eventsOf(found.passing)];
    }

    function aboutGroups(found) {
      const row = (group) => {
        const swatch = Dom.make("span", { class: `dot ${group.colour}` });
        const name = Dom.make("span", { class: "name" }, Dom.isolated(nameOfGroup(group)));
        const count = Dom.make("span", { class: "count" }, story.number(group.members.length));
        return Dom.make(
          "li",
          {},
          Dom.button([swatch, name, count], () => onChoose({ group: group.number })),
        );
      };
      const groups = Groups.among(story, found);
      return [
        title(t("groups")),
        Dom.make("p", { class: "hint" }, t(groups.length ? "groups_hint" : "no_groups")),
        Dom.make("ul", { class: "ties" }, groups.map(row)),
      ];
    }

    const nameOfGroup = ({ members }) =>
      members
        .slice(0, 3)
        .map((id) => story.actors[id].label)
        .join(", ");

    function aboutGroup(number, found) {
      const group = Groups.among(story, found).find((candidate) => candidate.number === number);
      if (!group) return aboutGroups(found);
      const members = new Set(group.members);
      const ties = tiesOf(found, (tie) => members.has(tie.from) && members.has(tie.to));
      const inside = new Set(ties.map(({ id }) => id));
      const numbers = found.passing.filter((event) => story.events[event].edges.some((edge) => inside.has(edge)));
      return [
        title(Dom.isolated(nameOfGroup(group))),
        Dom.make("p", { class: "members" }, cards.names(group.members)),
        subtitle("partners"),
        cards.tieList(ties, found),
        eventsOf(numbers),
      ];
    }

    /** The ties under the filters that `isWanted`, the strongest first. */
    function tiesOf(found, isWanted) {
      return byStrength([...found.ties.keys()].map((id) => story.ties[id]).filter(isWanted), found);
    }

    function eventList(numbers) {
      const newest = [...numbers].reverse();
      const card = (number) => Dom.make("li", {}, cards.eventCard(number));
      const list = Dom.make("ol", { class: "events" }, newest.slice(0, length).map(card));
      if (newest.length <= length) return list;
      const more = () => {
        length += PAGE;
        redraw();
      };
      return [list, Dom.button(t("more_rows", { count: Math.min(PAGE, newest.length - length) }), more)];
    }

    return { draw, show };
  }

  const involves = (event, id) => event.actors.includes(id) || event.targets.includes(id);
  const isSamePair = (a, b) => (a.from === b.from && a.to === b.to) || (a.from === b.to && a.to === b.from);
  const byStrength = (ties, found) =>
    [...ties].sort((a, b) => found.ties.get(b.id) - found.ties.get(a.id) || a.id - b.id);

  return { create };
})();
