package dev.suspendable.processor.bind;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Finds the methods of lambdas that only the old body of a coroutine creates. The new body has its
 * own methods for these lambdas. If one line had code in two places, a debugger might choose the
 * place that never runs.
 */
final class DeadLambdas extends ClassVisitor {
  private final Map<String, Set<String>> lambdasOf = new HashMap<>();
  private final Set<String> lambdas = new HashSet<>();
  private String className = "";

  private DeadLambdas() {
    super(Opcodes.ASM9);
  }

  /**
   * Names with descriptors of the dead methods.
   *
   * @param replaced the methods whose bodies are replaced
   */
  static Set<String> of(byte[] classFile, Collection<String> replaced) {
    DeadLambdas reader = new DeadLambdas();
    new ClassReader(classFile).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    Set<String> staying = new HashSet<>(reader.lambdasOf.keySet());
    staying.removeAll(reader.lambdas);
    Set<String> dead = reader.reachable(replaced, Set.of());
    dead.retainAll(reader.lambdas);
    dead.removeAll(reader.reachable(staying, replaced));
    return dead;
  }

  /** All methods that are reachable, but not through the bodies of {@code replaced}. */
  private Set<String> reachable(Collection<String> from, Collection<String> replaced) {
    Set<String> seen = new HashSet<>(from);
    Deque<String> todo = new ArrayDeque<>(from);
    while (!todo.isEmpty()) {
      String method = todo.pop();
      if (!replaced.contains(method)) {
        lambdasOf.getOrDefault(method, Set.of()).stream().filter(seen::add).forEach(todo::push);
      }
    }
    return seen;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (name.startsWith(LambdaMethods.PREFIX) && (access & Opcodes.ACC_SYNTHETIC) != 0) {
      lambdas.add(name + descriptor);
    }
    Set<String> made = new HashSet<>();
    lambdasOf.put(name + descriptor, made);
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public void visitInvokeDynamicInsn(
          String target, String type, Handle bootstrap, Object... arguments) {
        for (Object argument : arguments) {
          if (argument instanceof Handle handle && handle.getOwner().equals(className)) {
            made.add(handle.getName() + handle.getDesc());
          }
        }
      }
    };
  }
}
