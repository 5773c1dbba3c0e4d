package dev.suspendable.samples.chat.load;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Draws percentiles of latencies as SVG. Both axes are logarithmic: each step to the right is a
 * tenth of the messages, so that the rare slow ones can be seen.
 */
final class Plot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 70;
  private static final int BOTTOM = 50;
  private static final int TOP = 40;
  private static final int RIGHT = 130;
  private static final List<String> COLORS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");

  private final StringBuilder svg = new StringBuilder();
  private final double nines;
  private final double lowest;
  private final double highest;

  private Plot(Map<String, Histogram> histograms) {
    long fewest = histograms.values().stream().mapToLong(Histogram::getTotalCount).min().orElse(1);
    nines = Math.max(1, Math.floor(Math.log10(Math.max(fewest, 1))));
    lowest =
        Math.floor(
            log(
                histograms.values().stream()
                    .mapToLong(h -> h.getValueAtPercentile(0))
                    .min()
                    .orElse(1)));
    highest =
        Math.max(
            lowest + 1,
            Math.ceil(
                log(
                    histograms.values().stream()
                        .mapToLong(Histogram::getMaxValue)
                        .max()
                        .orElse(1))));
  }

  /**
   * @param histograms of microseconds, by the names of their lines
   */
  static String of(String title, Map<String, Histogram> histograms) {
    Plot plot = new Plot(histograms);
    plot.frame(title);
    int number = 0;
    for (var each : histograms.entrySet()) {
      plot.line(each.getKey(), each.getValue(), number++);
    }
    return plot.svg.append("</svg>\n").toString();
  }

  private static double log(double micros) {
    return Math.log10(Math.max(micros, 1));
  }

  private double x(double decades) {
    return LEFT + decades / nines * (WIDTH - LEFT - RIGHT);
  }

  private double y(double micros) {
    double part = (log(micros) - lowest) / (highest - lowest);
    return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
  }

  private void frame(String title) {
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH, HEIGHT);
    add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    add("<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, title);
    for (int decade = 0; decade <= nines; decade++) {
      double x = x(decade);
      add("<path d=\"M%.1f %d V%d\" stroke=\"#ddd\"/>", x, TOP, HEIGHT - BOTTOM);
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x, HEIGHT - BOTTOM + 18, decade == 0 ? "0" : trimmed(100 - 100 * Math.pow(10, -decade)));
    }
    add(
        "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">percent of the messages</text>",
        x(nines / 2), HEIGHT - 10);
    for (int decade = (int) lowest; decade <= highest; decade++) {
      double y = y(Math.pow(10, decade));
      add("<path d=\"M%d %.1f H%d\" stroke=\"#ddd\"/>", LEFT, y, WIDTH - RIGHT);
      add(
          "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s ms</text>",
          LEFT - 6, y + 4, trimmed(Math.pow(10, decade - 3)));
    }
  }

  private static String trimmed(double number) {
    return new BigDecimal(String.format(Locale.ROOT, "%.6f", number))
        .stripTrailingZeros()
        .toPlainString();
  }

  private void line(String name, Histogram histogram, int number) {
    String color = COLORS.get(number % COLORS.size());
    StringBuilder path = new StringBuilder();
    for (double decades = 0; decades <= nines; decades += 0.05) {
      double micros = histogram.getValueAtPercentile(100 - 100 * Math.pow(10, -decades));
      path.append(
          String.format(
              Locale.ROOT, "%s%.1f %.1f ", decades == 0 ? "M" : "L", x(decades), y(micros)));
    }
    add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, color);
    int y = TOP + 20 * (number + 1);
    add(
        "<path d=\"M%d %d h20\" stroke=\"%s\" stroke-width=\"2\"/>",
        WIDTH - RIGHT + 10, y - 4, color);
    add("<text x=\"%d\" y=\"%d\">%s</text>", WIDTH - RIGHT + 35, y, name);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
