package dev.suspendable.processor.dump;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.model.JumpTarget;
import dev.suspendable.processor.model.Variable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of blocks, variables and statements in the texts of one coroutine. Each keeps its name from
 * pass to pass, so that texts can be compared.
 */
final class Labels {
  private final Map<Block, String> blocks = new HashMap<>();
  private final Map<Variable, String> variables = new HashMap<>();
  private final Map<JumpTarget, String> targets = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** {@code b0}, in the order in which they are first mentioned. */
  String of(Block block) {
    return blocks.computeIfAbsent(block, key -> "b" + blocks.size());
  }

  /** The name in the source; the second variable with the same name is {@code x#2}. */
  String of(Variable variable) {
    return variables.computeIfAbsent(variable, key -> fresh(variable.name()));
  }

  /** {@code L1} for a statement that a jump leaves. */
  String of(JumpTarget target) {
    return targets.computeIfAbsent(target, key -> "L" + (targets.size() + 1));
  }

  private String fresh(String name) {
    String fresh = name;
    for (int i = 2; !taken.add(fresh); i++) {
      fresh = name + "#" + i;
    }
    return fresh;
  }

  /** Blocks, separated by blanks. */
  String ofBlocks(Collection<Block> some) {
    return some.stream().map(this::of).collect(Collectors.joining(" "));
  }

  /** Variables, separated by commas; a dash for none. */
  String ofVariables(Collection<Variable> some) {
    return some.isEmpty() ? "-" : some.stream().map(this::of).collect(Collectors.joining(", "));
  }
}
