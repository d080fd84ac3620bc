"use strict";
(() => {
  const links = new Map([...document.querySelectorAll(".contents a")].map(a => [a.hash.slice(1), a]));
  const seen = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
  const follow = () => {
    let current = seen[0];
    for (const heading of seen) if (heading.getBoundingClientRect().top < innerHeight / 4) current = heading;
    for (const [id, link] of links) {
      if (current && id === current.id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  if (seen.length) { addEventListener("scroll", follow, { passive: true }); follow(); }
})();
