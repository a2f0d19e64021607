// The field for files: drop, list, sizes judged before sending, progress while sending.
// Without this script the field is a plain one and the form goes its usual way.

const MB = 1024 * 1024;
const words = (text, values) => text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);

export function sizeWords(size) {
  if (size < 1024) return `${size} B`;
  const number = size < MB ? Math.round(size / 1024) : Math.round((size / MB) * 10) / 10;
  return `${number.toLocaleString(document.documentElement.lang || "vi")} ${size < MB ? "KB" : "MB"}`;
}

export function limitOf(file, limits) {
  return limits.find(([start]) => (file.type || "").startsWith(start))?.[1] ?? Infinity;
}

class Upload {
  constructor(root) {
    this.root = root;
    this.input = root.querySelector("input[type=file]");
    this.limits = JSON.parse(root.dataset.limits);
    this.most = Number(root.dataset.count);
    this.files = [];
    root.classList.add("upload-ready");
    this.input.addEventListener("change", () => this.add([...this.input.files]));
    this.drops(root.querySelector("[data-upload-drop]"));
    if (this.input.files.length) this.add([...this.input.files]);
  }

  part(name) {
    return this.root.querySelector(`[data-upload-${name}]`);
  }

  drops(area) {
    const over = (event, is) => {
      if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
      event.preventDefault();
      area.classList.toggle("upload-over", is);
    };
    area.addEventListener("dragenter", (event) => over(event, true));
    area.addEventListener("dragover", (event) => over(event, true));
    area.addEventListener("dragleave", (event) => over(event, area.contains(event.relatedTarget)));
    area.addEventListener("drop", (event) => {
      over(event, false);
      this.add([...event.dataTransfer.files]);
    });
  }

  // Chosen again means added: the browser alone would forget what was chosen before.
  add(coming) {
    const wrong = [];
    if (this.most === 1 && coming.length) this.files = [];
    for (const file of coming) {
      const fault = this.fault(file);
      if (fault) wrong.push(fault);
      else this.files.push(file);
    }
    this.show([...new Set(wrong)]);
  }

  fault(file) {
    const said = this.root.dataset;
    const most = limitOf(file, this.limits);
    if (!file.size) return words(said.empty, { name: file.name });
    if (file.size > most) return words(said.tooLarge, { name: file.name, got: sizeWords(file.size), most: sizeWords(most) });
    if (this.files.some((f) => f.name === file.name && f.size === file.size && f.lastModified === file.lastModified)) {
      return words(said.twice, { name: file.name });
    }
    return this.files.length >= this.most ? words(said.tooMany, { most: this.most }) : "";
  }

  remove(file) {
    this.files = this.files.filter((other) => other !== file);
    this.show([]);
    this.input.focus();
  }

  show(wrong) {
    const chosen = new DataTransfer();
    for (const file of this.files) chosen.items.add(file);
    this.input.files = chosen.files;
    const list = this.part("list");
    list.replaceChildren(...this.files.map((file) => this.line(file)));
    list.hidden = !this.files.length;
    this.part("wrong").replaceChildren(...wrong.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
    const size = this.files.reduce((sum, file) => sum + file.size, 0);
    const { chosen: some, none } = this.root.dataset;
    this.say(this.files.length ? words(some, { count: this.files.length, size: sizeWords(size) }) : none);
  }

  line(file) {
    const line = this.part("item").content.firstElementChild.cloneNode(true);
    line.querySelector(".upload-name").textContent = file.name;
    line.querySelector(".upload-size").textContent = sizeWords(file.size);
    const button = line.querySelector("button");
    button.setAttribute("aria-label", words(this.root.dataset.remove, { name: file.name }));
    button.addEventListener("click", () => this.remove(file));
    return line;
  }

  say(text) {
    this.part("status").textContent = text;
  }

  progress(share) {
    const bar = this.part("progress");
    const percent = Math.floor(share * 100);
    bar.hidden = false;
    bar.value = percent;
    this.say(share < 1 ? words(this.root.dataset.sending, { percent: `${percent} %` }) : this.root.dataset.checking);
  }

  ended(text) {
    this.root.classList.remove("upload-sending");
    this.part("progress").hidden = true;
    this.part("wrong").replaceChildren(Object.assign(document.createElement("p"), { textContent: text }));
    this.say("");
  }
}

// ── sending ─────────────────────────────────────────────────────────────────────────────────────────────────
// The answer: 204 with X-Location (upload_redirect), a redirect, or a page with the faults, whose content is shown.
function send(form, upload, submitter) {
  const request = new XMLHttpRequest();
  request.open(form.method, form.action);
  request.setRequestHeader("X-Upload", "1");
  request.upload.addEventListener("progress", (event) => event.lengthComputable && upload.progress(event.loaded / event.total));
  request.addEventListener("error", () => upload.ended(upload.root.dataset.failed));
  request.addEventListener("timeout", () => upload.ended(upload.root.dataset.failed));
  request.addEventListener("load", () => answered(request, form, upload));
  upload.root.classList.add("upload-sending");
  upload.progress(0);
  const data = new FormData(form, submitter);
  request.send(data);
}

function answered(request, form, upload) {
  const address = request.getResponseHeader("X-Location");
  if (address) return location.assign(address);
  if (request.responseURL && new URL(request.responseURL).pathname !== new URL(form.action).pathname) {
    return location.assign(request.responseURL);
  }
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const content = page.getElementById("content");
  if (!content) return upload.ended(request.status === 413 ? upload.root.dataset.refused : upload.root.dataset.failed);
  // What was chosen stays chosen, so that nobody looks for sixty photographs again because one was wrong.
  const kept = upload.files;
  const here = document.getElementById("content");
  if (!content.querySelector("[data-upload]")) {
    const summary = content.querySelector(".error-summary, .note-bad");
    upload.ended("");
    return summary ? (upload.part("wrong").replaceChildren(document.importNode(summary, true)), undefined) : upload.ended(upload.root.dataset.failed);
  }
  here.replaceChildren(...document.importNode(content, true).childNodes);
  window.htmx?.process(here);
  start(here);
  uploads.get(here.querySelector("[data-upload]"))?.add(kept);
  (here.querySelector("[data-focus]") ?? here).focus();
  document.dispatchEvent(new CustomEvent("upload:answer", { detail: { status: request.status } }));
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-upload-form]");
  const upload = form && uploads.get(form.querySelector("[data-upload]"));
  if (event.defaultPrevented || !upload) return;
  if (upload.root.classList.contains("upload-sending")) return event.preventDefault();
  if (!upload.files.length) return;
  event.preventDefault();
  send(form, upload, event.submitter);
});

const uploads = new WeakMap();
export function start(root) {
  for (const part of root.querySelectorAll("[data-upload]")) {
    if (!uploads.has(part)) uploads.set(part, new Upload(part));
  }
}
start(document);
document.addEventListener("drawer:open", (event) => start(event.detail.body));
