// What the treemap draws: the list of paths read back, by layer as it stands, and all layers laid together by path.
function readItem(item, layer, tint) {
  const inside = item.querySelector(':scope > details > ul');
  const { name, bytes, hidden = '0' } = item.dataset;
  const children = inside ? [...inside.children].map((child) => readItem(child, layer, tint)) : [];
  return { name, bytes: Number(bytes), hidden: Number(hidden), layer, tint, children: children.length > 0 ? children : null };
}

function folder(name, children) {
  const sum = (of) => children.reduce((total, child) => total + of(child), 0);
  const layers = new Set(children.map(({ layer }) => layer));
  const [{ layer, tint }] = children;
  const isOne = layers.size === 1;
  return {
    name,
    bytes: sum(({ bytes }) => bytes),
    hidden: sum(({ hidden }) => hidden),
    layer: isOne ? layer : -1,
    tint: isOne ? tint : null,
    children: [...children].sort((a, b) => b.bytes - a.bytes),
  };
}

/** Folders that hold one folder and nothing else, as one: `usr/local/lib/`. What it is called with stays as it is. */
function shorten(place) {
  if (!place.children) return place;
  const children = place.children.map((child) => {
    let at = child;
    let { name } = child;
    while (at.children?.length === 1 && at.children[0].children) {
      at = at.children[0];
      name += at.name;
    }
    return shorten({ ...at, name });
  });
  return { ...place, children };
}

/** The folders of several layers as one; files that several layers have stay apart, since each has its bytes. */
function mergeFolders(name, folders) {
  const byName = new Map();
  const apart = [];
  for (const child of folders.flatMap(({ children }) => children ?? [])) {
    if (!child.name.endsWith('/')) apart.push(child);
    else if (byName.has(child.name)) byName.get(child.name).push(child);
    else byName.set(child.name, [child]);
  }
  const merged = [...byName].flatMap(([inside, same]) =>
    same.length > 1 && same.some(({ children }) => children) ? [mergeFolders(inside, same)] : same,
  );
  // what was too small to be divided in one layer stays whole beside what others have there
  const undivided = folders.filter(({ children, bytes }) => !children && bytes > 0);
  const whole = undivided.map((place) => ({ ...place, name: `${place.name} (layer ${place.layer + 1})` }));
  return folder(name, [...apart, ...merged, ...whole]);
}
