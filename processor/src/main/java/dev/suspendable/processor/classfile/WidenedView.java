package dev.suspendable.processor.classfile;

import dev.suspendable.processor.model.HostMember;
import dev.suspendable.processor.model.NestType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The views of class files that the nested compilation sees.
 *
 * <p>At run time a frame is a nest mate of its host, so the JVM allows it to access all private
 * members. But the Java language does not know a nest of several top-level classes. So everything
 * that the JVM will allow looks public: {@code frame.self.secret} compiles, and to exactly the
 * instruction that javac would have generated for {@code secret} in the host.
 */
public final class WidenedView {
  private WidenedView() {}

  /**
   * A class of the host's nest: private members and nested types become public, and {@code added}
   * is added.
   *
   * @param nestTypes the classes of the nest that frames see differently, by internal name
   */
  public static byte[] ofNestMember(
      byte[] classFile, List<HostMember> added, Map<String, NestType> nestTypes) {
    return rewrite(
        classFile, writer -> new NestMember(new LiftedView(writer, nestTypes), added, writer));
  }

  /** A {@link DeadClass}, which is already built as frames see it. */
  public static byte[] ofDeadClass(byte[] classFile, List<HostMember> added) {
    return rewrite(classFile, writer -> new NestMember(writer, added, writer));
  }

  /**
   * A promise that frames extend: the view is not abstract. For subclasses of an abstract class
   * javac checks whether any two inherited methods contradict each other and whether any method is
   * left abstract. These checks take a sixth of the time to compile a frame, and both results are
   * already known for the promise.
   *
   * @param view another view of the class
   */
  public static byte[] ofPromise(byte[] view) {
    return rewrite(view, Promise::new);
  }

  /**
   * Any other class: it and its nested types become public. A host that inherits a protected type
   * may name it; its frame is not a subclass and may not. Also, a method may return a value of a
   * class that its callers cannot name; frames keep the value in a field of that class, which the
   * JVM allows.
   */
  public static byte[] ofOther(byte[] classFile) {
    return rewrite(classFile, PublicTypes::new);
  }

  private static byte[] rewrite(
      byte[] classFile, java.util.function.Function<ClassWriter, ClassVisitor> view) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(0);
    reader.accept(view.apply(writer), ClassReader.SKIP_CODE);
    return writer.toByteArray();
  }

  private static int widened(int access) {
    return (access & ~(Opcodes.ACC_PRIVATE | Opcodes.ACC_PROTECTED)) | Opcodes.ACC_PUBLIC;
  }

  private static boolean isPrivate(int access) {
    return (access & Opcodes.ACC_PRIVATE) != 0;
  }

  private static class PublicTypes extends ClassVisitor {
    PublicTypes(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      int shown = (access & Opcodes.ACC_MODULE) == 0 ? widened(access) : access;
      super.visit(version, shown, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable ModuleVisitor visitModule(String name, int access, @Nullable String version) {
      return null;
    }

    @Override
    public void visitInnerClass(
        String name, @Nullable String outer, @Nullable String simpleName, int access) {
      super.visitInnerClass(name, outer, simpleName, widened(access));
    }
  }

  private static final class Promise extends ClassVisitor {
    Promise(ClassWriter writer) {
      super(Opcodes.ASM9, writer);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      int shown = access & ~Opcodes.ACC_ABSTRACT;
      super.visit(version, shown, name, signature, superName, interfaces);
    }
  }

  private static final class NestMember extends PublicTypes {
    private final List<HostMember> added;

    /** Receives the added members, whose signatures are already as frames see them. */
    private final ClassVisitor view;

    private boolean isInterface;

    NestMember(ClassVisitor next, List<HostMember> added, ClassVisitor view) {
      super(next);
      this.added = added;
      this.view = view;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      int shown = isPrivate(access) ? widened(access) : access;
      return super.visitField(shown, name, descriptor, signature, value);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      int shown = isPrivate(access) ? widened(access) : access;
      return super.visitMethod(shown, name, descriptor, signature, exceptions);
    }

    @Override
    public void visitEnd() {
      added.forEach(this::add);
      super.visitEnd();
    }

    private void add(HostMember member) {
      HostMember.Shown shown = member.shown();
      int access = Opcodes.ACC_PUBLIC | (shown.isStatic() ? Opcodes.ACC_STATIC : 0);
      switch (member.kind()) {
        case FIELD -> addField(shown, access);
        case OUTER -> addField(shown, access | Opcodes.ACC_FINAL);
        case METHOD, SUPER_METHOD, CREATION -> addMethod(shown, access);
      }
    }

    private void addField(HostMember.Shown field, int access) {
      view.visitField(access, field.name(), field.descriptor(), field.signature(), null).visitEnd();
    }

    /** Native where possible, because javac treats any other method without code as abstract. */
    private void addMethod(HostMember.Shown method, int access) {
      int bodiless = isInterface ? 0 : Opcodes.ACC_NATIVE;
      int varArgs = method.isVarArgs() ? Opcodes.ACC_VARARGS : 0;
      view.visitMethod(
              access | bodiless | varArgs,
              method.name(),
              method.descriptor(),
              method.signature(),
              method.exceptions().toArray(String[]::new))
          .visitEnd();
    }
  }
}
