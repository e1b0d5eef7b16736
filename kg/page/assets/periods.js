// The periods of the time range, and what the strength of a pair was at the end of each.
const periods = data.periods.label.map((label, index) => ({ index, label, first: data.periods.first[index], last: data.periods.last[index] }));
const lastPeriod = periods.length - 1;
const periodOf = (day) => {
  let [low, high] = [0, Math.max(lastPeriod, 0)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (periods[middle].first <= day) low = middle;
    else high = middle - 1;
  }
  return low;
};
// Strengths of the page are as of this day, which lies in this period; later periods have none of their own.
const asOfPeriod = periods.length ? periodOf(data.asOf) : -1;
const periodOfEvent = new Int32Array(events.count).fill(-1);
if (periods.length) {
  for (let index = 0; index < events.count; index += 1) if (events.day[index] !== null) periodOfEvent[index] = periodOf(events.day[index]);
}

let courses = null;
// The course of a pair: its first period, and from there on strength, where known the ends of its interval, and
// its signs where they are not that of today.
const courseOf = (pair) => {
  courses = courses || parsed(byId("courses"));
  const course = courses[pair.index];
  if (course && typeof course.t === "string") for (const name of ["t", "lo", "hi", "s"]) course[name] = course[name] && unpacked(course[name]);
  return course;
};
// Strength at the end of a period: t, and where known low and high; null before the pair's first act.
const standingAt = (pair, period) => {
  if (period >= asOfPeriod) return pair.tie;
  const course = courseOf(pair);
  const place = course ? period - course.p : -1;
  if (place < 0) return null;
  const standing = { t: course.t[place] / 100, sign: course.s ? course.s[place] : pair.sign };
  return course.lo ? { ...standing, low: course.lo[place] / 100, high: course.hi[place] / 100 } : standing;
};
// What can be said of a sign: mixed where both kinds of acts weigh, faint where old or few acts lean one way, and whether
// the interval leaves the other sign out.
const leaning = (pair, standing) => {
  const way = standing.t < 0 ? "hostile" : "cooperative";
  if (!standing.sign) return standing === pair.tie && Math.min(pair.tie.cooperative, pair.tie.hostile) < 0.05 ? `Faintly ${way}` : "Evenly mixed";
  const open = standing.low === undefined || (standing.low <= 0 && standing.high >= 0);
  return open ? `Leans ${way}` : signWord(standing.sign);
};
const isSure = ({ tie }) => Boolean(tie) && (tie.low > 0 || tie.high < 0);
const signAt = (standing) => (standing ? standing.sign : 0);
const niceSpan = (first, last) => {
  const [from, to] = [periods[first].label, periods[last].label];
  if (first === last) return from;
  return from.startsWith("to ") ? `up to ${to}` : `${from} to ${to}`;
};
