"use strict";
(() => {
  const root = document.documentElement;
  const charts = JSON.parse(document.getElementById("charts").textContent);
  let drawn = [];

  const colour = name => getComputedStyle(root).getPropertyValue(name).trim();
  const tone = (name, kind) =>
    name === "before" && kind !== "bars" ? colour("--line-before")
    : name === "before" || name === "after" ? colour(`--${name}`)
    : name[0] === "r" ? `rgba(${colour("--ramp")}, ${(0.3 + 0.7 * name.slice(1) / 100).toFixed(2)})`
    : colour(`--c${(name - 1) % 8 + 1}`);

  // Three significant digits, large numbers with their letter.
  const short = value => {
    if (value == null) return "";
    const size = Math.abs(value);
    const [scale, letter] = size >= 1e9 ? [1e9, " G"] : size >= 1e6 ? [1e6, " M"] : size >= 1e4 ? [1e3, " k"] : [1, ""];
    const digits = Math.abs(value / scale);
    return (digits >= 100 || Number.isInteger(value / scale) ? Math.round(value / scale).toString() : (value / scale).toPrecision(3).replace(/\.?0+$/, "")) + letter;
  };

  // Series with positions of their own, side by side on all positions.
  const align = chart => uPlot.join(chart.series.map(series => [series.x, series.y]));

  const marks = chart => plot => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.strokeStyle = colour("--soft");
    ctx.fillStyle = colour("--soft");
    ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
    ctx.textAlign = "left";
    ctx.textBaseline = "top";
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const mark of chart.marks) {
      const x = plot.valToPos(mark.at, "x", true);
      if (x < bbox.left - 1 || x > bbox.left + bbox.width) continue;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      ctx.fillText(mark.name, x + 4 * devicePixelRatio, bbox.top + 2 * devicePixelRatio);
    }
    ctx.restore();
  };

  const axis = (label, values) => ({
    label,
    labelSize: 18,
    labelGap: 2,
    labelFont: "12px system-ui, sans-serif",
    font: "11px system-ui, sans-serif",
    stroke: colour("--soft"),
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { stroke: colour("--line"), width: 1, size: 4 },
    values,
  });

  const series = (chart, part) => {
    const stroke = tone(part.tone, chart.kind);
    const options = { label: part.name, stroke, width: 1.6, value: (_, value) => short(value), points: { show: part.x.length < 12, size: 5, fill: stroke } };
    if (part.isDashed) options.dash = [6, 4];
    if (chart.kind === "bars") Object.assign(options, { fill: stroke, width: 0, paths: uPlot.paths.bars({ size: [0.72, 48] }), points: { show: false } });
    if (chart.kind === "points") Object.assign(options, { width: 1, dash: [2, 4], spanGaps: true, points: { show: true, size: 8, fill: stroke } });
    if (chart.kind === "scatter") Object.assign(options, part.isDashed ? { width: 1, spanGaps: true, points: { show: false } } : { paths: () => null, points: { show: true, size: 6, fill: stroke } });
    return options;
  };

  // What is shown of an axis: the values, and no less than the chart asks for.
  const within = ([least, most]) => (_, low, high) => [Math.min(low, least), Math.max(high, most)];

  const draw = (chart, figure) => {
    const place = figure.querySelector(".plot");
    const data = align(chart);
    const { labels, range, span } = chart;
    const name = value => Number.isInteger(value) ? labels[value] ?? "" : "";
    const isCrowded = labels && Math.max(...labels.map(label => label.length)) * 6.5 > (place.clientWidth - 80) / labels.length;
    const x = axis(chart.x, labels ? (_, splits) => splits.map(value => isCrowded ? (Number.isInteger(value) ? value + 1 : "") : name(value)) : (_, splits) => splits.map(short));
    if (labels) x.grid.show = false;
    x.size = 30;
    const y = axis(chart.y, (_, splits) => splits.map(value => value == null ? "" : short(value)));
    y.size = (_, values) => 14 + 6.5 * Math.max(2, ...(values ?? []).map(value => value.length));
    if (chart.isLogarithmic) y.splits = (_, axis, low, high) => [0, ...[1, 10, 100, 1e3, 1e4, 1e5, 1e6].flatMap(power => [power, 2 * power, 5 * power])].filter(value => value <= high);
    if (labels && !isCrowded) x.splits = () => labels.map((_, index) => index);
    const options = {
      width: place.clientWidth,
      height: 240,
      cursor: { drag: { x: true, y: false }, points: { size: 7 } },
      legend: { live: true },
      scales: {
        x: { time: false, range: labels ? (_, low, high) => [Math.max(low - 0.6, -0.6), Math.min(high + 0.6, labels.length - 0.4)] : within(span ?? [Infinity, -Infinity]) },
        y: chart.isLogarithmic ? { distr: 4, asinh: 1, range: (_, low, high) => [0, high || 1] } : chart.kind === "bars" ? { range: (_, low, high) => [0, range ? range[1] : (high || 1) * 1.05] } : range ? { range: [range[0], range[1] * 1.02] } : {},
      },
      axes: [x, y],
      series: [{ label: chart.x || "stage", value: (_, value) => value == null ? "" : labels ? name(value) : short(value) }, ...chart.series.map(part => series(chart, part))],
      hooks: { draw: [marks(chart)] },
    };
    const plot = new uPlot(options, data, place);
    figure.dataset.drawn = "";
    return { plot, place };
  };

  const redraw = () => {
    for (const { plot } of drawn) plot.destroy();
    drawn = charts.map(chart => [chart, document.querySelector(`figure[data-chart="${chart.id}"]`)]).filter(([, figure]) => figure).map(([chart, figure]) => draw(chart, figure));
  };

  const fit = () => {
    for (const { plot, place } of drawn) if (place.clientWidth > 0 && place.clientWidth !== plot.width) plot.setSize({ width: place.clientWidth, height: plot.height });
  };

  try {
    root.classList.add("drawn");
    redraw();
    root.dataset.charts = drawn.length;
  } catch (error) {
    root.classList.remove("drawn");
    document.getElementById("notice").hidden = false;
    console.error(error);
  }

  addEventListener("resize", fit);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("beforeprint", () => {
    root.classList.add("print");
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      details.dataset.closed = "";
    }
    redraw();
  });
  addEventListener("afterprint", () => {
    root.classList.remove("print");
    for (const details of document.querySelectorAll("details[data-closed]")) {
      details.open = false;
      delete details.dataset.closed;
    }
    redraw();
  });
})();
