"use strict";
/* The words of the page in the reader's language: the one asked for in the address, else the one the page was made in, else the browser's. */
const Words = (() => {
  /** The language to speak: `told.strings` has the texts by language, `told.lang` is null where the browser decides. */
  function language({ strings, lang }) {
    const asked = new URLSearchParams(location.hash.slice(1)).get("lang");
    const wanted = [asked, lang, ...navigator.languages.map((code) => code.split("-")[0])];
    return wanted.find((code) => code && strings[code]) || "en";
  }

  /** What names things in `lang`. */
  function speak(told, lang) {
    const strings = told.strings[lang];
    const t = (key, values = {}) => strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const pick = (labels) => labels?.[lang] || labels?.en;
    const names = (type) => new Intl.DisplayNames([lang], { type, fallback: "code" });
    const [languages, regions] = [names("language"), names("region")];
    const date = (edtf) => Dates.format(edtf, lang);
    const type = (code) => pick(told.types[code]) || code;
    const mode = (event) => pick(told.modes[`${event.type}-${event.mode}`]) || event.mode.replace(/[-_]/g, " ");
    return {
      t,
      date,
      type,
      number: (value) => value.toLocaleString(lang),
      when: ({ reported, date: day }) =>
        reported ? t("reported", { date: date(reported) }) : date(day) || t("undated"),
      language: (code) => nameOf(languages, code),
      country: (code) => nameOf(regions, code),
      kind: ({ kind }) => (kind === "unknown" ? "" : t(kind === "place" ? "place_kind" : kind)),
      action: (event) => (event.word || type(event.type)) + (event.mode ? ` (${mode(event)})` : ""),
      office: (key) => pick(told.offices[key]) || key,
    };
  }

  function nameOf(names, code) {
    try {
      return names.of(code);
    } catch {
      return code;
    }
  }

  /** Put the words of `lang` into what the template wrote in another language. */
  function translate(t, lang) {
    document.documentElement.lang = lang;
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
    for (const element of document.querySelectorAll("[data-t-label]"))
      element.setAttribute("aria-label", t(element.dataset.tLabel));
    const query = Dom.byId("query");
    query.placeholder = `${t("search")}  ( / )`;
  }

  return { language, speak, translate };
})();
