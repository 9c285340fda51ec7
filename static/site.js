// Enhancement only: every page works with this file missing.
(function () {
  "use strict";
  // The language menu closes on Escape and on a click elsewhere.
  document.querySelectorAll("details.lang").forEach(function (menu) {
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  });
})();
