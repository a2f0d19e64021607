/** Asking the server. Every trouble has a kind, so that the sender knows what to do about it. */

/** kind: offline, sign_in, token, refused, faults, gone or server; detail: what the server said. */
export class Trouble extends Error {
  constructor(kind, detail = null) {
    super(kind);
    this.kind = kind;
    this.detail = detail;
  }
}

/** The token against forged requests; it changes when somebody signs in. */
export const token = () => (document.cookie.match(/(?:^|;\s*)lotrinh_csrf=([^;]+)/) || ["", ""])[1];

/** The JSON of an answer. json or body is sent; csrf: the token that goes with it; patience: milliseconds. */
export async function call(method, address, { json, body, headers = {}, csrf = "", patience = 60000 } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const response = await fetch(address, {
      method, redirect: "manual", cache: "no-store", credentials: "same-origin", signal: stop.signal,
      headers: { Accept: "application/json", ...(json ? { "Content-Type": "application/json" } : {}),
        ...(csrf ? { "X-CSRFToken": csrf } : {}), ...headers },
      body: json ? JSON.stringify(json) : body,
    });
    return await read(response);
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble("offline", String(error));
  } finally {
    clearTimeout(timer);
  }
}

async function read(response) {
  if (response.type === "opaqueredirect" || response.status === 401) throw new Trouble("sign_in");
  const detail = await response.json().catch(() => null);
  if (response.ok && detail !== null) return detail;
  if (response.status === 403) throw new Trouble(detail && detail.code === "refused" ? "refused" : "token", detail);
  if (response.status === 404) throw new Trouble("gone", detail);
  if (response.status === 422 || response.status === 400 || response.status === 413) throw new Trouble("faults", detail);
  throw new Trouble("server", `${response.status}`);
}
