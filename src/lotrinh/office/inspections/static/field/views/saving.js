/** Saving the queue to a file and taking it back; the same from every place of the page. */

import { app, count } from "../app.js";
import { el } from "../dom.js";
import { emit } from "../events.js";
import { WrongFile, queueFile, takeBack } from "../queue_file.js";
import { localDay, t } from "../words.js";

/** Give the person a file with all that is not sent. */
export async function saveQueue() {
  if (!app.keeper.failed.size) await app.keeper.flush();
  const file = await queueFile({ db: app.db, account: app.account, device: app.deviceId, unkept: app.keeper.unkept() });
  download(file, `lotrinh-${localDay()}-${new Date().toTimeString().slice(0, 5).replace(":", "")}.json`);
}

/** Offer a blob as a download. */
export function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Take a file back; answers a sentence for the person and whether it went well. */
export async function takeFileBack(file) {
  try {
    const added = await takeBack(file, { db: app.db, account: app.account });
    await count();
    emit("stored", { inspections: null });
    app.sender.soon();
    return { good: true, words: added ? t("{count} changes were taken back and wait to be sent.", { count: added }) : t("Everything in this file is already here.") };
  } catch (error) {
    if (!(error instanceof WrongFile)) console.error(error);
    return { good: false, words: error instanceof WrongFile ? t(error.message, error.places) : t("The file could not be taken back: {what}", { what: String(error.message || error) }) };
  }
}
