package dev.suspendable.processor.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Vertical lanes beside a column of boxes. All lines to the same target share a lane; lanes that
 * overlap are beside each other, the shorter one nearer to the boxes.
 */
final class Lanes<T> {
  private record Span(int first, int last) {
    private boolean overlaps(Span other) {
      return first <= other.last && other.first <= last;
    }

    private Span with(int row) {
      return new Span(Math.min(first, row), Math.max(last, row));
    }
  }

  private final Map<T, Span> spans = new LinkedHashMap<>();
  private final Map<T, Integer> lanes = new HashMap<>();
  private int count;

  /** Adds a line between two boxes of the column. */
  void add(T target, int from, int to) {
    Span span = spans.getOrDefault(target, new Span(from, from));
    spans.put(target, span.with(from).with(to));
  }

  /** Gives each target its lane. */
  void assign() {
    List<T> targets = new ArrayList<>(spans.keySet());
    targets.sort(
        Comparator.<T>comparingInt(each -> span(each).last() - span(each).first())
            .thenComparingInt(each -> span(each).first()));
    List<List<Span>> taken = new ArrayList<>();
    for (T target : targets) {
      int lane = 0;
      while (lane < taken.size() && taken.get(lane).stream().anyMatch(span(target)::overlaps)) {
        lane++;
      }
      if (lane == taken.size()) {
        taken.add(new ArrayList<>());
      }
      taken.get(lane).add(span(target));
      lanes.put(target, lane);
    }
    count = taken.size();
  }

  private Span span(T target) {
    Span span = spans.get(target);
    if (span == null) {
      throw new IllegalArgumentException("no line leads there");
    }
    return span;
  }

  /** The number of the lane, from 0 beside the boxes. */
  int of(T target) {
    return lanes.getOrDefault(target, 0);
  }

  int count() {
    return count;
  }
}
