"use strict";
/* What opens over the page: help, the two ends of a path, the picture to save. */
const Dialogs = (() => {
  const KEYS = [
    ["/", "search"],
    ["e", "ego"],
    ["l", "path"],
    ["g", "groups"],
    ["t", "table"],
    ["o", "open"],
    ["0", "fit"],
    ["+  −  ← ↑ → ↓", "move"],
    ["n  p", "next"],
    ["␣", "play"],
    ["s", "save"],
    ["Esc", "reset"],
    ["?", "help"],
  ];

  /** `actions`: path(from, to), png(), svg(), print(). Returns what opens each dialog. */
  function create(story, actions) {
    const { t } = story;
    const $ = Dom.byId;

    const closing = (dialog) => Dom.button(t("close"), () => dialog.close());
    const toggle = (dialog) => (dialog.open ? dialog.close() : dialog.showModal());

    function fillHelp() {
      const list = KEYS.map(([key, name]) => [
        Dom.make("dt", {}, Dom.make("kbd", {}, key)),
        Dom.make("dd", {}, t(`key_${name}`)),
      ]);
      $("help").replaceChildren(
        Dom.make("h2", {}, t("help")),
        Dom.make("p", {}, t("pick")),
        Dom.make("dl", { class: "keys" }, list),
        closing($("help")),
      );
    }

    function fillSave() {
      const action = (key, run) =>
        Dom.button(t(key), () => {
          $("save").close();
          run();
        });
      $("save").replaceChildren(
        Dom.make("h2", {}, t("save")),
        Dom.make("p", {}, t("save_hint")),
        Dom.make(
          "p",
          { class: "actions" },
          action("save_png", actions.png),
          action("save_svg", actions.svg),
          action("print", actions.print),
        ),
        closing($("save")),
      );
    }

    /** Ask for two actors by name; `from` and `to` are filled in where they are known. */
    function openPath(from, to) {
      const named = (id) => (id === null || id === undefined ? "" : story.actors[id].label);
      const field = (name, value) => {
        const input = Dom.make("input", {
          id: `path-${name}`,
          list: "path-names",
          autocomplete: "off",
          required: true,
          value,
          input: suggest,
        });
        return Dom.make("p", {}, Dom.make("label", { for: `path-${name}` }, t(`path_${name}`)), input);
      };
      const names = Dom.make("datalist", { id: "path-names" });
      const fault = Dom.make("p", { class: "hint", role: "alert" });
      function suggest(event) {
        names.replaceChildren(
          ...story
            .find(event.target.value)
            .slice(0, 8)
            .map(({ label }) => Dom.make("option", { value: label })),
        );
      }
      function submit(event) {
        event.preventDefault();
        const ends = ["start", "end"].map((name) => story.find($(`path-${name}`).value)[0]);
        if (!ends[0] || !ends[1] || ends[0] === ends[1]) fault.textContent = t("path_fault");
        else {
          $("path").close();
          actions.path(ends[0].id, ends[1].id);
        }
      }
      const form = Dom.make(
        "form",
        { method: "dialog", submit },
        Dom.make("h2", {}, t("path")),
        Dom.make("p", {}, t("path_hint")),
        field("start", named(from)),
        field("end", named(to)),
        names,
        fault,
        Dom.make(
          "p",
          { class: "actions" },
          Dom.make("button", { type: "submit", class: "main" }, t("path_show")),
          closing($("path")),
        ),
      );
      $("path").replaceChildren(form);
      $("path").showModal();
      $(from === null || from === undefined ? "path-start" : "path-end").focus();
    }

    fillHelp();
    fillSave();
    const isOpen = () => ["help", "save", "path"].some((id) => $(id).open);
    return { help: () => toggle($("help")), save: () => toggle($("save")), path: openPath, isOpen };
  }

  return { create };
})();
