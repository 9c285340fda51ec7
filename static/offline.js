// The page that stands in for others lists what this browser keeps: whole pages, with their titles.
(function () {
  "use strict";
  var box = document.getElementById("kept-pages");
  var LETTERS = { "&#x27;": "'", "&quot;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&" };

  function titleOf(html) {
    return /<title[^>]*>([^<]*)/.exec(html)[1].replace(/&#x27;|&quot;|&lt;|&gt;|&amp;/g, function (written) {
      return LETTERS[written];
    });
  }

  function show(address, html) {
    var link = document.createElement("a");
    link.href = address;
    link.lang = new URL(address).pathname.split("/")[1];
    link.textContent = titleOf(html);
    box.querySelector("ul").appendChild(document.createElement("li")).appendChild(link);
  }

  async function list() {
    var pages = await caches.open("pages-1");
    for (var key of (await pages.keys()).reverse()) {
      show(key.url, await (await pages.match(key, { ignoreVary: true })).text());
      box.hidden = false;
    }
  }

  if ("caches" in window) list().catch(function () {});
})();
