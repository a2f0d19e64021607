// The map: own areas by risk, visits as points. No tiles, nothing from another host.

const box = document.getElementById("map");
const says = box.dataset;

function escaped(text) {
  const span = document.createElement("span");
  span.textContent = text;
  return span.innerHTML;
}

function steps(features) {
  const risks = [...new Set(features.map((f) => f.properties.risk).filter((r) => r !== null))].sort((a, b) => a - b);
  if (!risks.length) return null;
  const [low, high] = [risks[0], risks.at(-1)];
  return { low, high, cut: [0.2, 0.4, 0.6, 0.8].map((q) => low + q * (high - low)) };
}

function areaClass(risk, ramp) {
  if (risk === null || !ramp) return "area area-none";
  return `area area-${ramp.cut.filter((c) => risk >= c).length}`;
}

async function draw() {
  const L = window.L;
  const data = await (await fetch(says.map)).json();
  const map = L.map(box, { scrollWheelZoom: false, zoomSnap: 0.25 });
  map.attributionControl.setPrefix("Leaflet");
  const ramp = steps(data.areas.features);
  const areas = L.geoJSON(data.areas, {
    style: (f) => ({ className: areaClass(f.properties.risk, ramp) }),
    onEachFeature: (f, layer) => {
      const risk = f.properties.risk === null ? "" : `<br>${says.risk}: ${f.properties.risk.toFixed(1)}`;
      layer.bindTooltip(`${escaped(f.properties.name)}${risk}`, { sticky: true });
    },
  }).addTo(map);
  const seen = new Map();
  const points = L.geoJSON(data.visits, {
    pointToLayer: (f, at) => {
      const key = `${at.lat},${at.lng}`;
      const n = seen.get(key) ?? 0;
      seen.set(key, n + 1);
      const place = n ? L.latLng(at.lat + 0.006 * Math.sin(n * 2.4) * Math.sqrt(n), at.lng + 0.006 * Math.cos(n * 2.4) * Math.sqrt(n)) : at;
      const p = f.properties;
      return L.circleMarker(place, { radius: p.kind === "commune" ? 5 : 7, className: `point point-${p.kind}${p.announced ? "" : " point-hidden"}` });
    },
    onEachFeature: (f, layer) => {
      const p = f.properties;
      const [y, m, d] = p.date.split("-").map(Number);
      const note = p.borrowed ? `<br>${says.borrowed}` : "";
      layer.bindTooltip(`<strong>${escaped(p.name)}</strong><br>${d}/${m}/${y} · ${escaped(p.team)}${note}`);
      layer.on("click", () => location.assign(p.url));
    },
  }).addTo(map);
  const whole = areas.getLayers().length ? areas.getBounds() : points.getBounds();
  if (whole.isValid()) map.fitBounds(whole, { padding: [8, 8] });
  else map.setView([21.03, 105.85], 10);
  if (ramp) {
    document.querySelector("[data-ramp-low]")?.append(ramp.low.toFixed(0));
    document.querySelector("[data-ramp-high]")?.append(ramp.high.toFixed(0));
  }
}

draw().catch(() => box.remove());
