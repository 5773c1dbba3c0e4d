package dev.suspendable.processor.analyze;

import dev.suspendable.processor.lower.Edges;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The variables of a body, numbered: parameters first, then in order of appearance. Sets of
 * variables are bit sets, because a long body has many variables and the sets are joined at each of
 * its blocks.
 */
final class Variables {
  private final List<Variable> all = new ArrayList<>();
  private final Map<Variable, Integer> numbers = new HashMap<>();
  private final BitSet references = new BitSet();
  private final BitSet constants = new BitSet();
  private final BitSet finals = new BitSet();

  Variables(SuspendableMethod method, Graph graph) {
    method.parameters().forEach(this::add);
    graph.blocks().forEach(block -> Edges.forEachVariable(block, this::add));
  }

  private void add(Variable variable) {
    int number = all.size();
    if (numbers.putIfAbsent(variable, number) == null) {
      all.add(variable);
      references.set(number, !variable.type().getKind().isPrimitive());
      constants.set(number, variable.kind() == Variable.Kind.CONSTANT);
      finals.set(number, variable.isFinal());
    }
  }

  /** Whether the body names a variable. */
  boolean isKnown(Variable variable) {
    return numbers.containsKey(variable);
  }

  int number(Variable variable) {
    Integer number = numbers.get(variable);
    if (number == null) {
      throw new IllegalArgumentException("not in this body: " + variable);
    }
    return number;
  }

  /** All variables, in order. */
  List<Variable> all() {
    return all;
  }

  /** The variables of a set, in order. */
  List<Variable> in(BitSet set) {
    return set.stream().mapToObj(all::get).toList();
  }

  BitSet set(Iterable<Variable> variables) {
    BitSet set = new BitSet();
    variables.forEach(variable -> set.set(number(variable)));
    return set;
  }

  /** The variables of a set that are not constants. */
  BitSet varying(BitSet set) {
    return minus(set, constants);
  }

  /**
   * The variables of a set that are stored and restored: a variable that is never assigned stays in
   * its field.
   */
  BitSet moved(BitSet set) {
    return minus(set, finals);
  }

  /** The variables of a set that refer to objects. */
  BitSet references(BitSet set) {
    return common(set, references);
  }

  static BitSet common(BitSet one, BitSet other) {
    BitSet common = copy(one);
    common.and(other);
    return common;
  }

  static BitSet minus(BitSet all, BitSet without) {
    BitSet rest = copy(all);
    rest.andNot(without);
    return rest;
  }

  static BitSet copy(BitSet set) {
    return (BitSet) set.clone();
  }
}
