package dev.suspendable.processor.bind;

import dev.suspendable.processor.classfile.ClassFacts;
import dev.suspendable.processor.classfile.SuspendableAttribute;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.FrameLinks;
import dev.suspendable.processor.model.FrameSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns a compiled frame class, or a class nested in one, into a part of the user's class: a member
 * of its nest. The methods that contain the user's code move into the host.
 */
final class FrameRewriter extends ClassVisitor {
  private final FrameSource frame;
  private final Nest nest;
  private final BodyMoves moves;
  private final DebugInformation debug;
  private final InheritedCalls inherited;
  private final List<MovedMethod> moved = new ArrayList<>();
  private final Map<String, Label> endOfMethod = new LinkedHashMap<>();
  private boolean isFrame;

  /** Marks methods without a line of the user's for coverage tools. */
  private static final String GENERATED_CODE = "Ldev/suspendable/annotations/GeneratedCode;";

  /**
   * A method with a line of its own, at which no breakpoint is set. Eclipse complains of classes
   * without lines if their names begin like that of a class with a breakpoint.
   */
  private static final String LOCATION = Abi.LOCATION;

  /** The debug information of a frame. */
  enum DebugInformation {
    /** None, because the host was compiled with {@code -g:none}. */
    NONE,
    /** The user's file and lines. */
    USER,
    /** The frame's own file and lines, for stepping through the generated code. */
    GENERATED
  }

  /**
   * A rewritten class.
   *
   * @param classFile its bytes
   * @param codeSizes bytes of code of each method, by name
   * @param moved the methods that have moved to the host
   */
  record Rewritten(byte[] classFile, Map<String, Integer> codeSizes, List<MovedMethod> moved) {}

  private FrameRewriter(
      ClassVisitor next,
      FrameSource frame,
      Nest nest,
      BodyMoves moves,
      DebugInformation debug,
      ClassFacts facts) {
    super(Opcodes.ASM9, next);
    this.frame = frame;
    this.nest = nest;
    this.moves = moves;
    this.debug = debug;
    this.inherited = new InheritedCalls(facts);
  }

  static Rewritten rewrite(
      byte[] classFile, FrameSource frame, Nest nest, BodyMoves moves, DebugInformation debug) {
    ClassWriter writer = new ClassWriter(0);
    FrameRewriter rewriter =
        new FrameRewriter(writer, frame, nest, moves, debug, ClassFacts.of(classFile));
    new ClassReader(classFile)
        .accept(rewriter, SuspendableAttribute.prototypes(), ClassReader.EXPAND_FRAMES);
    byte[] rewritten = writer.toByteArray();
    Map<String, Integer> sizes = new LinkedHashMap<>();
    rewriter.endOfMethod.forEach((method, end) -> sizes.put(method, end.getOffset()));
    return new Rewritten(rewritten, sizes, rewriter.moved);
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
    isFrame = name.equals(frame.name().internalName());
    // If the body has moved, the frame does not appear in stack traces.
    switch (moves.hasMoved(frame.name()) ? DebugInformation.NONE : debug) {
      case NONE -> {}
      case USER -> super.visitSource(frame.origin().file(), null);
      case GENERATED -> super.visitSource(frame.name().simpleName() + ".java", null);
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
    FrameLinks links = frame.links();
    if (isFrame && links.isStub(name, descriptor)) {
      return null;
    }
    String frameClass = frame.name().internalName();
    BodyMoves.Moved target = moves.find(frameClass, name, descriptor);
    MethodVisitor written =
        isFrame && target != null
            ? moved(target, access, name, descriptor, exceptions)
            : staying(access, name, descriptor, signature, exceptions);
    MethodVisitor lines = new UserLines(written, frame.text(), debug);
    MethodVisitor throwing =
        SneakyThrows.ofFrame(frame.text(), lines, access, name, descriptor, signature, exceptions);
    MethodVisitor calling =
        isFrame && target != null
            ? inherited.visitor(throwing, moves)
            : new MovedCalls(throwing, moves);
    MethodVisitor initialising =
        links.initialisers().isEmpty()
            ? calling
            : new Initialisation(calling, frameClass, links, nest);
    MethodVisitor linking =
        links.calls().isEmpty() ? initialising : new LinkedCall(initialising, frameClass, links);
    return frame.nest().members().isEmpty() ? linking : new MemberAccess(linking, frame, nest);
  }

  private MethodVisitor moved(
      BodyMoves.Moved target,
      int access,
      String name,
      String descriptor,
      String @Nullable [] exceptions) {
    boolean isLambda = (access & Opcodes.ACC_SYNTHETIC) != 0;
    int flags =
        Opcodes.ACC_PRIVATE
            | (target.isStatic() ? Opcodes.ACC_STATIC : 0)
            | (isLambda ? Opcodes.ACC_SYNTHETIC : 0);
    String key = name + descriptor;
    MethodNode node =
        new MethodNode(Opcodes.ASM9, flags, target.name(), target.descriptor(), null, exceptions) {
          @Override
          public void visitEnd() {
            LinesGoingOn.settle(this);
            moved.add(new MovedMethod(frame, key, target.host(), this));
          }
        };
    Map<String, String> names =
        isLambda ? frame.debugNames().inLambdas() : frame.debugNames().inBody();
    return new UserVariables(node, names, !target.isStatic());
  }

  private MethodVisitor staying(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor target = super.visitMethod(access, name, descriptor, signature, exceptions);
    if (isFrame && !BodyMoves.isBody(access, name)) {
      target.visitAnnotation(GENERATED_CODE, false).visitEnd();
    }
    Label end = new Label();
    boolean takesLine = debug == DebugInformation.USER && name.equals(LOCATION);
    MethodVisitor measured =
        new MethodVisitor(Opcodes.ASM9, target) {
          @Override
          public void visitCode() {
            super.visitCode();
            if (takesLine) {
              Label start = new Label();
              super.visitLabel(start);
              super.visitLineNumber(frame.origin().line(), start);
            }
          }

          @Override
          public void visitMaxs(int maxStack, int maxLocals) {
            super.visitLabel(end);
            endOfMethod.put(name + descriptor, end);
            super.visitMaxs(maxStack, maxLocals);
          }
        };
    return new MethodNode(Opcodes.ASM9, access, name, descriptor, signature, exceptions) {
      @Override
      public void visitEnd() {
        LinesGoingOn.settle(this);
        accept(measured);
      }
    };
  }

  @Override
  public void visitEnd() {
    inherited.write(cv);
    super.visitEnd();
  }

  /** The debug information of a frame whose host has these facts. */
  static DebugInformation debugInformation(ClassFacts host, boolean generatedLines) {
    if (!host.hasDebugInformation()) {
      return DebugInformation.NONE;
    }
    return generatedLines ? DebugInformation.GENERATED : DebugInformation.USER;
  }
}
