// The map: own areas shaded by a figure, visits as points. No tiles, nothing from another host.

const box = document.getElementById("map");
const says = box.dataset;
const SHOWN = {
  risk: (value) => value.toFixed(1).replace(".", document.documentElement.lang === "vi" ? "," : "."),
  share: (value) => `${Math.round(100 * value)} %`,
};

function escaped(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

function rampOf(features, figure) {
  const values = features.map((f) => f.properties[figure]).filter((v) => v !== null);
  if (!values.length) return null;
  return { figure, low: Math.min(...values), high: Math.max(...values) };
}

function step(value, ramp) {
  if (ramp.high === ramp.low) return 2;
  return Math.min(4, Math.floor((5 * (value - ramp.low)) / (ramp.high - ramp.low)));
}

function shade(layer, ramp) {
  const path = layer.getElement();
  const value = ramp ? layer.feature.properties[ramp.figure] : null;
  path.setAttribute("class", `leaflet-interactive area area-${value === null ? "none" : step(value, ramp)}`);
}

function legend(ramp) {
  for (const [name, value] of [["low", ramp.low], ["high", ramp.high]]) {
    const end = document.querySelector(`[data-ramp-${name}]`);
    if (end) end.textContent = SHOWN[ramp.figure](value);
  }
}

function areaText(p) {
  const lines = ["share", "risk"].filter((f) => p[f] !== null).map((f) => `${says[f]}: ${SHOWN[f](p[f])}`);
  return [`<strong>${escaped(p.name)}</strong>`, ...lines].join("<br>");
}

function visitText(p) {
  const [y, m, d] = p.date.split("-").map(Number);
  const note = p.borrowed ? `<br>${says.borrowed}` : "";
  return `<strong>${escaped(p.name)}</strong><br>${d}/${m}/${y} · ${escaped(p.team)}${note}`;
}

// Points that share a place are laid in a small spiral round it.
function spread(L, seen, at) {
  const key = `${at.lat},${at.lng}`;
  const n = seen.get(key) ?? 0;
  seen.set(key, n + 1);
  return L.latLng(at.lat + 0.006 * Math.sin(n * 2.4) * Math.sqrt(n), at.lng + 0.006 * Math.cos(n * 2.4) * Math.sqrt(n));
}

async function draw() {
  const L = window.L;
  const data = await (await fetch(says.map)).json();
  const map = L.map(box, { scrollWheelZoom: false, zoomSnap: 0.25 });
  map.attributionControl.setPrefix("Leaflet");
  const areas = L.geoJSON(data.areas, {
    style: () => ({ className: "area area-none" }),
    onEachFeature: (f, layer) => layer.bindTooltip(areaText(f.properties), { sticky: true }),
  }).addTo(map);
  const seen = new Map();
  const points = L.geoJSON(data.visits, {
    pointToLayer: (f, at) => {
      const p = f.properties;
      const look = `point point-${p.kind}${p.announced ? "" : " point-hidden"}`;
      return L.circleMarker(spread(L, seen, at), { radius: p.kind === "commune" ? 5 : 7, className: look });
    },
    onEachFeature: (f, layer) => {
      layer.bindTooltip(visitText(f.properties));
      layer.on("click", () => location.assign(f.properties.url));
    },
  }).addTo(map);
  const whole = areas.getLayers().length ? areas.getBounds() : points.getBounds();
  if (whole.isValid()) map.fitBounds(whole, { padding: [8, 8] });
  else map.setView([21.03, 105.85], 10);

  function shadeBy(figure) {
    const ramp = rampOf(data.areas.features, figure);
    areas.eachLayer((layer) => shade(layer, ramp));
    if (ramp) legend(ramp);
    for (const b of document.querySelectorAll("[data-shade]")) b.setAttribute("aria-pressed", String(b.dataset.shade === figure));
  }
  for (const b of document.querySelectorAll("[data-shade]")) b.addEventListener("click", () => shadeBy(b.dataset.shade));
  shadeBy("share");
}

draw().catch(() => box.remove());
