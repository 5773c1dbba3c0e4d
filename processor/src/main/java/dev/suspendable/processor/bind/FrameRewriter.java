package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.SuspendableAttribute;
import dev.suspendable.processor.model.DirectLinks;
import dev.suspendable.processor.model.FrameSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes a compiled frame class, or a class nested in one, a part of the user's class: a member of
 * its nest, with its source file and lines.
 */
final class FrameRewriter extends ClassVisitor {
  private final FrameSource frame;
  private final Nest nest;
  private final DebugInformation debug;
  private final Map<String, Label> endOfMethod = new LinkedHashMap<>();
  private boolean isFrame;

  /** Tells tools that measure coverage that a method has no line of the user's. */
  private static final String GENERATED_CODE = "Ldev/suspendable/annotations/GeneratedCode;";

  /** The static methods that have the user's code: a coroutine's body in its several forms. */
  private static final Pattern BODY = Pattern.compile("step\\d*|stepTo|direct|lambda\\$.*");

  /** How much a frame tells a debugger. */
  enum DebugInformation {
    /** Nothing, as the host was compiled with {@code -g:none}. */
    NONE,
    /** The user's file and lines. */
    USER,
    /** The frame's own file and lines: to step through what was generated. */
    GENERATED
  }

  /**
   * A rewritten class.
   *
   * @param classFile its bytes
   * @param codeSizes bytes of code of each method, by name
   */
  record Rewritten(byte[] classFile, Map<String, Integer> codeSizes) {}

  private FrameRewriter(ClassVisitor next, FrameSource frame, Nest nest, DebugInformation debug) {
    super(Opcodes.ASM9, next);
    this.frame = frame;
    this.nest = nest;
    this.debug = debug;
  }

  static Rewritten rewrite(byte[] classFile, FrameSource frame, Nest nest, DebugInformation debug) {
    ClassWriter writer = new ClassWriter(0);
    FrameRewriter rewriter = new FrameRewriter(writer, frame, nest, debug);
    new ClassReader(classFile).accept(rewriter, SuspendableAttribute.prototypes(), 0);
    byte[] rewritten = writer.toByteArray();
    Map<String, Integer> sizes = new LinkedHashMap<>();
    rewriter.endOfMethod.forEach((method, end) -> sizes.put(method, end.getOffset()));
    return new Rewritten(rewritten, sizes);
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    super.visit(version, access, name, signature, superName, interfaces);
    isFrame = name.equals(frame.binaryName().replace('.', '/'));
    switch (debug) {
      case NONE -> {}
      case USER -> super.visitSource(frame.sourceFile(), null);
      case GENERATED -> super.visitSource(frame.frameName() + ".java", null);
    }
    super.visitNestHost(nest.nestHost());
    super.visitAttribute(SuspendableAttribute.ofKind(SuspendableAttribute.FRAME));
  }

  @Override
  public void visitSource(@Nullable String source, @Nullable String extension) {}

  @Override
  public void visitNestHost(String ignored) {}

  @Override
  public void visitNestMember(String ignored) {}

  @Override
  public void visitAttribute(Attribute attribute) {
    if (!(attribute instanceof SuspendableAttribute)) {
      super.visitAttribute(attribute);
    }
  }

  @Override
  public void visitInnerClass(
      String name, @Nullable String outer, @Nullable String simpleName, int access) {
    super.visitInnerClass(name, outer, simpleName, nest.innerClassAccess(name, access));
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    List<DirectLinks.Call> calls = frame.links().calls();
    if (isFrame && LinkedCall.find(calls, name, descriptor).isPresent()) {
      return null;
    }
    MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
    boolean isBody = (access & Opcodes.ACC_STATIC) != 0 || name.startsWith("lambda$");
    if (isFrame && !(isBody && BODY.matcher(name).matches())) {
      target.visitAnnotation(GENERATED_CODE, false).visitEnd();
    }
    Label end = new Label();
    MethodVisitor measured =
        new MethodVisitor(Opcodes.ASM9, target) {
          @Override
          public void visitMaxs(int maxStack, int maxLocals) {
            super.visitLabel(end);
            endOfMethod.put(name + descriptor, end);
            super.visitMaxs(maxStack, maxLocals);
          }
        };
    MethodVisitor lines = new UserLines(measured, frame.lines(), debug);
    MethodVisitor throwing =
        SneakyThrows.ofFrame(frame, lines, access, name, descriptor, signature, exceptions);
    MethodVisitor linking =
        calls.isEmpty()
            ? throwing
            : new LinkedCall(throwing, frame.binaryName().replace('.', '/'), calls);
    return frame.members().isEmpty() ? linking : new MemberAccess(linking, frame, nest);
  }

  /** What the frame of a host with these facts may tell a debugger. */
  static DebugInformation debugInformation(ClassFacts host, boolean generatedLines) {
    if (!host.hasDebugInformation()) {
      return DebugInformation.NONE;
    }
    return generatedLines ? DebugInformation.GENERATED : DebugInformation.USER;
  }
}
