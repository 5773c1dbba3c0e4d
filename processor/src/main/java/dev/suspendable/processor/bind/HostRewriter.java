package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.SuspendableAttribute;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites one of the user's classes: replaces coroutines with ramps, and adds accessors and nest
 * members. The rewrite is idempotent.
 */
final class HostRewriter extends ClassVisitor {
  private final Map<String, Ramp> ramps = new LinkedHashMap<>();
  private final Map<String, AddedMethod> added = new LinkedHashMap<>();
  private final Set<String> nestMembers;
  private final Set<String> staleNestMembers;

  private final Set<String> dead;

  private HostRewriter(ClassVisitor next, Changes changes, Set<String> dead) {
    super(Opcodes.ASM9, next);
    for (Ramp ramp : changes.ramps()) {
      ramps.put(ramp.key(), ramp);
    }
    for (AddedMethod method : changes.added()) {
      added.put(method.name() + method.descriptor(), method);
    }
    this.nestMembers = new LinkedHashSet<>(changes.nestMembers());
    this.staleNestMembers = new LinkedHashSet<>(changes.staleNestMembers());
    staleNestMembers.removeAll(nestMembers);
    this.dead = dead;
  }

  /**
   * The changes to make.
   *
   * @param ramps the methods that become ramps
   * @param added the methods to add
   * @param nestMembers internal names of frame classes to list as members; empty for a class that
   *     is not the nest host
   * @param staleNestMembers members to remove from the list
   */
  record Changes(
      Collection<Ramp> ramps,
      Collection<AddedMethod> added,
      Collection<String> nestMembers,
      Collection<String> staleNestMembers) {}

  static byte[] rewrite(byte[] classFile, Changes changes) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    Set<String> dead =
        changes.ramps().isEmpty()
            ? Set.of()
            : DeadLambdas.of(classFile, changes.ramps().stream().map(Ramp::key).toList());
    HostRewriter rewriter = new HostRewriter(writer, changes, dead);
    reader.accept(rewriter, SuspendableAttribute.prototypes(), 0);
    return writer.toByteArray();
  }

  @Override
  public void visitAttribute(Attribute attribute) {
    if (!(attribute instanceof SuspendableAttribute)) {
      super.visitAttribute(attribute);
    }
  }

  @Override
  public void visitNestMember(String member) {
    nestMembers.remove(member);
    if (!staleNestMembers.contains(member)) {
      super.visitNestMember(member);
    }
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (dead.contains(name + descriptor) || added.containsKey(name + descriptor)) {
      return null; // added by an earlier run, or no longer needed
    }
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    Ramp ramp = ramps.get(name + descriptor);
    return ramp == null ? method : new RampWriter(method, ramp);
  }

  @Override
  public void visitEnd() {
    added.values().forEach(method -> method.write(cv));
    nestMembers.forEach(super::visitNestMember);
    super.visitAttribute(SuspendableAttribute.ofKind(SuspendableAttribute.HOST));
    super.visitEnd();
  }
}
