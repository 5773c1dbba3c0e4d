package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.ClassFacts.SyntheticField;
import dev.suspendable.processor.model.HostBody.Capture;
import dev.suspendable.processor.model.HostMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Creates an instance of a local or anonymous class in the same way as the code around the class
 * does.
 *
 * <p>To the parameters of the constructor that the user has written, javac adds the enclosing
 * instance before and the captured variables after. The captured variables are in the order of the
 * fields that hold them. A frame does not know which of the variables that it passes are really
 * captured.
 *
 * @param member the member as the frame sees it
 * @param constructor descriptor of the real constructor
 * @param order the factory arguments that the constructor takes, in the constructor's order
 */
record Factory(HostMember member, String constructor, List<Integer> order) implements AddedMethod {
  private static final String PREFIX = "suspendable$";

  /** The factory for a class; empty if the class file has no such constructor. */
  static Optional<Factory> of(HostMember member, ClassFacts facts) {
    String declared = member.target().descriptor();
    int parameters = Type.getArgumentTypes(declared).length;
    Type[] passable = Type.getArgumentTypes(member.shown().descriptor());
    int captures = member.captures().size();
    int outer = passable.length - captures - parameters;
    List<Integer> kept = new ArrayList<>();
    StringBuilder added = new StringBuilder();
    for (SyntheticField field : facts.capturingFields()) {
      int capture = indexOf(field, member.captures());
      if (capture < 0) {
        return Optional.empty();
      }
      kept.add(outer + capture);
      added.append(field.descriptor());
    }
    String end = declared.substring(1, declared.indexOf(')')) + added + ")V";
    for (int passed = outer; passed >= 0; passed--) {
      String constructor = "(" + (passed == 0 ? "" : passable[0].getDescriptor()) + end;
      if (facts.declaresMethod("<init>", constructor)) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < passed; i++) {
          order.add(i);
        }
        for (int i = 0; i < parameters; i++) {
          order.add(outer + captures + i);
        }
        order.addAll(kept);
        return Optional.of(new Factory(member, constructor, order));
      }
    }
    return Optional.empty();
  }

  private static int indexOf(SyntheticField field, List<Capture> captures) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < captures.size(); i++) {
      if (field.keeps(captures.get(i))) {
        found.add(i);
      }
    }
    return found.size() == 1 ? found.get(0) : -1;
  }

  @Override
  public String host() {
    return member.hostClass();
  }

  @Override
  public String name() {
    return PREFIX + member.shown().name();
  }

  @Override
  public String descriptor() {
    return member.shown().descriptor();
  }

  @Override
  public void write(ClassVisitor host) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    MethodVisitor code = host.visitMethod(access, name(), descriptor(), null, null);
    code.visitCode();
    code.visitTypeInsn(Opcodes.NEW, host());
    code.visitInsn(Opcodes.DUP);
    Type[] arguments = Type.getArgumentTypes(descriptor());
    int[] slots = new int[arguments.length + 1];
    for (int i = 0; i < arguments.length; i++) {
      slots[i + 1] = slots[i] + arguments[i].getSize();
    }
    int stack = 2;
    for (int i : order) {
      code.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), slots[i]);
      stack += arguments[i].getSize();
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, host(), "<init>", constructor, false);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(stack, slots[arguments.length]);
    code.visitEnd();
  }
}
