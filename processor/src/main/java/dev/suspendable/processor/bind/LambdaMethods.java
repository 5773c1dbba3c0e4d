package dev.suspendable.processor.bind;

import dev.suspendable.processor.model.HostBody.Call;
import dev.suspendable.processor.model.HostBody.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the methods that javac has generated for the lambdas of a class. */
final class LambdaMethods extends ClassVisitor {
  static final String PREFIX = "lambda$";

  /** The name of a serializable lambda's method also has a hash, and a different kind of number. */
  private static final Pattern NUMBERED = Pattern.compile("lambda\\$.*?\\$(\\d+)");

  private static final Pattern SERIALIZABLE = Pattern.compile("lambda\\$.*\\$[0-9a-f]+\\$\\d+");

  private final Set<String> wanted;
  private String className = "";
  private final Map<String, Code> methods = new LinkedHashMap<>();

  /** For each key of a lambda's method, the place that creates its instances. */
  private final Map<String, String> makers = new HashMap<>();

  /**
   * The method of a lambda.
   *
   * @param calls the requested calls that it makes, with their lines
   * @param lines the lines of its line table
   * @param depth the number of lambdas around it
   * @param variables names of variables by slot, as far as they are known
   */
  record LambdaMethod(
      String name,
      String descriptor,
      boolean isStatic,
      List<Call> calls,
      Lines lines,
      int depth,
      Map<Integer, String> variables) {

    /** The number in its name; -1 if the name does not tell the order. */
    int number() {
      return LambdaMethods.number(name);
    }
  }

  /**
   * The lines of a line table.
   *
   * @param first {@code Integer.MAX_VALUE} if there are none
   * @param last {@code Integer.MIN_VALUE} if there are none
   */
  record Lines(int first, int last) {
    static final Lines NONE = new Lines(Integer.MAX_VALUE, Integer.MIN_VALUE);

    Lines with(int line) {
      return new Lines(Math.min(first, line), Math.max(last, line));
    }

    boolean areIn(Written lambda) {
      return first >= lambda.firstLine() && last <= lambda.lastLine();
    }
  }

  /** The content of a method. */
  private static final class Code {
    final String name;
    final String descriptor;
    final int access;
    final List<Call> calls = new ArrayList<>();
    final Map<Integer, String> variables = new HashMap<>();
    Lines lines = Lines.NONE;

    Code(String name, String descriptor, int access) {
      this.name = name;
      this.descriptor = descriptor;
      this.access = access;
    }

    boolean isLambda() {
      return name.startsWith(PREFIX) && (access & Opcodes.ACC_SYNTHETIC) != 0;
    }
  }

  private LambdaMethods(Set<String> wanted) {
    super(Opcodes.ASM9);
    this.wanted = wanted;
  }

  /**
   * The methods of lambdas that make any of the calls. A method that nothing creates an instance
   * with belongs to a lambda in dead code and never runs; it is left out.
   *
   * @param calls method names with descriptors
   */
  static List<LambdaMethod> of(byte[] classFile, Set<String> calls) {
    LambdaMethods reader = new LambdaMethods(calls);
    new ClassReader(classFile).accept(reader, ClassReader.SKIP_FRAMES);
    return reader.methods.entrySet().stream()
        .filter(each -> each.getValue().isLambda() && !each.getValue().calls.isEmpty())
        .map(each -> reader.lambdaMethod(each.getKey(), each.getValue()))
        .filter(method -> method.depth() >= 0)
        .toList();
  }

  private LambdaMethod lambdaMethod(String key, Code code) {
    return new LambdaMethod(
        code.name,
        code.descriptor,
        (code.access & Opcodes.ACC_STATIC) != 0,
        code.calls,
        code.lines,
        depth(key),
        code.variables);
  }

  private static int number(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    return !SERIALIZABLE.matcher(name).matches() && numbered.matches()
        ? Integer.parseInt(numbered.group(1))
        : -1;
  }

  private int depth(String method) {
    int depth = 0;
    Set<String> seen = new HashSet<>();
    String maker = makers.get(method);
    while (maker != null && seen.add(maker)) {
      Code code = methods.get(maker);
      if (code == null || !code.isLambda()) {
        return depth;
      }
      depth++;
      maker = makers.get(maker);
    }
    return -1;
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
    Code code = new Code(name, descriptor, access);
    methods.put(name + descriptor, code);
    return new Reader(code);
  }

  private final class Reader extends MethodVisitor {
    private final Code code;
    private int line;

    Reader(Code code) {
      super(Opcodes.ASM9);
      this.code = code;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
      code.lines = code.lines.with(number);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (wanted.contains(name + descriptor)) {
        code.calls.add(new Call(name + descriptor, line, true));
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle
            && handle.getOwner().equals(className)
            && handle.getName().startsWith(PREFIX)) {
          makers.put(handle.getName() + handle.getDesc(), code.name + code.descriptor);
        }
      }
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int index) {
      // javac never reuses the slots of parameters: other variables have later slots.
      code.variables.putIfAbsent(index, name);
    }
  }
}
