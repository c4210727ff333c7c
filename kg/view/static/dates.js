"use strict";
/* Dates: EDTF for a person to read, and bins of days, weeks, months, quarters or years. */
const Dates = (() => {
  const DAY = 86400000;
  const UNITS = [
    { name: "day", longest: 62 },
    { name: "week", longest: 62 * 7 },
    { name: "month", longest: 62 * 30.5 },
    { name: "quarter", longest: 62 * 91.3 },
    { name: "year", longest: Infinity },
  ];

  const parse = (iso) => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`);
  const iso = (time) => new Date(time).toISOString().slice(0, 10);

  /** "2024-08-05", "2024-08", "2024", "A/B", with ".." for an open side, in the words of `lang`. */
  function format(edtf, lang) {
    if (!edtf) return "";
    return edtf
      .split("/")
      .map((part) => formatPart(part, lang))
      .join(" – ");
  }

  function formatPart(part, lang) {
    const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$/.exec(part);
    if (!match) return part === ".." ? "…" : part;
    const [, year, month, day] = match;
    const options = { timeZone: "UTC", year: "numeric", month: month && "short", day: day && "numeric" };
    const time = Date.UTC(Number(year), Number(month || 1) - 1, Number(day || 1));
    return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, options).format(time);
  }

  /** Bins that cover first to last (ISO dates), at most about sixty, each with its first and last day. */
  function bins(first, last) {
    const [from, to] = [parse(first), parse(last)];
    const unit = UNITS.find((candidate) => (to - from) / DAY < candidate.longest).name;
    const found = [];
    for (let at = floor(from, unit); at <= to; at = next(at, unit)) {
      found.push({ begin: iso(at), end: iso(next(at, unit) - DAY), unit });
    }
    return found;
  }

  /** The number of the last of `bins` that begins on or before `day`; the first where none does. */
  function binOf(bins, day) {
    return Math.max(
      0,
      bins.findLastIndex(({ begin }) => begin <= day),
    );
  }

  function floor(time, unit) {
    const date = new Date(time);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (unit === "day") return time;
    if (unit === "week") return time - ((date.getUTCDay() + 6) % 7) * DAY;
    if (unit === "month") return Date.UTC(year, month);
    if (unit === "quarter") return Date.UTC(year, month - (month % 3));
    return Date.UTC(year, 0);
  }

  function next(time, unit) {
    const date = new Date(time);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (unit === "day") return time + DAY;
    if (unit === "week") return time + 7 * DAY;
    if (unit === "year") return Date.UTC(year + 1, 0);
    return Date.UTC(year, month + (unit === "month" ? 1 : 3));
  }

  return { format, bins, binOf };
})();
