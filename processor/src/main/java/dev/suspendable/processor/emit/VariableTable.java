package dev.suspendable.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The method that gives a dump the variables of a suspended coroutine, see {@code
 * Frame.$variables}: their names in the user's source, the states in which they are needed, and
 * their fields. The code is cold and short, because each frame class has it: one constant, and some
 * eight bytes for each variable.
 */
final class VariableTable {
  /** Beyond this, variables are left out: HotSpot does not compile methods of 8,000 bytes. */
  private static final int MOST_VARIABLES = 400;

  /** Beyond this, variables are left out: a constant has at most 65,535 bytes. */
  private static final int LONGEST = 20_000;

  private final Naming naming;
  private final FrameLayout layout;

  /** The states in which a coroutine may be seen, in order: its start and its suspensions. */
  private final List<Integer> states = new ArrayList<>(List.of(0));

  /** For each variable, the indices of the states in which it is needed, as first and last ones. */
  private final Map<Variable, List<Integer>> ranges = new LinkedHashMap<>();

  VariableTable(FrameContext frame) {
    this.naming = frame.naming();
    this.layout = frame.layout();
    for (Variable variable : layout.kept()) {
      if (variable.userVariable() != null) {
        ranges.put(variable, new ArrayList<>());
      }
    }
    frame.method().parameters().forEach(parameter -> need(parameter, 0));
    frame
        .states()
        .suspensionsByState()
        .forEach(
            (state, block) -> {
              states.add(state);
              need(block, states.size() - 1);
            });
  }

  private void need(Block block, int index) {
    Set<Variable> live = new HashSet<>(layout.suspension(block).live());
    for (Variable variable : live) {
      // A temporary keeps an earlier value than the variable itself.
      Variable user = variable.userVariable();
      if (user == variable || !live.contains(user)) {
        need(variable, index);
      }
    }
  }

  private void need(Variable variable, int index) {
    List<Integer> known = ranges.get(variable);
    if (known == null) {
      return;
    }
    int last = known.size() - 1;
    if (last > 0 && known.get(last) == index - 1) {
      known.set(last, index);
    } else {
      known.add(index);
      known.add(index);
    }
  }

  void addTo(TypeSpec.Builder type) {
    StringBuilder table = new StringBuilder();
    StringBuilder values = new StringBuilder();
    int count = 0;
    if (naming.hasSelf) {
      table.append("this");
      values.append(", ").append(naming.self);
    }
    for (Map.Entry<Variable, List<Integer>> each : ranges.entrySet()) {
      Variable user = each.getKey().userVariable();
      String states = states(each.getValue());
      if (user == null
          || states.isEmpty()
          || ++count > MOST_VARIABLES
          || table.length() + states.length() > LONGEST) {
        continue;
      }
      table.append(table.isEmpty() ? "" : " ").append(user.name()).append(':').append(states);
      values.append(", ").append(naming.field(each.getKey()));
    }
    if (!table.isEmpty()) {
      type.addMethod(
          MethodSpec.methodBuilder(Abi.VARIABLES)
              .addAnnotation(Override.class)
              .addModifiers(Modifier.PROTECTED)
              .returns(Object[].class)
              .addStatement(
                  "return new $T[] {$S$L}", Object.class, table.toString(), values.toString())
              .build());
    }
  }

  private String states(List<Integer> known) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < known.size(); i += 2) {
      int first = states.get(known.get(i));
      int last = states.get(known.get(i + 1));
      text.append(text.isEmpty() ? "" : ",").append(first);
      if (last != first) {
        text.append('-').append(last);
      }
    }
    return text.toString();
  }
}
