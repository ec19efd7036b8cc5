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
let at = 0;
const undone = [];

function go(to) {
  at = Math.max(0, Math.min(queue.length - 1, to));
  queue.forEach((one, number) => one.classList.toggle("here", number === at));
  queue[at].focus({ preventScroll: true });
  queue[at].scrollIntoView({ block: "nearest" });
}

async function post(fields) {
  const answer = await fetch("/judge", { method: "POST", body: new URLSearchParams(fields), redirect: "follow" });
  return answer.ok;
}

async function judge(verdict) {
  const one = queue[at];
  if (one.classList.contains("done")) return;
  if (await post({ target: one.dataset.e, verdict })) {
    one.classList.add("done");
    undone.push(at);
    go(at + 1);
  }
}

if (queue.length && document.body.dataset.page === "review") {
  go(0);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const keys = {
      j: () => go(at + 1),
      k: () => go(at - 1),
      a: () => judge("accept"),
      r: () => judge("reject"),
      o: () => { location.href = `/entry/${encodeURIComponent(queue[at].dataset.e)}`; },
      u: () => { location.href = "/history"; },
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
}
