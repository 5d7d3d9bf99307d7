// SPDX-License-Identifier: Apache-2.0
// The graph as a picture that stands alone, as it is drawn on the page.

import { BOX } from './layers.js';

const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 20;
const LINE = 18;

function made(name, attributes, ...content) {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...content);
  return element;
}

function box(node) {
  const { x, y } = node.position();
  const drawn = (name) => node.style(name);
  const lines = node.data('label').split('\n');
  return made('g', {},
    made('rect', {
      x: x - BOX.width / 2, y: y - BOX.height / 2, width: BOX.width, height: BOX.height, rx: 8,
      fill: drawn('background-color'), 'fill-opacity': drawn('background-opacity'), stroke: drawn('border-color'),
      'stroke-width': parseFloat(drawn('border-width')), 'stroke-dasharray': drawn('border-style') === 'dashed' ? '4 2' : 'none',
    }),
    made('text', { x, y: y - ((lines.length - 2) * LINE) / 2 - 4, 'text-anchor': 'middle', fill: drawn('color') },
      ...lines.map((line, at) => made('tspan', { x, dy: at === 0 ? 0 : LINE }, line))),
    made('title', {}, `${lines[0]}: ${node.data('state')}`));
}

function arrow(edge) {
  const points = [edge.sourceEndpoint(), ...(edge.data('straight') ? [] : edge.segmentPoints() ?? []), edge.targetEndpoint()];
  const end = points.at(-1);
  const before = points.at(-2);
  const color = edge.style('line-color');
  const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI;
  return made('g', {},
    made('polyline', {
      points: points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '), fill: 'none', stroke: color, 'stroke-linejoin': 'round',
      'stroke-width': parseFloat(edge.style('width')), 'stroke-dasharray': edge.style('line-style') === 'dashed' ? '6 4' : 'none',
    }),
    made('path', { d: 'M0 0 -9 -4.500 -9 4.500Z', fill: color, transform: `translate(${end.x.toFixed(1)} ${end.y.toFixed(1)}) rotate(${angle.toFixed(1)})` }));
}

/** Return a document of SVG that shows a graph of Cytoscape on a background. */
export function graphSvg(graph, background) {
  const { x1, y1, w, h } = graph.elements().boundingBox();
  const size = { width: Math.ceil(w + 2 * MARGIN), height: Math.ceil(h + 2 * MARGIN) };
  const picture = made('svg', { ...size, viewBox: `${Math.floor(x1 - MARGIN)} ${Math.floor(y1 - MARGIN)} ${size.width} ${size.height}`, 'font-family': 'system-ui, sans-serif', 'font-size': 14 },
    made('rect', { x: Math.floor(x1 - MARGIN), y: Math.floor(y1 - MARGIN), ...size, fill: background }),
    ...graph.edges().map(arrow), ...graph.nodes().map(box));
  return new XMLSerializer().serializeToString(picture);
}
