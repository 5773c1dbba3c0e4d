package dev.suspendable.processor.realcode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source file with changes, each of which can be left out. */
final class RewrittenFile {
  private final String path;
  private final String original;
  private final List<Edit> edits = new ArrayList<>();

  /**
   * Text that takes the place of some of the original.
   *
   * @param at where it begins
   * @param end where the replaced text ends: {@code at} if it is put in front of that
   * @param partner where the expression ends that this opens, or begins that this closes
   * @param side whether it closes or opens something there
   */
  private record Edit(int at, int end, Side side, int partner, String text, Part part) {}

  /** At the same place what closes stands first. */
  private enum Side {
    CLOSES,
    OPENS
  }

  /** Where a part is in the rewritten text. */
  private record Place(int from, int to, Part part) {
    Place hull(Place other) {
      return new Place(Math.min(from, other.from), Math.max(to, other.to), part);
    }
  }

  /** The rewritten text, and what is where. */
  static final class Text {
    private final String text;
    private final List<Place> places;

    private Text(String text, List<Place> places) {
      this.text = text;
      this.places = places;
    }

    @Override
    public String toString() {
      return text;
    }

    /** The innermost part at a position. */
    @Nullable Part at(long position) {
      return places.stream()
          .filter(place -> place.from <= position && position < place.to)
          .min(Comparator.comparingInt(place -> place.to - place.from))
          .map(Place::part)
          .orElse(null);
    }
  }

  RewrittenFile(String path, String original) {
    this.path = path;
    this.original = original;
  }

  String path() {
    return path;
  }

  String original() {
    return original;
  }

  /** Puts text around an expression. */
  void surround(int from, int to, String before, String after, Part part) {
    edits.add(new Edit(from, from, Side.OPENS, to, before, part));
    edits.add(new Edit(to, to, Side.CLOSES, from, after, part));
  }

  /** Puts text in front of a statement, and of all that is put around what is there. */
  void insert(int at, String text, Part part) {
    edits.add(new Edit(at, at, Side.OPENS, Integer.MAX_VALUE, text, part));
  }

  /** Replaces a word. */
  void replace(int from, int to, String text, Part part) {
    edits.add(new Edit(from, to, Side.OPENS, to, text, part));
  }

  /** The text as it is now. */
  Text text() {
    List<Edit> sorted =
        edits.stream()
            .filter(edit -> edit.part.isIn())
            .sorted(
                Comparator.comparingInt(Edit::at)
                    .thenComparing(Edit::side)
                    .thenComparing(Edit::partner, Comparator.reverseOrder()))
            .toList();
    StringBuilder text = new StringBuilder();
    Map<Part, Place> places = new LinkedHashMap<>();
    int copied = 0;
    for (Edit edit : sorted) {
      text.append(original, copied, edit.at);
      int from = text.length();
      text.append(edit.text);
      places.merge(edit.part, new Place(from, text.length(), edit.part), Place::hull);
      copied = edit.end;
    }
    text.append(original, copied, original.length());
    return new Text(text.toString(), List.copyOf(places.values()));
  }
}
