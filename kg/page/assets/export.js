// Saving what is shown: the picture as PNG, the ties as CSV.
const save = (blob, name) => {
  const address = URL.createObjectURL(blob);
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 4000);
};

const pngCanvas = () => {
  const from = byId("picture").querySelector("canvas");
  const canvas = make("canvas", { width: from.width, height: from.height });
  const context = canvas.getContext("2d");
  context.fillStyle = colour("paper");
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(from, 0, 0);
  return canvas;
};
const savePng = () => pngCanvas().toBlob((blob) => save(blob, "relations.png"));

// A leading quote keeps spreadsheets from taking a name for a formula.
const cell = (value) => {
  const text = typeof value === "number" ? String(value) : /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
const csvText = () => {
  const head = ["a", "b", "strength", "low", "high", "affinity", "engagement", "events_shown", "last"];
  const rows = shown.passing.map(({ pair, told, standing }) => {
    const whole = standing && standing === pair.tie ? pair.tie : {};
    const last = lastTold(told);
    return [actors[pair.a].name, actors[pair.b].name, standing ? standing.t : "", (standing && standing.low) ?? "", (standing && standing.high) ?? "", whole.affinity ?? "", whole.engagement ?? "", told.length, last === null ? "" : isoOf(last)];
  });
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
};
const saveCsv = () => save(new Blob(["\ufeff", csvText()], { type: "text/csv;charset=utf-8" }), "ties.csv");

const startSaving = () => {
  byId("save-png").addEventListener("click", savePng);
  byId("save-csv").addEventListener("click", saveCsv);
};
