package dev.suspendable.processor.oracle;

import java.util.ArrayList;
import java.util.List;

/**
 * What a switch may select by.
 *
 * @param labels constants, some of which are values of simple expressions
 * @param isExhausted whether there are no other values
 */
record Selector(Type type, List<String> labels, boolean isExhausted) {
  static final List<Selector> ALL =
      List.of(
          new Selector(Type.INT, List.of("0", "1", "5"), false),
          new Selector(Type.STRING, List.of("\"a\"", "\"\"", "\"Aa\"", "\"BB\""), false),
          new Selector(Type.COLOR, List.of("RED", "GREEN", "BLUE"), true),
          new Selector(Type.CHAR, List.of("'a'", "'b'"), false),
          new Selector(Type.INTEGER, List.of("0", "4", "1000"), false),
          new Selector(Type.BYTE, List.of("0", "-3"), false));

  /** What stands behind each {@code case}: a constant, or sometimes two. */
  List<String> labels(Filler filler) {
    List<String> all = new ArrayList<>(labels);
    if (filler.oneIn(3)) {
      all.add(0, all.remove(0) + ", " + all.remove(0));
    }
    return all;
  }
}
