// Draws the list of paths as a treemap that is zoomed into: by mouse, by touch, and by keyboard (one stop for Tab, arrows
// between tiles, Enter into a folder, Escape out of it). All text goes in as text, never as markup.
{
  const list = document.getElementById('paths');
  const map = document.getElementById('map');
  if (list && map) startMap(list, map);
}

function startMap(list, map) {
  const layers = [...list.children].map((item) => readItem(item, Number(item.dataset.layer), item.dataset.tint));
  const instructions = new Map(
    [...list.children].map((item) => [Number(item.dataset.layer), item.querySelector('code').textContent]),
  );
  const roots = {
    layer: folder('Image', layers.map(shorten)),
    path: shorten(mergeFolders('Image', layers)),
  };
  const total = roots.layer.bytes;
  // one layer is no division
  let view = layers.length > 1 ? 'layer' : 'path';
  let trail = [];
  let tiles = [];
  let isOpen = false;

  const views = element('fieldset', 'views');
  views.append(element('legend', '', 'Divide by'));
  for (const [value, name] of [['layer', 'layer'], ['path', 'path']]) {
    const label = element('label', 'choice');
    const radio = document.createElement('input');
    Object.assign(radio, { type: 'radio', name: 'view', value, checked: value === view });
    radio.addEventListener('change', () => {
      view = value;
      open([roots[value]]);
    });
    label.append(radio, ` ${name}`);
    views.append(label);
  }
  const crumbs = element('nav', 'crumbs');
  crumbs.setAttribute('aria-label', 'Place in the image');
  const board = element('div', 'board');
  board.setAttribute('role', 'group');
  board.setAttribute('aria-label', 'Treemap. Arrow keys move, Enter opens a folder, Escape goes back.');
  const detail = element('p', 'detail');
  detail.setAttribute('aria-hidden', 'true');
  const spoken = element('p', 'unseen');
  spoken.setAttribute('role', 'status');
  map.append(views, crumbs, board, detail, spoken);
  views.hidden = layers.length < 2;
  map.hidden = false;

  board.addEventListener('keydown', onKey);
  crumbs.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave(event);
  });
  new ResizeObserver(() => draw()).observe(board);
  open([roots[view]]);

  /** Shows the last place of a trail. @param entered the place to be at, else the largest @param focus whether the focus follows */
  function open(next, entered, focus) {
    trail = next;
    draw(entered);
    drawCrumbs();
    const here = trail[trail.length - 1];
    board.classList.remove('fresh');
    void board.offsetWidth;
    board.classList.add('fresh');
    // the first drawing is no news
    if (isOpen) spoken.textContent = `${trail.map(({ name }) => name).join(' ')}: ${size(here.bytes)}, ${entries(tiles.length)}`;
    isOpen = true;
    if (focus) tiles.find(({ button }) => button.tabIndex === 0)?.button.focus();
  }

  function enter(place, focus) {
    if (!place.children) return;
    const next = [...trail, place];
    // a single folder would be a step without a choice
    for (let at = place; at.children.length === 1 && at.children[0].children; ) {
      at = at.children[0];
      next.push(at);
    }
    open(next, undefined, focus);
  }

  function leave(event) {
    if (trail.length < 2) return;
    event.preventDefault();
    let length = trail.length - 1;
    while (length > 1 && trail[length - 1].children.length === 1) length -= 1;
    open(trail.slice(0, length), trail[length], true);
  }

  function drawCrumbs() {
    const items = document.createElement('ol');
    for (const [index, { name }] of trail.entries()) {
      const item = document.createElement('li');
      const isLast = index === trail.length - 1;
      const crumb = element(isLast ? 'span' : 'button', 'crumb', name);
      if (isLast) crumb.setAttribute('aria-current', 'location');
      else {
        crumb.type = 'button';
        crumb.addEventListener('click', () => open(trail.slice(0, index + 1), trail[index + 1], true));
      }
      item.append(crumb);
      items.append(item);
    }
    crumbs.replaceChildren(items);
  }

  function draw(entered) {
    const { clientWidth: width, clientHeight: height } = board;
    if (width === 0) return;
    const current = entered ?? tiles.find(({ button }) => button.tabIndex === 0)?.place;
    const hadFocus = board.contains(document.activeElement);
    const places = trail[trail.length - 1].children;
    const boxes = squarify(places.map(({ bytes }) => bytes), 0, 0, width, height);
    tiles = places.map((place, index) => tile(place, boxes[index], width, height));
    const chosen = tiles.find(({ place }) => place === current) ?? tiles[0];
    chosen.button.tabIndex = 0;
    board.replaceChildren(...tiles.map(({ cell }) => cell));
    if (hadFocus) chosen.button.focus();
    tell(chosen.place);
  }

  // the button has its name from its label alone; what is drawn over it is for the eye
  function tile(place, box, width, height) {
    const cell = element('div', 'cell');
    const button = element('button', `tile ${shade(place)}`);
    const drawn = element('div', 'drawn');
    button.type = 'button';
    button.tabIndex = -1;
    button.setAttribute('aria-label', describe(place));
    drawn.setAttribute('aria-hidden', 'true');
    setBox(cell, box, width, height);
    cell.append(button, drawn);
    const hasHead = place.children && box.width > 40 && box.height > 44;
    if (box.width > 30 && box.height > 16) drawn.append(label(place, box, hasHead ? 'head' : 'whole', trail[trail.length - 1]));
    if (hasHead) fill(drawn, place, { left: 3, top: 22, width: box.width - 6, height: box.height - 25 }, box, 4);
    button.addEventListener('click', (event) => enter(place, event.detail === 0));
    button.addEventListener('focus', () => {
      for (const other of tiles) other.button.tabIndex = other.button === button ? 0 : -1;
      tell(place);
    });
    button.addEventListener('pointerenter', () => tell(place));
    return { place, box, cell, button };
  }

  // what is inside, for the eye; it is reached by going in
  function fill(parent, place, space, outer, depth) {
    const boxes = squarify(place.children.map(({ bytes }) => bytes), space.left, space.top, space.width, space.height);
    for (const [index, child] of place.children.entries()) {
      const box = boxes[index];
      if (box.width < 3 || box.height < 3) continue;
      const inner = element('span', `inner ${shade(child)}`);
      setBox(inner, box, outer.width, outer.height);
      const isDivided = depth > 1 && child.children && box.width > 64 && box.height > 52;
      if (box.width > 36 && box.height > 17) inner.append(label(child, box, isDivided ? 'head' : 'whole', place));
      parent.append(inner);
      if (isDivided)
        fill(inner, child, { left: 2, top: 18, width: box.width - 4, height: box.height - 20 }, box, depth - 1);
    }
  }

  function label(place, box, kind, holder) {
    const text = element('span', `label ${kind}`);
    const name = element('span', 'name', place.name);
    text.append(name);
    if (isLayer(place) && box.width > 150)
      name.append(element('span', 'cause', ` ${instructions.get(place.layer)}`));
    // said once, where a folder is all of one layer
    const isNews = view === 'path' && place.layer >= 0 && place.layer !== holder.layer;
    if (isNews && box.width > 70) text.append(element('span', 'chip', `L${place.layer + 1}`));
    if (box.width > 110 || (kind === 'whole' && box.width > 56 && box.height > 34)) text.append(element('span', 'bytes', size(place.bytes)));
    return text;
  }

  function isLayer(place) {
    return view === 'layer' && roots.layer.children.includes(place);
  }

  function shade(place) {
    const isHidden = place.hidden >= place.bytes;
    return `${place.tint === null ? 'mixed' : `tint-${place.tint}`}${isHidden ? ' hatched' : ''}`;
  }

  function describe(place) {
    const parts = [place.name, size(place.bytes), share(place.bytes, total)];
    if (isLayer(place)) parts.push(instructions.get(place.layer));
    else if (place.layer >= 0) parts.push(`layer ${place.layer + 1}`);
    if (place.hidden > 0) parts.push(place.hidden >= place.bytes ? 'hidden by a later layer' : `${size(place.hidden)} hidden by later layers`);
    if (place.children) parts.push(`${entries(place.children.length)} inside`);
    return parts.join(', ');
  }

  function tell(place) {
    const where = [...trail.slice(1).map(({ name }) => name), place.name].join(' › ');
    const parts = [size(place.bytes), `${share(place.bytes, total)} of the image`];
    if (place.hidden > 0) parts.push(place.hidden >= place.bytes ? 'hidden by a later layer' : `${size(place.hidden)} hidden by later layers`);
    if (place.layer >= 0) parts.push(`layer ${place.layer + 1}: ${instructions.get(place.layer)}`);
    detail.replaceChildren(element('b', '', where), ` ${parts.join('; ')}`);
  }

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = tiles.findIndex(({ button }) => button === document.activeElement);
    if (at < 0) return;
    const { key } = event;
    if (key === 'Escape' || key === 'Backspace') return leave(event);
    const next = key === 'Home' ? tiles[0] : key === 'End' ? tiles[tiles.length - 1] : neighbour(tiles, tiles[at], key);
    if (!next) return;
    event.preventDefault();
    next.button.focus();
  }
}

