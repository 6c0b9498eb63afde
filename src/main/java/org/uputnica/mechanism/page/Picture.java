package org.uputnica.mechanism.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.uputnica.mechanism.domain.State;

/** A picture in the making: SVG 1.1 in whole pixels, mirrored where writing runs to the left. */
final class Picture {
  /** Size of codes and remarks; they are paler than labels. */
  static final int SMALL = 11;

  private static final Map<State.Kind, String> FILL =
      Map.of(
          State.Kind.INITIAL, "#e3f0ff",
          State.Kind.WORKING, "#fff6d9",
          State.Kind.RESTING, "#e8f5e9",
          State.Kind.END, "#eeeeee");

  private final long width;
  private final boolean rightToLeft;
  private final StringBuilder svg = new StringBuilder();

  Picture(
      long width, long height, boolean rightToLeft, Locale language, String title, String told) {
    this.width = width;
    this.rightToLeft = rightToLeft;
    String size = "width=\"" + width + "\" height=\"" + height + "\"";
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" " + size)
        .append(" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\"")
        .append(" aria-labelledby=\"title description\" xml:lang=\"" + language.toLanguageTag())
        .append("\" direction=\"" + (rightToLeft ? "rtl" : "ltr"))
        .append("\" font-family=\"sans-serif\">\n")
        .append("<title id=\"title\">" + escape(title) + "</title>\n")
        .append("<desc id=\"description\">" + escape(told) + "</desc>\n<defs>\n")
        .append(arrow("to", 8, "#333344"))
        .append(arrow("via", 6, "#666677"))
        .append("</defs>\n<rect " + size + " fill=\"#ffffff\"/>\n");
  }

  private static String arrow(String id, int size, String colour) {
    return "<marker id=\""
        + id
        + "\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\""
        + size
        + "\" markerHeight=\""
        + size
        + "\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" fill=\""
        + colour
        + "\"/></marker>\n";
  }

  /** A box around a point: round for a state, edged for a step; an end has a second edge. */
  void rectangle(double x, double y, double w, double h, State.@Nullable Kind kind) {
    long left = at(x) - Math.round(w / 2);
    long top = Math.round(y - h / 2);
    long wide = Math.round(w);
    long high = Math.round(h);
    if (kind == null) {
      edge(left, top, wide, high, "rx=\"4\" fill=\"#ffffff\" stroke=\"#8888aa\"");
      return;
    }
    String fill = FILL.getOrDefault(kind, "#ffffff");
    edge(
        left,
        top,
        wide,
        high,
        "rx=\"10\" fill=\"" + fill + "\" stroke=\"#222233\" stroke-width=\"1.6\"");
    if (kind == State.Kind.END) {
      edge(left + 3, top + 3, wide - 6, high - 6, "rx=\"7\" fill=\"none\" stroke=\"#222233\"");
    }
  }

  private void edge(long left, long top, long wide, long high, String look) {
    svg.append("<rect x=\"" + left + "\" y=\"" + top)
        .append("\" width=\"" + wide + "\" height=\"" + high + "\" " + look + "/>\n");
  }

  /** A line of text around a point. */
  void text(double x, double y, int size, boolean bold, String text) {
    svg.append("<text x=\"" + at(x) + "\" y=\"" + Math.round(y) + "\" font-size=\"" + size)
        .append(bold ? "\" font-weight=\"bold" : "")
        .append("\" text-anchor=\"middle\" fill=\"" + (size == SMALL ? "#444455" : "#111122"))
        .append("\">" + escape(text) + "</text>\n");
  }

  record Point(double x, double y) {}

  /** A line that bends gently at each point, with an arrow at its end: a bold one to a state. */
  void line(List<Point> points, boolean toState) {
    Point before = points.getFirst();
    var path = new StringBuilder("M" + at(before.x()) + " " + Math.round(before.y()));
    for (Point point : points.subList(1, points.size())) {
      long half = Math.round((before.y() + point.y()) / 2);
      path.append("C" + at(before.x()) + " " + half + " " + at(point.x()) + " " + half);
      path.append(" " + at(point.x()) + " " + Math.round(point.y()));
      before = point;
    }
    svg.append("<path d=\"" + path + "\" fill=\"none\" stroke=\"#333344\" stroke-width=\"1.4\"")
        .append(" marker-end=\"url(#" + (toState ? "to" : "via") + ")\"/>\n");
  }

  private long at(double x) {
    long middle = Math.round(x);
    return rightToLeft ? width - middle : middle;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** The picture as a text. */
  String end() {
    return svg.append("</svg>\n").toString();
  }

  /** Breaks a text into lines of at most this width, at spaces. */
  static List<String> wrap(String text, int atMost, int size) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, size) > atMost) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  /** Width of a text in a common sans-serif font, a little on the wide side. */
  static double width(String text, int size) {
    return size
        * text.codePoints()
            .mapToDouble(sign ->
                "iljtfrI.,:;'|! ()".indexOf(sign) >= 0
                    ? 0.32
                    : Character.isUpperCase(sign) || sign == 'm' || sign == 'w' || sign > 0x3ff
                        ? 0.66
                        : 0.56)
            .sum();
  }
}
