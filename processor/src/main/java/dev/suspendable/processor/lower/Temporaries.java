package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Variables that a statement needs in addition to the user's. After the statement they are free. A
 * long method reuses them, because each takes space in the frame. A short method does not, because
 * its frame is then easier to read.
 */
final class Temporaries {
  /** The number of variables of one name and type that are created before one is reused. */
  private static final int SEPARATE = 16;

  private final Types types;
  private final Map<Key, List<Variable>> made = new HashMap<>();
  private final Map<Key, List<Variable>> free = new HashMap<>();
  private final List<Variable> inUse = new ArrayList<>();

  /** Variables with equal keys may be reused for each other. */
  private record Key(String name, String type, @Nullable Variable origin) {}

  Temporaries(Types types) {
    this.types = types;
  }

  /**
   * Returns a variable for the current statement.
   *
   * @param name a hint
   */
  Variable take(String name, TypeMirror type) {
    return take(name, type, null);
  }

  /**
   * Returns a variable for the current statement, which keeps the value of another one.
   *
   * @param name a hint
   * @param origin the other variable; null if it keeps another value
   */
  Variable take(String name, TypeMirror type, @Nullable Variable origin) {
    Key key = new Key(name, type.toString(), origin);
    List<Variable> all = made.computeIfAbsent(key, k -> new ArrayList<>());
    List<Variable> waiting = free.computeIfAbsent(key, k -> new ArrayList<>());
    boolean again =
        all.size() >= SEPARATE
            && !waiting.isEmpty()
            && isSame(type, waiting.get(waiting.size() - 1).type());
    Variable variable =
        again ? waiting.remove(waiting.size() - 1) : Variable.temporary(name, type, origin);
    if (!again) {
      all.add(variable);
    }
    inUse.add(variable);
    return variable;
  }

  private boolean isSame(TypeMirror one, TypeMirror other) {
    boolean isPlain = one instanceof DeclaredType || one.getKind().isPrimitive();
    return isPlain && types.isSameType(one, other);
  }

  /** Marks the start of a statement; the result must be passed to {@link #release} at its end. */
  int mark() {
    return inUse.size();
  }

  /** Frees the variables taken since the mark. */
  void release(int mark) {
    List<Variable> done = inUse.subList(mark, inUse.size());
    for (Variable variable : done) {
      Key key = new Key(variable.name(), variable.type().toString(), variable.userVariable());
      free.computeIfAbsent(key, k -> new ArrayList<>()).add(variable);
    }
    done.clear();
  }
}
