// SPDX-License-Identifier: Apache-2.0
// Where the boxes and lines of the dependency graph lie: in layers from left to right, lines around boxes. What has to do with no
// other stands below, so that no line seems to be its own.

export const BOX = { width: 170, height: 50 };
const GAP = { x: 70, y: 22 };

/** Lines as Cytoscape wants them: how far along, and how far aside, of the straight line from box to box each bend is. */
function bends(points, source, target) {
  const from = { x: source.x + BOX.width / 2, y: source.y };
  const to = { x: target.x - BOX.width / 2, y: target.y };
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const inner = points.slice(1, -1).map((point) => ({ x: point.x - from.x, y: point.y - from.y }));
  return {
    weights: inner.map((point) => (point.x * along.x + point.y * along.y) / length),
    distances: inner.map((point) => point.y * along.x - point.x * along.y),
  };
}

/**
 * Lay them out.
 *
 * @param ids the boxes
 * @param edges pairs of ids, from what is needed to what needs it
 * @return the place of each box, and the bends of each line by `SOURCE>TARGET`
 */
export function layOut(ids, edges) {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: GAP.y, edgesep: 14, ranksep: GAP.x, ranker: ids.length > 100 ? 'longest-path' : 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  const related = new Set(edges.flat());
  ids.filter((id) => related.has(id)).forEach((id) => graph.setNode(id, { ...BOX }));
  edges.forEach(([from, to]) => graph.setEdge(from, to));
  if (related.size > 0) {
    dagre.layout(graph);
  }
  const places = new Map(graph.nodes().map((id) => [id, graph.node(id)]));
  const below = Math.max(0, ...[...places.values()].map((place) => place.y + BOX.height + 2 * GAP.y));
  const alone = ids.filter((id) => !related.has(id));
  const columns = Math.max(3, Math.ceil(Math.max(0, ...[...places.values()].map((place) => place.x)) / (BOX.width + GAP.y)), Math.ceil(Math.sqrt(alone.length)));
  alone.forEach((id, at) => places.set(id, {
    x: BOX.width / 2 + (at % columns) * (BOX.width + GAP.y), y: below + BOX.height / 2 + Math.floor(at / columns) * (BOX.height + GAP.y),
  }));
  const lines = new Map(graph.edges().map(({ v, w }) => [`${v}>${w}`, bends(graph.edge(v, w).points, graph.node(v), graph.node(w))]));
  return { places, lines };
}
