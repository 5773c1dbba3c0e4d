package dev.suspendable.processor.analyze;

import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Assigns variables to fields of the frame. Variables of the same type share a field if no two of
 * them are ever kept at the same time. The assignment is greedy, in order of appearance.
 */
final class Slots {
  private final Variables variables;
  private final Map<Variable, Slot> slots = new LinkedHashMap<>();

  /**
   * @param kept the variables that need a field
   * @param together sets of variables that are kept at the same time
   */
  Slots(Variables variables, BitSet kept, List<BitSet> together, Types types) {
    this.variables = variables;
    Map<Variable, BitSet> times = times(kept, together);
    Map<String, List<Slot>> byType = new HashMap<>();
    times.forEach(
        (variable, when) -> {
          List<Slot> others =
              byType.computeIfAbsent(variable.type().toString(), key -> new ArrayList<>());
          Slot slot =
              others.stream()
                  .filter(other -> other.takes(variable, when, types))
                  .findFirst()
                  .orElse(null);
          if (slot == null) {
            slot = new Slot(variable);
            others.add(slot);
          }
          slot.when.or(when);
          slots.put(variable, slot);
        });
  }

  private Map<Variable, BitSet> times(BitSet kept, List<BitSet> together) {
    Map<Variable, BitSet> times = new LinkedHashMap<>();
    variables.in(kept).forEach(variable -> times.put(variable, new BitSet()));
    for (int i = 0; i < together.size(); i++) {
      int time = i;
      variables.in(Variables.common(kept, together.get(i))).stream()
          .map(times::get)
          .forEach(when -> when.set(time));
    }
    return times;
  }

  private static final class Slot {
    final Variable owner;
    final BitSet when = new BitSet();

    Slot(Variable owner) {
      this.owner = owner;
    }

    boolean takes(Variable variable, BitSet times, Types types) {
      return isShared(owner)
          && isShared(variable)
          && !when.intersects(times)
          && types.isSameType(owner.type(), variable.type());
    }
  }

  /**
   * Whether a variable may share a field. Each step loads a final parameter into a local. If that
   * were a reference in a shared field, the local might refer to an object that is no longer
   * needed.
   */
  private static boolean isShared(Variable variable) {
    TypeMirror type = variable.type();
    return type.getKind().isPrimitive() || !variable.isFinal();
  }

  /**
   * The variable that names a variable's field: the variable itself, or one that it shares the
   * field with.
   */
  Variable owner(Variable variable) {
    Slot slot = slots.get(variable);
    if (slot == null) {
      throw new IllegalArgumentException("has no field: " + variable);
    }
    return slot.owner;
  }

  /** All variables that have a field, in order. */
  List<Variable> kept() {
    return List.copyOf(slots.keySet());
  }

  /** The fields of a set of variables, represented by their owners. */
  BitSet of(BitSet set) {
    BitSet owners = new BitSet();
    variables.in(set).forEach(variable -> owners.set(variables.number(owner(variable))));
    return owners;
  }
}
