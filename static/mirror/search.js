// The search of a copy of the site: finds folded text in folded texts, all of it in this browser, also from a folder.
var sala = { texts: {} };
(function () {
  "use strict";
  var MOST = 50; // results shown
  var LENGTH = 220; // characters of an excerpt
  var BEFORE = 60; // of them before the first place
  var TITLE = 4; // what a word weighs in a title, in a text, and in the title of what is named
  var TEXT = 2;
  var NAMED = 1;
  var root = new URL("../../", document.currentScript.src).href;
  var language = document.documentElement.lang;
  var patterns;

  // ---- folding: portal/search/text.py with the same tables ----

  function prepare() {
    var table = sala.folding;
    var letter = "(?![" + table.unspaced + "])[\\p{L}\\p{N}]";
    function all(pattern) {
      return new RegExp(pattern, "gu");
    }
    patterns = {
      piece: all(
        "([" + table.unspaced + "][" + table.unspaced + table.zeroWidth + "]*)|(?:" + letter + ")+(?:(?:(?![" +
          table.unspaced + "])\\p{M}|[" + table.zeroWidth + "])+(?:" + letter + ")*)*"
      ),
      zeroWidth: all("[" + table.zeroWidth + "]"),
      accented: all(table.accented),
      silent: all(table.silent),
      signs: all(table.signs),
      sign: all(table.sign),
    };
  }

  function digit(letter) {
    var zero = Array.from(sala.folding.zeros).filter(function (nought) {
      return nought.codePointAt(0) <= letter.codePointAt(0);
    }).pop();
    return String(letter.codePointAt(0) - zero.codePointAt(0));
  }

  function foldWord(word) {
    var table = sala.folding;
    function each(letters) {
      return function (letter) {
        return letter in letters ? letters[letter] : letter;
      };
    }
    return word.replace(patterns.zeroWidth, "").normalize("NFKC").toLowerCase().replace(/./gsu, each(table.cases))
      .normalize("NFKD").replace(patterns.accented, "$1").replace(/./gsu, each(table.plain))
      .replace(/\p{Nd}/gu, digit).normalize("NFC").replace(/[^\p{L}\p{N}\u0300-\u{10ffff}]/gu, "")
      .slice(0, table.longest);
  }

  function foldRun(run) {
    var folded = run.replace(patterns.zeroWidth, "").normalize("NFKC").replace(patterns.silent, "");
    sala.folding.alike.forEach(function (pair) {
      folded = folded.replaceAll(pair[0], pair[1]);
    });
    return folded.replace(patterns.signs, function (signs) {
      function late(sign) {
        return sign === "\u1037" || sign === "\u1038";
      }
      return signs.match(patterns.sign).sort(function (one, other) {
        return late(one) - late(other) || (one < other ? -1 : Number(one > other));
      }).join("");
    });
  }

  // The pieces of a text: {start, text, run, folded}.
  function pieces(text) {
    return Array.from(text.matchAll(patterns.piece), function (found) {
      var run = Boolean(found[1]);
      return { start: found.index, text: found[0], run: run, folded: (run ? foldRun : foldWord)(found[0]) };
    }).filter(function (piece) {
      return piece.folded;
    });
  }

  function fold(text) {
    var found = pieces(text);
    return found.length ? " " + found.map(function (piece) { return piece.folded; }).join(" ") + " " : "";
  }

  // What is looked for: words from where they begin, runs of scripts without spaces anywhere.
  function terms(query) {
    return pieces(query).map(function (piece) {
      return piece.run ? piece.folded : " " + piece.folded;
    });
  }

  // ---- finding ----

  function weigh(wanted, allowed) {
    var found = new Map(); // entry -> {weights, text}
    var titles = wanted.map(function () { return new Set(); });
    var lines = Object.entries(sala.texts).flatMap(function (pair) {
      return pair[1].map(function (line) { return { code: pair[0], line: line }; });
    });
    lines.forEach(function (each) {
      wanted.forEach(function (term, number) {
        if (each.line[1].includes(term)) titles[number].add(each.line[0]);
      });
    });
    lines.forEach(function (each) {
      var line = each.line;
      var entry = found.get(line[0]) || { weights: wanted.map(function () { return 0; }), best: 0 };
      var here = 0;
      wanted.forEach(function (term, number) {
        var inText = line[2].includes(term);
        var weight = titles[number].has(line[0]) ? TITLE : inText ? TEXT : line[4].some(function (named) {
          return titles[number].has(named);
        }) ? NAMED : 0;
        entry.weights[number] = Math.max(entry.weights[number], weight);
        here += inText;
      });
      // The excerpt is from where most of it stands, in the page's language before others.
      if (here > entry.best || (here && here === entry.best && each.code === language)) {
        entry.best = here;
        entry.code = each.code;
        entry.text = line[3];
      }
      found.set(line[0], entry);
    });
    return Array.from(found).filter(function (pair) {
      return allowed(pair[0]) && pair[1].weights.every(Boolean);
    }).map(function (pair) {
      var sum = pair[1].weights.reduce(function (one, other) { return one + other; }, 0);
      return { number: pair[0], score: sum, text: pair[1].text || "", code: pair[1].code };
    }).sort(function (one, other) {
      return other.score - one.score || one.number - other.number;
    });
  }

  // The filters of the site's lists: country=TH,LA, theme__all=…, stage__not=…, agency__isnull=true.
  function filter(parameters) {
    var tests = Array.from(new Set(parameters.keys())).filter(function (name) {
      return !["q", "sort", "view", "page", "cursor"].includes(name);
    }).map(function (name) {
      var parts = name.split("__");
      var values = parameters.getAll(name).join(",").split(",").filter(Boolean);
      return function (facets) {
        var own = facets[parts[0]] || [];
        function has(value) {
          return own.includes(value);
        }
        if (!values.length) return true;
        if (parts[1] === "isnull") return (values[0] === "true") === !own.length;
        if (parts[1] === "not") return !values.some(has);
        return parts[1] === "all" ? values.every(has) : values.some(has);
      };
    });
    function allowed(number) {
      return tests.every(function (test) { return test(sala.facets[number]); });
    }
    allowed.count = tests.length;
    return allowed;
  }

  // ---- showing ----

  // Where terms stand in a text: [start, end] of each place, in order.
  function places(text, wanted) {
    var found = [];
    pieces(text).forEach(function (piece) {
      var folded = (piece.run ? "" : " ") + piece.folded;
      wanted.forEach(function (term) {
        for (var at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
          var start = piece.run ? reach(piece.text, at + 1) - 1 : 0;
          var end = piece.run ? withSigns(piece.text, reach(piece.text, at + term.length)) : piece.text.length;
          found.push([piece.start + start, piece.start + end]);
        }
      });
    });
    return found.sort(function (one, other) { return one[0] - other[0]; });
  }

  // How many letters of a run it takes for so many folded ones.
  function reach(run, length) {
    var end = 1;
    while (end < run.length && foldRun(run.slice(0, end)).length < length) end += 1;
    return end;
  }

  // The end of the letter that ends here, behind its signs.
  function withSigns(text, end) {
    while (end < text.length && /\p{M}/u.test(text[end])) end += 1;
    return end;
  }

  // A stretch of a long text around the first place, cut between words where there are any.
  function cut(text, wanted) {
    var first = (places(text, wanted)[0] || [0])[0];
    var start = Math.max(0, first - BEFORE);
    var space = text.indexOf(" ", start);
    if (start) start = space >= 0 && space < first ? space + 1 : withSigns(text, start);
    var end = Math.min(text.length, start + LENGTH);
    space = text.lastIndexOf(" ", end);
    if (end < text.length) end = space > end - BEFORE ? space : withSigns(text, end);
    return (start ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
  }

  function mark(element, text, wanted) {
    var at = 0;
    places(text, wanted).forEach(function (place) {
      if (place[0] < at) return;
      var marked = document.createElement("mark");
      marked.textContent = text.slice(place[0], place[1]);
      element.append(text.slice(at, place[0]), marked);
      at = place[1];
    });
    element.append(text.slice(at));
    return element;
  }

  function element(name, parent, language) {
    var made = document.createElement(name);
    if (language) made.lang = language;
    parent.append(made);
    return made;
  }

  function show(hit, wanted, list) {
    var entry = sala.entries[hit.number];
    var item = element("li", list);
    if (entry[8]) {
      var tile = element("span", item);
      tile.className = entry[8].length > 2 ? "tile org" : "tile"; // as a country's code, or an acronym
      tile.setAttribute("aria-hidden", "true");
      tile.textContent = entry[8];
    } else item.className = "bare";
    var body = element("div", item);
    body.className = "body";
    var link = element("a", element("h3", body));
    link.href = entry[3];
    mark(element("span", link, entry[1]), entry[0], wanted);
    if (hit.text === entry[0]) hit.text = ""; // a lesson is its own title
    else if (hit.text) mark(element("p", body, hit.code !== language ? hit.code : ""), cut(hit.text, wanted), wanted);
    else if (entry[6]) element("p", body, entry[7]).textContent = entry[6];
    var facts = element("ul", body);
    facts.className = "meta";
    element("li", facts).textContent = entry[2];
    entry[4].forEach(function (place) {
      element("span", element("li", facts), place[1]).textContent = place[0];
    });
    if (entry[5]) element("li", facts).textContent = entry[5];
  }

  function load(file) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = root + "search/" + file;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
  }

  async function search(box) {
    var parameters = new URLSearchParams(location.search);
    var query = parameters.get("q") || "";
    var codes = box.dataset.texts.split(" ");
    document.getElementById("q").value = query;
    var files = codes.map(function (code) { return "texts." + code + ".js"; });
    await Promise.all(files.concat("folding.js", "facets.js", "entries." + language + ".js").map(load));
    prepare();
    var wanted = terms(query);
    var allowed = filter(parameters);
    if (!wanted.length && !allowed.count) return;
    var hits = wanted.length ? weigh(wanted, allowed) : [];
    if (!wanted.length) {
      hits = sala.entries.map(function (_entry, number) { return { number: number, text: "" }; })
        .filter(function (hit) { return allowed(hit.number); });
    }
    var words = box.dataset[hits.length === 1 ? "one" : hits.length ? "many" : "none"];
    box.querySelector("[role=status]").textContent = words.replace("{n}", hits.length);
    box.querySelectorAll(".notice")[0].hidden = !allowed.count;
    box.querySelectorAll(".notice")[1].hidden = hits.length <= MOST;
    hits.slice(0, MOST).forEach(function (hit) {
      show(hit, wanted, box.querySelector(".index"));
    });
  }

  sala.fold = fold;
  sala.ready = new Promise(function (resolve) {
    document.addEventListener("DOMContentLoaded", function () {
      resolve(search(document.getElementById("found")));
    });
  });
})();
