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
 * Which variables share a field of the frame: some of one type, of which no two are ever kept at
 * the same time. Found greedily, in order of appearance.
 */
final class Slots {
  private final Variables variables;
  private final Map<Variable, Slot> slots = new LinkedHashMap<>();

  /**
   * @param kept what has to have a field
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
   * Each step makes a local of a final parameter: if it were a reference, to an object that nobody
   * needs any more perhaps.
   */
  private static boolean isShared(Variable variable) {
    TypeMirror type = variable.type();
    return type.getKind().isPrimitive() || !variable.isFinal();
  }

  /** The variable whose name a variable's field has: its own, or that of one it shares it with. */
  Variable owner(Variable variable) {
    Slot slot = slots.get(variable);
    if (slot == null) {
      throw new IllegalArgumentException("has no field: " + variable);
    }
    return slot.owner;
  }

  /** All that have a field, in order. */
  List<Variable> kept() {
    return List.copyOf(slots.keySet());
  }

  /** The fields of a set of variables, as their owners. */
  BitSet of(BitSet set) {
    BitSet owners = new BitSet();
    variables.in(set).forEach(variable -> owners.set(variables.number(owner(variable))));
    return owners;
  }
}