function neighbour(tiles, { box }, key) {
  const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const direction = directions[key];
  if (!direction) return undefined;
  const middle = ({ left, top, width, height }) => [left + width / 2, top + height / 2];
  const [x, y] = middle(box);
  let best;
  let least = Number.POSITIVE_INFINITY;
  for (const tile of tiles) {
    const [toX, toY] = middle(tile.box);
    const along = (toX - x) * direction[0] + (toY - y) * direction[1];
    const aside = Math.abs((toX - x) * direction[1]) + Math.abs((toY - y) * direction[0]);
    if (along <= 0.5) continue;
    const distance = along + 2 * aside;
    if (distance < least) [best, least] = [tile, distance];
  }
  return best;
}

function setBox({ style }, { left, top, width, height }, outerWidth, outerHeight) {
  style.left = `${(left / outerWidth) * 100}%`;
  style.top = `${(top / outerHeight) * 100}%`;
  style.width = `${(width / outerWidth) * 100}%`;
  style.height = `${(height / outerHeight) * 100}%`;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function size(bytes) {
  for (const [unit, factor] of [['GB', 1e9], ['MB', 1e6], ['kB', 1e3]])
    if (bytes >= factor) return `${bytes >= 100 * factor ? Math.round(bytes / factor) : Number((bytes / factor).toFixed(1))} ${unit}`;
  return `${bytes} B`;
}

function entries(number) {
  return number === 1 ? '1 entry' : `${number} entries`;
}

function share(part, whole) {
  const value = (part / whole) * 100;
  return value < 0.1 ? 'less than 0.1 %' : `${Number(value.toFixed(1))} %`;
}
