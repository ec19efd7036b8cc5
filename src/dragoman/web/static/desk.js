"use strict";
// Words and entries light each other up; in the queue, keys judge. Without this script every page still reads.

for (const one of document.querySelectorAll("[data-e]")) {
  const ids = one.dataset.e.split(" ");
  const light = (on) => {
    for (const id of ids) {
      for (const other of document.querySelectorAll(`[data-e~="${CSS.escape(id)}"]`)) other.classList.toggle("lit", on);
    }
  };
  one.addEventListener("mouseenter", () => light(true));
  one.addEventListener("mouseleave", () => light(false));
}

const queue = [...document.querySelectorAll(".queue > li[data-e]")];
const told = document.querySelector(".told");
const help = document.querySelector("dialog.help");
let at = 0;
let last = Promise.resolve(); // what was typed while an answer is awaited waits for its turn

function go(to) {
  at = Math.max(0, Math.min(queue.length - 1, to));
  queue.forEach((one, number) => {
    one.classList.toggle("here", number === at);
    one.tabIndex = number === at ? 0 : -1;
    if (number === at) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  });
  queue[at].focus({ preventScroll: true });
  queue[at].scrollIntoView({ block: "nearest" });
}

async function post(address, fields) {
  try {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { accept: "application/json" } });
    const found = await answer.json().catch(() => ({ message: answer.statusText }));
    if (answer.ok) return found;
    told.textContent = `${told.dataset.failed} ${found.message}`;
  } catch (error) {
    told.textContent = `${told.dataset.failed} ${error.message}`;
  }
  return null;
}

function mark(one, words, done) {
  one.classList.toggle("done", done);
  one.querySelector("[data-told]").textContent = words;
}

async function judge(verdict, value) {
  const one = queue[at];
  if (one.classList.contains("done")) return go(at + 1);
  const fields = [["target", one.dataset.e], ["verdict", verdict], ...(value ? [["value", value]] : [])];
  if (!(await post("/judge", fields))) return;
  mark(one, told.dataset[verdict], true);
  told.textContent = at + 1 < queue.length ? `${at + 1}: ${told.dataset[verdict]}` : told.dataset.end;
  go(at + 1);
}

function same() {
  const candidate = queue[at].querySelector(".same [name=value]");
  if (candidate) return judge("same", candidate.value);
  told.textContent = told.dataset.none;
}

async function undo() {
  const made = await post("/undo", []);
  if (!made) return;
  const back = queue.findIndex((one) => made.some((judged) => judged.anchor && judged.anchor.id === one.dataset.e));
  if (back < 0) return location.reload();
  for (const judged of made) {
    const one = queue.find((each) => judged.anchor && judged.anchor.id === each.dataset.e);
    if (one) mark(one, "", false);
  }
  told.textContent = told.dataset.undo;
  go(back);
}

async function all() {
  const open = queue.filter((one) => !one.classList.contains("done"));
  if (!open.length) return;
  if (!(await post("/judge", [...open.map((one) => ["target", one.dataset.e]), ["verdict", "accept"]]))) return;
  for (const one of open) mark(one, told.dataset.accept, true);
  told.textContent = `${open.length}: ${told.dataset.accept}`;
  go(queue.indexOf(open[0]));
}

function edit() {
  const details = queue[at].querySelector("details.edit");
  if (!details) return;
  details.open = true;
  details.querySelector("select").focus();
}

async function keep(form) {
  const one = form.closest("li");
  const fields = [...new FormData(form)];
  if (!(await post("/judge", fields))) return;
  const [field, value] = fields.filter(([name]) => name === "value").map(([, words]) => words);
  mark(one, `${told.dataset.edit}: ${field} ${value}`, false);
  told.textContent = told.dataset.edit;
  form.closest("details").open = false;
  go(queue.indexOf(one));
}

const keys = {
  j: () => go(at + 1),
  k: () => go(at - 1),
  a: () => judge("accept"),
  r: () => judge("reject"),
  e: edit,
  s: same,
  u: undo,
  o: () => { location.href = `/entry/${encodeURIComponent(queue[at].dataset.e)}`; },
  "?": () => help.showModal(),
};

function typed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
    const details = event.target.closest("details.edit");
    if (event.key === "Escape" && details) {
      details.open = false;
      go(at);
    }
    return;
  }
  const key = keys[event.key];
  if (!key || (!queue.length && event.key !== "?" && event.key !== "u")) return;
  event.preventDefault();
  last = last.then(key);
}

if (document.body.dataset.page === "review") {
  if (queue.length) go(0);
  document.addEventListener("keydown", typed);
  help.querySelector(".close").addEventListener("click", () => help.close());
  for (const [number, one] of queue.entries()) one.addEventListener("focusin", () => { if (at !== number) { at = number; queue.forEach((each) => each.classList.toggle("here", each === one)); } });
  for (const form of document.querySelectorAll("details.edit form")) form.addEventListener("submit", (event) => { event.preventDefault(); last = last.then(() => keep(form)); });
  const form = document.querySelector("form.all");
  if (form) form.addEventListener("submit", (event) => { event.preventDefault(); last = last.then(all); });
}

// What is too much at once is told before it is sent: the text and the choice of files stay where they are.
const adding = document.querySelector("form[data-most]");
if (adding) {
  adding.addEventListener("submit", (event) => {
    const files = [...adding.querySelector("[type=file]").files];
    const size = files.reduce((sum, file) => sum + file.size, new Blob([adding.querySelector("textarea").value]).size);
    const limit = size > Number(adding.dataset.most) * 0.99 ? "most" : files.length > Number(adding.dataset.many) ? "many" : null;
    told.textContent = limit ? told.dataset[limit] : "";
    if (limit) event.preventDefault();
  });
}
