/** Photographs and files at an answer, a dossier or a finding. */

import { app } from "../app.js";
import { ask, el, fill, icon, labelled, nextId } from "../dom.js";
import { place, prepared } from "../images.js";
import { size, t } from "../words.js";

/** Whether place and time are kept with a photograph: off unless a person switches it on, for this visit to the page. */
let withPlace = false;

/** {node, update, button}: the pieces here, and the button that adds one. */
export function photosOf(work, where) {
  const node = el("ul", { class: "photos", "aria-label": t("Photographs and files"), hidden: true });
  const told = el("p", { class: "hint", role: "status", hidden: true });
  const shown = new Map();
  const update = () => {
    const pieces = work.evidence(where);
    for (const [piece, line] of shown) if (!pieces.some((one) => one.piece === piece)) { line.free(); shown.delete(piece); }
    for (const piece of pieces) {
      if (!shown.has(piece.piece)) shown.set(piece.piece, pieceOf(work, piece));
      shown.get(piece.piece).update(piece);
    }
    const lines = pieces.map((piece) => shown.get(piece.piece).node);
    if (node.children.length !== lines.length || lines.some((line, i) => node.children[i] !== line)) fill(node, lines);
    node.hidden = !pieces.length;
  };
  return { node: el("div", {}, node, told), update, button: () => adder(work, where, told) };
}

function adder(work, where, told) {
  const id = nextId("photo");
  const add = async (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    for (const [i, file] of files.entries()) {
      told.hidden = false;
      told.textContent = t("Preparing {number} of {count}…", { number: i + 1, count: files.length });
      const also = withPlace ? { taken_at: new Date().toISOString(), ...(await place()) } : {};
      await work.addEvidence(where, await prepared(file), also);
    }
    told.hidden = true;
  };
  const camera = el("input", { type: "file", id, class: "away", accept: "image/*", capture: "environment", multiple: true, onchange: add });
  const other = el("input", { type: "file", id: `${id}-file`, class: "away", multiple: true, onchange: add });
  return [
    camera, el("label", { class: "tool", for: id }, icon("camera"), el("span", {}, t("Photo"))),
    other, el("label", { class: "tool", for: `${id}-file` }, icon("paperclip"), el("span", {}, t("File"))),
  ];
}

function pieceOf(work, first) {
  let piece = first;
  let address = "";
  const picture = el("span", { class: "thumb" }, icon("file-text"));
  const words = el("span", { class: "photo-words" });
  const node = el("li", {}, el("button", { type: "button", class: "photo", onclick: () => look(work, piece, address) }, picture, words));
  app.db.get("blobs", first.sha256).then((kept) => {
    const blob = kept ? kept.blob : (app.keeper.unkept().find((one) => one.blob && one.blob.sha256 === first.sha256) || { blob: null }).blob?.blob;
    if (!blob || !blob.type.startsWith("image/")) return;
    address = URL.createObjectURL(blob);
    fill(picture, el("img", { src: address, alt: "", width: "64", height: "64", loading: "lazy" }));
  });
  return {
    node,
    update(now) {
      piece = now;
      fill(words, el("span", {}, now.caption || now.name), el("small", {}, [now.size ? size(now.size) : "", now.mark === "sent" ? t("Sent") : t("Kept on the device")].filter(Boolean).join(" · ")));
    },
    free() { if (address) URL.revokeObjectURL(address); },
  };
}

async function look(work, piece, address) {
  const caption = el("input", { type: "text", maxlength: "500", value: piece.caption || "" });
  const about = el("input", { type: "date", class: "short", value: piece.about_on || "" });
  const reason = el("input", { type: "text", maxlength: "500" });
  const answer = await ask(piece.name, el("div", {},
    address ? el("img", { class: "large", src: address, alt: piece.caption || piece.name }) : null,
    labelled(t("What is to be seen"), caption), labelled(t("Day it is about"), about, t("The day that the document or the photograph speaks of, not the day of upload.")),
    placeSwitch(), work.open ? labelled(t("Why it is taken back"), reason, t("Only when you take it back.")) : null),
    [{ key: "keep", words: t("Keep"), kind: "primary" }, ...(work.open ? [{ key: "back", words: t("Take it back"), kind: "danger" }] : []), { key: "", words: t("Close") }]);
  if (answer === "keep" && (caption.value !== (piece.caption || "") || (about.value || null) !== piece.about_on)) work.changeEvidence(piece, { caption: caption.value.trim(), about_on: about.value || null });
  if (answer === "back") await work.withdrawEvidence(piece, reason.value.trim() || t("Taken back on the device"));
}

/** The switch for place and time of the photographs that follow. */
export function placeSwitch() {
  const id = nextId("place");
  return el("label", { class: "switch", for: id }, el("input", { type: "checkbox", id, checked: withPlace, onchange: (event) => { withPlace = event.target.checked; } }),
    el("span", {}, t("Keep place and time with the next photographs")));
}
