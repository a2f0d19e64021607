/** Photographs: shrunk and without what the camera wrote into them, before they are kept. */

import { hex } from "./draw.js";

const LONGEST = 2048;
const QUALITY = 0.82;

/**
 * {sha256, blob, name, type, size} of a file. A picture becomes a JPEG of at most 2,048 pixels; drawing it anew leaves
 * place, time and maker behind. What is no picture, or one that this browser cannot read, is kept as it is.
 */
export async function prepared(file) {
  const small = file.type.startsWith("image/") ? await shrunk(file) : null;
  const blob = small || new Blob([await file.arrayBuffer()], { type: file.type });
  const name = small ? file.name.replace(/\.[^.]*$/, "") + ".jpg" : file.name;
  return { sha256: await sha256(blob), blob, name, type: blob.type, size: blob.size };
}

async function shrunk(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

/** The SHA-256 of a blob as hexadecimal digits. */
export const sha256 = async (blob) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer())));

/** Where the device is: {lat, lon}, or nothing when it does not say within ten seconds. */
export function place() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve({});
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: Number(coords.latitude.toFixed(5)), lon: Number(coords.longitude.toFixed(5)) }),
      () => resolve({}),
      { timeout: 10000, maximumAge: 60000, enableHighAccuracy: true },
    );
  });
}
