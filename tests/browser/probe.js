// Runs at the end of a page, in a frame of KIND pixels (or 'axe'), and tells the frame around it what is
// wrong. Sizes and contrasts are those of the design: 16 px text, no text of tables and notes below 11.5 px,
// none of charts below 10 units (the sample mark 8.5) when drawn at 0.94 or more; 4.5 : 1, 3 : 1 for large.
(() => {
  const faults = [];
  const LEAST_TEXT = 11.45, LEAST_LABEL = 9.3, LEAST_MARK = 7.9;
  const short = t => t.trim().replace(/\s+/g, ' ').slice(0, 40);
  const where = e => {
    const section = e.closest('section');
    const heading = section && section.querySelector('h2');
    return heading ? ' in "' + short(heading.textContent).slice(0, 16) + '"' : '';
  };

  // "rgb(1, 2, 3)" or "rgba(...)" to [r, g, b, a]
  const colour = text => {
    const n = (text.match(/[\d.]+/g) || []).map(Number);
    return n.length < 3 ? null : [n[0], n[1], n[2], n.length > 3 ? n[3] : 1];
  };
  const light = c => {
    const part = v => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
    return 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
  };
  const contrast = (a, b) => {
    const x = light(a), y = light(b);
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const c = colour(getComputedStyle(e).backgroundColor);
      if (c && c[3] > 0) return c;
    }
    return [255, 255, 255, 1];
  };

  let texts = 0;
  const look = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const e = node.parentElement;
      if (!node.data.trim() || e.closest('script,style,title,desc')) continue;
      const style = getComputedStyle(e);
      if (style.visibility === 'hidden' || style.display === 'none' || !e.getClientRects().length) continue;
      texts++;
      let size = parseFloat(style.fontSize);
      const svg = e.closest('svg');
      if (svg) {
        if (!svg.viewBox.baseVal || !svg.viewBox.baseVal.width) continue;
        size *= svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        const least = e.classList.contains('smp') ? LEAST_MARK : LEAST_LABEL;
        if (size < least) faults.push('label "' + short(node.data) + '" of ' + size.toFixed(1) + ' px' + where(svg));
        continue;
      }
      if (size < LEAST_TEXT && !e.closest('sup'))
        faults.push('text "' + short(node.data) + '" of ' + size.toFixed(1) + ' px' + where(e));
      const ink = colour(style.color), paper = ground(e);
      const least = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight, 10) >= 700) ? 3 : 4.5;
      if (ink && contrast(ink, paper) < least)
        faults.push('contrast ' + contrast(ink, paper).toFixed(2) + ' of "' + short(node.data) + '"' + where(e));
    }
  };

  // Nothing is wider than the page; what scrolls can be reached and has a name.
  const widths = () => {
    const root = document.documentElement;
    if (root.scrollWidth > innerWidth) {
      let widest = null;
      for (const e of document.body.querySelectorAll('*'))
        if (!e.closest('.scroll *, .tw *') && e.getBoundingClientRect().right > innerWidth + 0.5) widest = e;
      faults.push('the page is ' + root.scrollWidth + ' px wide' +
        (widest ? ': ' + widest.tagName + '.' + widest.getAttribute('class') + ' "' + short(widest.textContent) + '"' : ''));
    }
    for (const e of document.body.querySelectorAll('*')) {
      if (!/auto|scroll/.test(getComputedStyle(e).overflowX) || e.scrollWidth <= e.clientWidth + 1) continue;
      if (e.getAttribute('tabindex') !== '0' || e.getAttribute('role') !== 'region' || !e.getAttribute('aria-label'))
        faults.push('what scrolls has no name or no place in the order: ' + e.className + where(e));
    }
  };

  // Labels of one chart do not lie on one another, nor beyond its margin.
  const labels = () => {
    for (const svg of document.querySelectorAll('svg.c')) {
      const box = svg.viewBox.baseVal, all = [];
      const frame = svg.getBoundingClientRect(), scale = frame.width / box.width || 1;
      for (const t of svg.querySelectorAll('text')) {
        const r = t.getBoundingClientRect();
        if (r.width === 0) continue;
        const one = { left: (r.left - frame.left) / scale, right: (r.right - frame.left) / scale,
                      top: (r.top - frame.top) / scale, low: (r.bottom - frame.top) / scale, text: t.textContent };
        const pad = (one.low - one.top) * 0.22; // a line of text is taller than its letters
        one.top += pad;
        one.low -= pad;
        if (one.left < -8.5 || one.right > box.width + 8.5)
          faults.push('label "' + short(one.text) + '" reaches ' + Math.max(-one.left, one.right - box.width).toFixed(0) +
            ' beyond its chart' + where(svg));
        for (const other of all) {
          const x = Math.min(one.right, other.right) - Math.max(one.left, other.left);
          const y = Math.min(one.low, other.low) - Math.max(one.top, other.top);
          if (x > 1.5 && y > 1.5)
            faults.push('labels "' + short(other.text) + '" and "' + short(one.text) + '" overlap' + where(svg));
        }
        all.push(one);
      }
    }
  };

  const tell = () => parent.postMessage(JSON.stringify({
    kind: String(KIND), width: innerWidth, texts,
    faults: faults.concat(FORBIDDEN.map(f => 'a request that is forbidden: ' + f)) }), '*');

  addEventListener('load', () => {
    if (KIND === 'axe') {
      // The notes of a section are asides within main; a rule of good habit, not of WCAG, wants them outside.
      // Colours over drawings cannot be told by axe ("incomplete"); violations are violations.
      axe.run(document, {
        resultTypes: ['violations'], iframes: false,
        rules: { 'landmark-complementary-is-top-level': { enabled: false } } }).then(found => {
        for (const v of found.violations)
          faults.push('axe ' + v.id + ' (' + v.nodes.length + '): ' + short(v.help) + ': ' + v.nodes[0].html.slice(0, 80));
        tell();
      }, error => { faults.push('axe: ' + error); tell(); });
      return;
    }
    widths();
    look();
    labels();
    tell();
  });
})();
