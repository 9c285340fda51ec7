"use strict";
// Keeps the pages a reader visited, for when there is no connection. Build {{ build }}.
const CODES = {{ codes|safe }};
const ASSETS = {{ assets|safe }};
// Unknown caches are deleted: raise the numbers when what is kept is kept otherwise.
const PAGE_CACHE = "pages-1";
const ASSET_CACHE = "assets-1";
const PAGE = new RegExp("^/(" + CODES.join("|") + ")/(?!manifest)");

// Whatever the build, the offline page is fetched anew: its assets may have other names now.
self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOldCaches()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && PAGE.test(address.pathname)) event.respondWith(page(event, address));
  else if (address.pathname.startsWith("/static/")) event.respondWith(asset(request));
});

async function install() {
  const assets = await caches.open(ASSET_CACHE);
  await assets.addAll(ASSETS);
  for (const { pathname } of await assets.keys().then((kept) => kept.map((request) => new URL(request.url)))) {
    if (PAGE.test(pathname)) await assets.add(pathname);
  }
  // The page from which this was installed was loaded without us: keep it, too.
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  await Promise.all(open.map(({ url }) => fetch(url).then((answer) => keep(new URL(url), answer)).catch(() => {})));
}

async function forgetOldCaches() {
  for (const name of await caches.keys()) {
    if (name !== PAGE_CACHE && name !== ASSET_CACHE) await caches.delete(name);
  }
}

async function page(event, address) {
  const kept = await caches.open(PAGE_CACHE).then((pages) => pages.match(address.href, { ignoreVary: true }));
  const fresh = fetch(event.request).then(async (answer) => {
    const copy = answer.clone();
    event.waitUntil(keep(address, copy).catch(() => {}));
    return answer;
  });
  if (!kept) return fresh.catch(() => offline(address));
  event.waitUntil(fresh.catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, {{ patience }}));
  const answer = await Promise.race([fresh, late]).catch(() => {});
  return answer && answer.status < 500 ? answer : labelled(address, kept);
}

// Only whole pages that anybody may keep; what was withdrawn is forgotten. Searches are the reader's own affair.
async function keep(address, answer) {
  const pages = await caches.open(PAGE_CACHE);
  const moved = answer.type === "opaqueredirect"; // renamed, or merged with another one
  if (moved || answer.status === 404 || answer.status === 410) return pages.delete(address.href);
  const may = answer.status === 200 && answer.type === "basic" && !answer.redirected && PAGE.test(address.pathname);
  const refused = /no-store|private/.test(answer.headers.get("Cache-Control") || "");
  const isPage = (answer.headers.get("Content-Type") || "").startsWith("text/html");
  if (!may || refused || !isPage || address.searchParams.has("q")) return;
  const assets = await caches.open(ASSET_CACHE);
  const fallback = "/" + address.pathname.split("/")[1] + "/offline";
  if (address.pathname !== fallback) await put(pages, address.href, answer, {{ most_pages }});
  if (!(await assets.match(fallback))) await assets.add(fallback);
}

async function put(cache, key, answer, most) {
  await cache.delete(key, { ignoreVary: true }); // what is put again is the youngest
  await cache.put(key, answer);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((old) => cache.delete(old, { ignoreVary: true })));
}

// The kept copy with a notice, whose words stand hidden in the offline page of its language.
async function labelled(address, kept) {
  const headers = new Headers(kept.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const words = await offline(address).then((page) => page.text());
  const [notice = ""] = words.match(/<div class="wrap" id="kept" hidden>.*?<\/div>/s) || [];
  const day = new Date(headers.get("Date") || Date.now());
  const shown = day.toLocaleDateString(headers.get("Content-Language") || "en", { dateStyle: "long" });
  const html = await kept.text();
  const told = notice.replace(" hidden", "").replace("{day}", shown);
  return new Response(html.replace("<main", () => told + "\n<main"), { headers });
}

async function offline(address) {
  const assets = await caches.open(ASSET_CACHE);
  for (const code of [address.pathname.split("/")[1], "en"]) {
    const found = await assets.match("/" + code + "/offline", { ignoreVary: true });
    if (found) return found;
  }
  return Response.error();
}

// Names with a digest never change what they name; all others are asked for first.
async function asset(request) {
  const assets = await caches.open(ASSET_CACHE);
  const kept = await assets.match(request, { ignoreVary: true });
  if (kept && /\.[0-9a-f]{12}\.\w+$/.test(request.url)) return kept;
  try {
    const answer = await fetch(request);
    if (answer.status === 200) await put(assets, request.url, answer.clone(), {{ most_assets }});
    return answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}
