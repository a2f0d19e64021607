/** Words, numbers and days in the reader's language. The English sentence is the key of a word. */

const KEPT = "lotrinh-field-language";
let all = { vi: {}, en: {} };
let language = "vi";

/** Read the words that the page brought; the language that was chosen on this device wins. */
export function readWords() {
  all = JSON.parse(document.getElementById("words").textContent);
  language = remembered() || (document.documentElement.lang === "en" ? "en" : "vi");
  document.documentElement.lang = language;
}

function remembered() {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === "vi" || kept === "en" ? kept : "";
  } catch {
    return "";
  }
}

/** 'vi' or 'en'. */
export const spoken = () => language;

/** Speak the other language from now on, on this device. */
export function speak(wish) {
  language = wish;
  document.documentElement.lang = wish;
  try {
    localStorage.setItem(KEPT, wish);
  } catch {
    /* A browser that keeps nothing speaks it until the page is closed. */
  }
}

/** The sentence in the reader's language, with {places} filled in. */
export function t(sentence, places = {}) {
  const words = (all[language] && all[language][sentence]) || sentence;
  return words.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));
}

/** The right one of {vi, en}; Vietnamese when there is no other; a plain text as it is. */
export const said = (both) => (typeof both === "string" ? both : (both && (both[language] || both.vi)) || "");

const locale = () => (language === "en" ? "en-GB" : "vi-VN");

/** A number with the separators of the language. */
export const number = (value, places = 0) =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: places, maximumFractionDigits: places }).format(value);

/** A share as per cent with one decimal: rounded for the eye alone. */
export const percent = (share) => `${number(share * 100, 1)}\u00a0%`;

/** "2020-08-18" as 18/08/2020. */
export const day = (iso) => (iso ? iso.slice(0, 10).split("-").reverse().join("/") : "");

/** A moment as hours, minutes and day, by the device's clock. */
export function moment(when) {
  const at = new Date(when);
  const time = at.toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit" });
  return at.toDateString() === new Date().toDateString() ? time : `${time} ${day(localDay(at))}`;
}

/** The day of a moment where the device is, "2020-08-18". */
export const localDay = (at = new Date()) =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}-${String(at.getDate()).padStart(2, "0")}`;

/** Bytes in words. */
export function size(bytes) {
  if (bytes < 1024 * 1024) return `${number(Math.max(1, bytes / 1024))} KB`;
  return bytes < 1024 ** 3 ? `${number(bytes / 1024 ** 2, 1)} MB` : `${number(bytes / 1024 ** 3, 1)} GB`;
}

/** Lower case without marks, đ as d: the same folding as on the server. */
export const fold = (text) =>
  text.replace(/[đĐ]/g, "d").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();
