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

  function each(selector, act) {
    document.querySelectorAll(selector).forEach(act);
  }

  // Buttons that need this script are hidden until it is here.
  each("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      print();
    });
  });
  each("[data-share]", function (button) {
    if (!navigator.share) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      // Who changes their mind is told nothing.
      navigator.share({ title: document.title, url: location.href }).catch(function () {});
    });
  });
  each("[data-copy]", function (button) {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var from = button.dataset.copy && document.getElementById(button.dataset.copy);
      var link = document.querySelector("link[rel=canonical]");
      var text = from ? from.textContent.trim() : link ? link.href : location.href;
      navigator.clipboard.writeText(text).then(function () {
        document.getElementById("status").textContent = button.dataset.done;
        button.lastChild.textContent = button.dataset.done;
      });
    });
  });
  // On paper the citation tells the day.
  each("[data-printed]", function (place) {
    addEventListener("beforeprint", function () {
      var today = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
      place.hidden = false;
      place.textContent = place.dataset.printed.replace("{date}", today);
    });
  });
  // A form that was refused begins with what is wrong.
  each(".errsum", function (summary) {
    summary.focus();
  });

  // Suggestions while typing: an editable combobox with a listbox (ARIA Authoring Practices). The list holds
  // published names; choosing one opens it, Enter without a choice searches as ever.
  document.querySelectorAll("[data-suggestions]").forEach(function (box, number) {
    var input = box.querySelector("input");
    var list = document.createElement("ul");
    var status = document.createElement("p");
    var shown = [];
    var chosen = -1;
    var waiting = 0;
    var asked = null;
    var last = "";
    list.id = "suggestions-" + number;
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.dataset.list);
    status.className = "vh";
    status.setAttribute("role", "status");
    box.append(list, status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    function close() {
      list.hidden = true;
      chosen = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
      var options = list.children;
      if (chosen >= 0 && options[chosen]) options[chosen].setAttribute("aria-selected", "false");
      chosen = place;
      if (place < 0) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      options[place].setAttribute("aria-selected", "true");
      options[place].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[place].id);
    }

    function go(place) {
      var address = new URL(shown[place].html_url, location.href);
      location.assign(address.pathname + address.hash);
    }

    function part(text, language, name) {
      var span = document.createElement("span");
      span.textContent = text;
      if (language) span.lang = language;
      if (name) span.className = name;
      return span;
    }

    function show(results) {
      shown = results;
      list.textContent = "";
      results.forEach(function (result, place) {
        var option = document.createElement("li");
        option.id = list.id + "-" + place;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.append(part(result.name, result.name_language));
        if (result.matched_name !== result.name) {
          option.append(" ", part(result.matched_name, result.matched_name_language, "also"));
        }
        option.append(" ", part(result.type_label, "", "kind"));
        // Before the input loses the focus and the list closes.
        option.addEventListener("mousedown", function (event) {
          event.preventDefault();
        });
        option.addEventListener("click", function () {
          go(place);
        });
        list.append(option);
      });
      chosen = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !results.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      status.textContent = results.length ? box.dataset.some.replace("{number}", results.length) : box.dataset.none;
    }

    function ask() {
      var text = input.value.trim();
      if (text === last) {
        if (list.hidden && shown.length) show(shown);
        return;
      }
      last = text;
      if (asked) asked.abort();
      // One letter of most scripts says too little; one syllable of others is a word.
      if (text.length < 2 && !/[^\u0000-\u024f]/.test(text)) {
        shown = [];
        list.textContent = status.textContent = "";
        close();
        return;
      }
      asked = new AbortController();
      fetch(box.dataset.suggestions + "&q=" + encodeURIComponent(text), { signal: asked.signal })
        .then(function (response) {
          if (!response.ok) throw new Error(response.status);
          return response.json();
        })
        .then(function (found) {
          if (document.activeElement === input) show(found.results);
        })
        .catch(function () {
          // Without suggestions the search works as it is.
          close();
        });
    }

    input.addEventListener("input", function () {
      // What is listed belongs to what was typed before.
      if (input.value.trim() !== last) shown = [];
      clearTimeout(waiting);
      waiting = setTimeout(ask, 150);
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", function (event) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (event.isComposing) return;
      if (step && shown.length) {
        event.preventDefault();
        if (list.hidden) {
          list.hidden = false;
          input.setAttribute("aria-expanded", "true");
        }
        // Between the last and the first option lies the text itself.
        choose(((chosen + 1 + step + shown.length + 1) % (shown.length + 1)) - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        go(chosen);
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      }
    });
  });

  // Visited pages can be read without a connection, where the browser can keep them. A first visit stays light:
  // the worker comes when somebody goes on to a second page.
  var isSecond = document.referrer.indexOf(location.origin + "/") === 0;
  if (isSecond && "serviceWorker" in navigator && document.querySelector("link[rel=manifest]")) {
    navigator.serviceWorker.register("/sw.js").catch(function () {});
  }
})();
