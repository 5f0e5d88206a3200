// The admin panel's only way from a string to HTML. Standard: Trusted Types (W3C), policy `default`.
//
// The renderer sets `innerHTML` itself, so the browser asks this policy each time. It looks at what the string would
// become, in a document where nothing runs, and refuses it whole when there is a tag, an attribute or an address that
// neither a view nor the sanitiser writes. It is loaded before any other script, and once.
(() => {
  'use strict';

  if (window.trustedTypes === undefined) return;

  const words = (list) => list.trim().split(/\s+/);

  /** Attributes that every element may have, besides `aria-*` and `data-*`. */
  const EVERYWHERE = words('class id title lang dir hidden tabindex role inert popover translate spellcheck');

  const INPUT = words(`
    accept autocapitalize autocomplete autofocus checked disabled enterkeyhint form inputmode list max maxlength min
    minlength multiple name pattern placeholder readonly required rows size step type value wrap`);
  const BUTTON = words('autofocus command commandfor disabled form formaction formmethod formnovalidate name type value popovertarget popovertargetaction');
  const SHAPE = words(`
    clip-rule cx cy d fill fill-opacity fill-rule height opacity points r rx ry stroke stroke-dasharray stroke-linecap
    stroke-linejoin stroke-opacity stroke-width transform width x x1 x2 y y1 y2`);

  /** Every tag that may be made, with the attributes of its own. */
  const ELEMENTS = new Map(Object.entries({
    a: words('href hreflang rel target download type'),
    abbr: [], address: [], article: [], aside: [], b: [], bdi: [], bdo: [], br: [],
    blockquote: ['cite'],
    button: BUTTON,
    caption: [], cite: [], code: [],
    col: ['span'], colgroup: ['span'],
    data: ['value'],
    datalist: [], dd: [],
    del: words('cite datetime'),
    details: words('name open'),
    dfn: [],
    dialog: words('closedby open'),
    div: [], dl: [], dt: [], em: [],
    fieldset: words('disabled form name'),
    figcaption: [], figure: [], footer: [],
    form: words('action autocomplete enctype method name novalidate'),
    h1: [], h2: [], h3: [], h4: [], h5: [], h6: [], header: [], hgroup: [], hr: [], i: [],
    img: words('alt decoding fetchpriority height loading sizes src srcset width'),
    input: INPUT,
    ins: words('cite datetime'),
    kbd: [],
    label: ['for'],
    'lantern-sortable': [],
    legend: [],
    li: ['value'],
    main: [], mark: [], menu: [],
    meter: words('high low max min optimum value'),
    nav: [],
    ol: words('reversed start type'),
    optgroup: words('disabled label'),
    option: words('disabled label selected value'),
    output: words('for form name'),
    p: [], picture: [], pre: [],
    progress: words('max value'),
    q: ['cite'],
    rp: [], rt: [], ruby: [], s: [], samp: [], search: [], section: [],
    select: INPUT,
    small: [],
    source: words('height media sizes srcset type width'),
    span: [], strong: [], sub: [],
    summary: [], sup: [], table: [], tbody: [],
    td: words('colspan headers rowspan'),
    textarea: [...INPUT, 'cols'],
    tfoot: [],
    th: words('abbr colspan headers rowspan scope'),
    thead: [],
    time: ['datetime'],
    tr: [], u: [], ul: [], var: [], wbr: [],
    svg: [...SHAPE, ...words('focusable preserveaspectratio viewbox xmlns')],
    circle: SHAPE, defs: [], ellipse: SHAPE, g: SHAPE, line: SHAPE, path: SHAPE, polygon: SHAPE, polyline: SHAPE,
    rect: SHAPE,
    symbol: ['viewbox', 'preserveaspectratio'],
    title: [],
    use: [...SHAPE, 'href'],
  }).map(([tag, attributes]) => [tag, new Set(attributes)]));

  const COMMON = new Set(EVERYWHERE);
  const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'cite']);
  const SCHEMES = new Set(['http:', 'https:', 'mailto:']);
  const PICTURE_SCHEMES = new Set(['http:', 'https:', 'blob:']);

  const inert = document.implementation.createHTMLDocument('');
  let looking = false;

  trustedTypes.createPolicy('default', {
    createHTML(html) {
      // The look itself sets `innerHTML`, in a document where nothing runs and nothing is loaded.
      if (looking) return html;
      const template = inert.createElement('template');
      looking = true;
      try {
        template.innerHTML = html;
      } finally {
        looking = false;
      }
      look(template.content);
      return html;
    },
  });

  function look(content) {
    for (const element of content.querySelectorAll('*')) {
      const tag = element.localName;
      const own = ELEMENTS.get(tag);
      if (own === undefined) throw new TypeError(`<${tag}> may not be made from a string`);
      for (const { name, value } of element.attributes) lookAt(tag, own, name.toLowerCase(), value);
    }
  }

  function lookAt(tag, own, name, value) {
    const isPlain = COMMON.has(name) || own.has(name) || /^(aria|data)-[a-z0-9-]+$/.test(name);
    if (!isPlain) throw new TypeError(`<${tag} ${name}> may not be made from a string`);
    if (tag === 'use' && name === 'href' && !value.startsWith('#')) throw new TypeError('<use> may show what is on this page alone');
    if (ADDRESSES.has(name)) follow(tag, name, value);
    if (name === 'srcset') for (const candidate of value.split(',')) follow(tag, name, candidate.trim().split(/\s+/)[0]);
  }

  /** Refuses an address that runs something or goes where no view goes. */
  function follow(tag, name, value) {
    const isPicture = name === 'src' || name === 'srcset';
    let scheme;
    try {
      scheme = new URL(value, document.baseURI).protocol;
    } catch {
      throw new TypeError(`<${tag} ${name}> has an address that cannot be read`);
    }
    const allowed = isPicture ? PICTURE_SCHEMES : SCHEMES;
    if (!allowed.has(scheme)) throw new TypeError(`<${tag} ${name}> may not lead to ${scheme}`);
  }
})();
