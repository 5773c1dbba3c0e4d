package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How control has entered a finally block, which determines how it leaves the block.
 *
 * <p>An operation ({@link Op.Choose}) chooses the way in front of the block, and an end ({@link
 * Terminator.Leave}) takes it behind the block. So a value that control carries through the block
 * is dead on all other ways. Mutable while a body is lowered.
 */
public final class Selector {
  /** Normally. */
  public static final int NORMALLY = 0;

  /** By an exception. */
  public static final int THROWN = -1;

  /** By the stopped signal. */
  public static final int STOPPED = -2;

  private final Variable variable;
  private final String note;
  private final Map<Integer, List<Variable>> carried = new LinkedHashMap<>();

  /**
   * @param variable holds the number of the way: one of the constants, or a jump's, from 1
   * @param note description of the finally block, for people
   */
  Selector(Variable variable, String note) {
    this.variable = variable;
    this.note = note;
  }

  /** The variable that holds the number of the way. */
  public Variable variable() {
    return variable;
  }

  /** Description of the finally block, for people. */
  public String note() {
    return note;
  }

  /** Records the variables that control carries through the block on one of the ways. */
  void carry(int way, List<Variable> variables) {
    carried.put(way, List.copyOf(variables));
  }

  /** The variables that only other ways need. */
  List<Variable> dead(int way) {
    List<Variable> others = new ArrayList<>();
    carried.forEach((each, variables) -> others.addAll(variables));
    others.removeAll(carried.getOrDefault(way, List.of()));
    return others;
  }
}
