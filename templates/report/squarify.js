// Squarified treemap (Bruls, Huizing, van Wijk 2000): rectangles with areas like the weights, as near to squares as can be.
// The weights come largest first; the answer has one rectangle for each.
function squarify(weights, left, top, width, height) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scale = total > 0 ? (width * height) / total : 0;
  const areas = weights.map((weight) => weight * scale);
  const boxes = [];
  let space = { left, top, width, height };

  for (let from = 0; from < areas.length; ) {
    const side = Math.min(space.width, space.height);
    let to = from + 1;
    let sum = areas[from];
    while (to < areas.length && worst(areas, from, to + 1, sum + areas[to], side) <= worst(areas, from, to, sum, side)) {
      sum += areas[to];
      to += 1;
    }
    space = place(areas.slice(from, to), sum, space, boxes);
    from = to;
  }
  return boxes;

  // how far from a square the worst of a row is
  function worst(row, start, end, sum, side) {
    const thick = sum / side;
    if (!(thick > 0)) return Number.POSITIVE_INFINITY;
    const longest = row[start] / thick;
    const shortest = row[end - 1] / thick;
    return Math.max(longest / thick, thick / shortest);
  }
}

// Lays a row along the shorter side; gives the space that is left.
function place(row, sum, { left, top, width, height }, boxes) {
  const isColumn = width >= height;
  const side = isColumn ? height : width;
  const thick = side > 0 ? Math.min(sum / side, isColumn ? width : height) : 0;
  let at = isColumn ? top : left;
  for (const area of row) {
    const long = sum > 0 ? (area / sum) * side : 0;
    boxes.push(
      isColumn
        ? { left, top: at, width: thick, height: long }
        : { left: at, top, width: long, height: thick },
    );
    at += long;
  }
  return isColumn
    ? { left: left + thick, top, width: width - thick, height }
    : { left, top: top + thick, width, height: height - thick };
}
