// How the page says things: names of kinds, signs, counts and days.
const KINDS = { state: "State", person: "Person", organization: "Organisation", group: "Group" };
const STATUSES = { done: "Done or in force", planned: "Planned or possible", denied: "Denied" };
const STATUS_WORDS = ["actual", "planned", "possible", "hypothetical"];
const NO_SOURCE = "Source not named";
const MINUS = "\u2212";

// All figures are whole millionths, cut such that to round them gives what kg prints: half to even, where toFixed rounds up.
const fixed = (value, digits) => {
  const unit = 10 ** (6 - digits);
  const millionths = Math.round(Math.abs(value) * 1e6);
  const [below, rest] = [Math.floor(millionths / unit), millionths % unit];
  const up = rest * 2 > unit || (rest * 2 === unit && below % 2 === 1);
  return ((below + up) / 10 ** digits).toFixed(digits);
};
const signed = (value, digits = 2) => {
  const text = fixed(value, digits);
  return Number(text) === 0 ? text : (value > 0 ? "+" : MINUS) + text;
};
const counted = (count) => count.toLocaleString("en");
const plural = (count, noun) => `${counted(count)} ${noun}${count === 1 ? "" : "s"}`;
// A tie is a pair with an act that counts, and so with a strength; of a pair without one there is only what is told.
const pairsOf = (passing) => {
  const tied = passing.filter(({ standing }) => standing).length;
  return `${plural(passing.length, "pair")}${tied < passing.length ? ` (${plural(tied, "tie")})` : ""}`;
};
const countingOf = (counting, all) => `${counting < all ? `${counted(counting)} of ` : ""}${plural(all, "event")} count${counting === 1 ? "s" : ""}`;
const signClass = (sign) => (sign > 0 ? "coop" : sign < 0 ? "host" : "soft");
const signWord = (sign) => (sign > 0 ? "Cooperative" : sign < 0 ? "Hostile" : "Evenly mixed");
const groupSign = (group) => data.groupSigns[group] || 0;

// Days are numbers from 1 January 1970; an unknown one is null.
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const isoOf = (day) => {
  const date = new Date(day * 864e5);
  const part = (number, width = 2) => String(number).padStart(width, "0");
  return `${part(date.getUTCFullYear(), 4)}-${part(date.getUTCMonth() + 1)}-${part(date.getUTCDate())}`;
};
const dayOf = (iso) => {
  const day = Math.floor(Date.parse(`${iso}T00:00:00Z`) / 864e5);
  return Number.isFinite(day) && isoOf(day) === iso ? day : null;
};
const niceDay = (day) => {
  const [year, month, date] = isoOf(day).split("-").map(Number);
  return `${date} ${MONTHS[month - 1]} ${year}`;
};
const niceRange = (from, to) => {
  if (from === to) return niceDay(from);
  const [first, last] = [isoOf(from), isoOf(to)];
  const next = isoOf(to + 1);
  if (first.endsWith("-01-01") && last === `${first.slice(0, 4)}-12-31`) return String(Number(first.slice(0, 4)));
  if (first.endsWith("-01") && next.endsWith("-01") && to - from < 31) return `${MONTHS[Number(first.slice(5, 7)) - 1]} ${Number(first.slice(0, 4))}`;
  return `${niceDay(from)} to ${niceDay(to)}`;
};
// A day as the tables know it: all of it, its month or its year.
const nicePart = (text) => {
  if (text.length === 10) return niceDay(dayOf(text));
  return text.length === 7 ? `${MONTHS[Number(text.slice(5)) - 1]} ${text.slice(0, 4)}` : text;
};
