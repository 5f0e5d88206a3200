// What a script adds to the pages for readers, all of which work without it. It makes no HTML, what it
// remembers stays in this browser, and all it ever sends is how far somebody came, where the site counts. Its words stand in the pages.
(() => {
  'use strict';

  const { clipboard } = navigator;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const on = (what, kind, then, how) => what.addEventListener(kind, then, how);

  // In a private window, or when there is no room, a browser keeps nothing and says so by throwing. That is no reader's trouble.
  const kept = (store, name) => {
    try {
      return JSON.parse(window[store].getItem(name));
    } catch {
      return null;
    }
  };
  const keep = (store, name, value) => {
    try {
      window[store].setItem(name, JSON.stringify(value));
    } catch {
      // Nothing is remembered.
    }
  };

  /** Says it to those who listen, also when it was the last thing said. */
  const say = (place, words) => {
    place.textContent = '';
    setTimeout(() => (place.textContent = words), 50);
  };

  const isPlain = (event) => !(event.button || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey);

  // ---- The view that the reader chose ------------------------------------------------------------------------------------
  const VIEW = 'lantern-view';
  for (const link of all('[data-view]')) {
    on(link, 'click', () => {
      keep('localStorage', VIEW, link.dataset.view);
      // From the story to the slideshow at the slide that is being read.
      const here = all('.slide').findLast((slide) => slide.getBoundingClientRect().top < innerHeight / 2);
      if (here?.previousElementSibling) link.hash = here.id;
    });
  }
  // Also when the page comes back as it was left: the reader may have chosen meanwhile.
  on(window, 'pageshow', () => {
    const view = kept('localStorage', VIEW);
    if (view) {
      for (const link of all('[data-article]')) {
        link.href = '/' + link.pathname.split('/')[1] + (view === 'slideshow' ? '/slideshow' : '');
      }
    }
  });

  // ---- What is new since the last visit ----------------------------------------------------------------------------------
  // Of each article the latest change that was seen is kept, by the server's clock: the reader's own need not be right. In one
  // tab the marks stay, whatever view they are looked at in.
  const read = one('[data-visit]');
  if (read) {
    const VISITS = 'lantern-visits';
    const article = read.dataset.visit;
    const at = (mark) => Number(mark.dataset.since);
    const marks = all('[data-since]');
    const latest = Math.max(0, ...marks.map(at));
    const list = kept('localStorage', VISITS);
    const visits = Array.isArray(list) ? list.filter(Array.isArray) : [];
    const inTab = VISITS + '-' + article;
    const before = kept('sessionStorage', inTab) ?? visits.find(([name]) => name === article)?.[1] ?? latest;
    for (const mark of marks) {
      const isTold = mark.previousElementSibling?.matches('[data-since]:not([hidden])');
      if (isTold || at(mark) <= before) continue;
      mark.textContent = mark.dataset.words;
      mark.hidden = false;
    }
    keep('sessionStorage', inTab, before);
    keep('localStorage', VISITS, [[article, latest], ...visits.filter(([name]) => name !== article)].slice(0, 200));
  }

  // ---- How far somebody came -----------------------------------------------------------------------------------------------
  // Said once, when they leave, where the site counts: the address of a slide and nothing else. Whoever asks to be left alone is.
  const counted = one('[data-counted]');
  if (counted && !navigator.globalPrivacyControl) {
    const slides = all('section[id^="s-"]', counted);
    let furthest = 0;
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (isIntersecting) furthest = Math.max(furthest, slides.indexOf(target));
        }
      },
      // The head of the slide has come past the middle of the window, or all of it has come in from the side.
      { rootMargin: '0px 0px -50%', threshold: 0.01 },
    );
    for (const slide of slides) seen.observe(slide);
    const path = '/' + counted.dataset.visit + '/slides/';
    // A page of the article's own, such as a picture at full size, is no leaving: they come back and read on.
    let isLeaving = true;
    on(document, 'click', ({ target }) => {
      isLeaving = !(target.closest('a')?.pathname ?? '').startsWith(path);
    });
    const tell = () => {
      if (!isLeaving) return;
      navigator.sendBeacon(path + slides[furthest].id.slice(2) + '/reached');
      removeEventListener('pagehide', tell);
    };
    on(window, 'pagehide', tell);
    on(window, 'pageshow', () => (isLeaving = true));
  }

  // ---- Passing on --------------------------------------------------------------------------------------------------------
  // A link leads where it says unless the system has a sheet; a button is there only when it can do what it says.
  if (navigator.share) {
    for (const way of all('[data-share]')) {
      way.hidden = false;
      on(way, 'click', (event) => {
        if (!isPlain(event)) return;
        event.preventDefault();
        navigator.share({ title: document.title, url: way.dataset.share || way.href }).catch(({ name }) => {
          if (name !== 'AbortError' && way.href) location.assign(way.href);
        });
      });
    }
  }
  if (clipboard) {
    for (const way of all('[data-copy]')) {
      const { copy, done, failed } = way.dataset;
      way.hidden = false;
      on(way, 'click', () => {
        const told = (words) => () => say(way.nextElementSibling, words);
        clipboard.writeText(copy).then(told(done), told(failed));
      });
    }
  }

  // ---- Saying that something is wrong ------------------------------------------------------------------------------------
  for (const way of all('[data-report]')) {
    const slide = way.closest('section');
    const quote = () => {
      const chosen = getSelection();
      const words = String(chosen).trim().slice(0, 300);
      if (words && slide.contains(chosen.anchorNode)) way.search = new URLSearchParams({ quote: words });
    };
    // A press on a link takes the selection away.
    on(way, 'pointerdown', quote);
    on(way, 'click', quote);
  }

  // ---- A picture at full size --------------------------------------------------------------------------------------------
  const leave = one('[data-leave]');
  if (leave) {
    on(document, 'keydown', (event) => {
      if (event.key !== 'Escape' || !isPlain(event) || event.defaultPrevented) return;
      // Back to the view that it was opened from, as it was left; to the slide in the story when it was opened otherwise.
      const [article] = location.href.split('/slides/');
      const [slide] = location.href.split('/pictures/');
      const isFromView = [article, article + '/slideshow', slide].includes(document.referrer);
      if (isFromView && history.length > 1) history.back();
      else location.assign(leave.href);
    });
  }

  // ---- The slideshow -----------------------------------------------------------------------------------------------------
  const track = one('.show-track');
  if (track) {
    const slides = all('.show-slide', track);
    const strip = all('.show-strip a');
    const story = one('[data-view=story]');
    const said = one('.show > [role=status]');
    const keys = one('#keys');
    const opener = one('[data-keys]');
    const forward = getComputedStyle(track).direction === 'rtl' ? -1 : 1;
    const heading = (slide) => one('h2', slide) ?? slide;
    let at = Math.max(0, slides.findIndex((slide) => '#' + slide.id === location.hash));
    let rest;

    const mark = () => {
      strip.forEach((link, place) => (link.ariaCurrent = place === at ? 'true' : null));
      const link = strip[at];
      if (link) link.parentElement.scrollLeft = link.offsetLeft - (link.parentElement.clientWidth - link.clientWidth) / 2;
      one('.show-progress').style.setProperty('--done', (at + 1) / slides.length);
      story.hash = at ? slides[Math.min(at, strip.length - 1)].id : '';
    };
    /** Stands on that slide, whoever led there: the address says so, and Back still leads out. */
    const stand = (place) => {
      at = place;
      mark();
      history.replaceState(history.state, '', '#' + slides[at].id);
    };
    const place = () => one('.show-nav', slides[at])?.ariaLabel;

    const scroll = (behavior) => track.scrollTo({ left: forward * at * track.clientWidth, behavior });

    /** Goes to that slide by key or link. The focus says its heading, so only its place is said besides. */
    const go = (to) => {
      const isStep = Math.abs(to - at) === 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches;
      stand(to);
      scroll(isStep ? 'smooth' : 'instant');
      heading(slides[at]).focus({ preventScroll: true });
      say(said, place() ?? '');
    };

    for (const slide of slides) heading(slide).tabIndex = -1;
    mark();
    // A page that is loaded anew is not led to the slide of its address by every browser.
    scroll('instant');
    opener.hidden = false;
    on(opener, 'click', () => keys.showModal());

    // By swiping, or however else the browser scrolls.
    on(track, 'scroll', () => {
      clearTimeout(rest);
      rest = setTimeout(() => {
        const now = Math.round(Math.abs(track.scrollLeft) / track.clientWidth);
        if (now !== at && slides[now]) {
          stand(now);
          say(said, [place(), one('h2', slides[at])?.textContent].filter(Boolean).join(': '));
        }
      }, 120);
    });

    on(document, 'click', (event) => {
      const link = event.target.closest('a[href^="#"]');
      const to = link && isPlain(event) ? slides.findIndex((slide) => '#' + slide.id === link.hash) : -1;
      if (to >= 0) {
        event.preventDefault();
        go(to);
      }
    });

    on(document, 'keydown', (event) => {
      const { key, target } = event;
      if (event.defaultPrevented || target.closest('input, textarea, select, dialog, [contenteditable]')) return;
      if (key === '?' && !(event.ctrlKey || event.altKey || event.metaKey)) keys.showModal();
      if (!isPlain(event)) return;
      if (key === 'Escape') location.assign(story.href);
      const to = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: strip.length - 1 }[key];
      if (to === undefined) return;
      event.preventDefault();
      if (slides[to] && to !== at) go(to);
    });
  }
})();
