package dev.suspendable.coroutine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table of a frame's variables, see {@link Frame#$variables}. It lists the variables,
 * separated by blanks, in the order of their values: {@code "this id:0-3 user:2,4-5"}. A variable
 * is needed in the states that follow its name; in all of them if there is none.
 */
final class Variables {
  private Variables() {}

  /** Returns the variables that are needed in a state, with their values. */
  static Map<String, @Nullable Object> in(int state, @Nullable Object[] tableAndValues) {
    if (tableAndValues.length == 0 || !(tableAndValues[0] instanceof String table)) {
      return Map.of();
    }
    String[] variables = table.isEmpty() ? new String[0] : table.split(" ");
    Map<String, @Nullable Object> found = new LinkedHashMap<>();
    for (int i = 0; i < variables.length && i + 1 < tableAndValues.length; i++) {
      String variable = variables[i];
      int colon = variable.indexOf(':');
      String name = colon < 0 ? variable : variable.substring(0, colon);
      if (colon < 0 || contains(variable.substring(colon + 1), state)) {
        // Of two variables of one name the inner one comes last, and hides the other.
        found.put(name, tableAndValues[i + 1]);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private static boolean contains(String ranges, int state) {
    for (String range : ranges.split(",")) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
      if (first <= state && state <= last) {
        return true;
      }
    }
    return false;
  }
}
