package dev.suspendable.processor.classfile;

import dev.suspendable.processor.model.HostBody.Capture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The facts about a class file that the passes need before they rewrite it. */
public final class ClassFacts {
  private int version;
  private int access;
  private String name = "";
  private @Nullable String superName;
  private @Nullable String nestHost;
  private @Nullable SuspendableAttribute mark;
  private boolean sourceFile;
  private boolean debugInformation;
  private boolean variables;
  private boolean parameterNames;
  private final Map<String, Integer> innerClasses = new HashMap<>();
  private final List<String> nestMembers = new ArrayList<>();
  private final List<SyntheticField> syntheticFields = new ArrayList<>();
  private final Set<String> members = new HashSet<>();

  private ClassFacts() {}

  /** A synthetic field, such as the {@code this$0} of an inner class. */
  public record SyntheticField(String name, String descriptor) {
    private static final String CAPTURING = "val$";

    /** Whether a local class keeps a variable in this field. */
    public boolean keeps(Capture variable) {
      String field = CAPTURING + variable.name();
      // A number follows the name if the class keeps several variables of that name.
      return descriptor.equals(variable.descriptor())
          && (name.equals(field) || name.matches(Pattern.quote(field) + "\\$[0-9]+"));
    }
  }

  /** Reads the facts of a class file. Skips the instructions, which are most of the file. */
  public static ClassFacts of(byte[] classFile) {
    ClassFacts facts = new ClassFacts();
    ClassReader reader = new ClassReader(classFile);
    reader.accept(facts.new Reader(), SuspendableAttribute.prototypes(), ClassReader.SKIP_CODE);
    facts.variables = CodeAttributes.mentions(reader, "LocalVariableTable");
    facts.debugInformation = facts.sourceFile || CodeAttributes.hasLines(reader);
    return facts;
  }

  /** Class file version without the preview mark: 61 for Java 17. */
  public int majorVersion() {
    return version & 0xFFFF;
  }

  /**
   * Whether it was compiled with {@code --enable-preview}, and so runs only on the JDK of that
   * version.
   */
  public boolean preview() {
    return version >>> 16 == 0xFFFF;
  }

  /** Whether it is an interface. */
  public boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** Its internal name. */
  public String name() {
    return name;
  }

  /** Internal name of the superclass. */
  public @Nullable String superName() {
    return superName;
  }

  /** Internal name of the nest host: the class itself unless it names another. */
  public String nestHost() {
    return nestHost == null ? name : nestHost;
  }

  /** The binder's mark, if the binder has processed the class. */
  public @Nullable SuspendableAttribute mark() {
    return mark;
  }

  /** Whether it carries any debug information; {@code -g:none} leaves none. */
  public boolean hasDebugInformation() {
    return debugInformation;
  }

  /**
   * Whether it names local variables, as with {@code -g} or {@code -g:vars}. Every constructor has
   * a {@code this}, so one name always exists then.
   */
  public boolean hasVariables() {
    return variables;
  }

  /** Whether it was compiled with {@code -parameters}. */
  public boolean hasParameterNames() {
    return parameterNames;
  }

  /** Nest members that are not its member, local or anonymous classes: frames. */
  public List<String> foreignNestMembers() {
    return nestMembers.stream().filter(member -> !innerClasses.containsKey(member)).toList();
  }

  /** Its synthetic fields. */
  public List<SyntheticField> syntheticFields() {
    return syntheticFields;
  }

  /** The field of an inner class that keeps its enclosing instance, if it keeps one. */
  public Optional<SyntheticField> outerField() {
    return syntheticFields.stream().filter(field -> field.name().startsWith("this$")).findFirst();
  }

  /** The fields of a local or anonymous class that keep variables, in the class file's order. */
  public List<SyntheticField> capturingFields() {
    return syntheticFields.stream()
        .filter(field -> field.name().startsWith(SyntheticField.CAPTURING))
        .toList();
  }

  /** Whether it declares a method with this name and descriptor. */
  public boolean declaresMethod(String method, String descriptor) {
    return members.contains(method + descriptor);
  }

  /** Whether it declares a field with this name and descriptor. */
  public boolean declaresField(String field, String descriptor) {
    return members.contains(field + ":" + descriptor);
  }

  /** Source-level access flags of the nested classes that it mentions, by internal name. */
  public Map<String, Integer> innerClassAccess() {
    return innerClasses;
  }

  private final class Reader extends ClassVisitor {
    Reader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int classVersion,
        int classAccess,
        String className,
        @Nullable String signature,
        @Nullable String superClass,
        String @Nullable [] interfaces) {
      version = classVersion;
      access = classAccess;
      name = className;
      superName = superClass;
    }

    @Override
    public void visitSource(@Nullable String source, @Nullable String debug) {
      sourceFile = source != null;
    }

    @Override
    public void visitNestHost(String host) {
      nestHost = host;
    }

    @Override
    public void visitNestMember(String member) {
      nestMembers.add(member);
    }

    @Override
    public void visitInnerClass(
        String inner, @Nullable String outer, @Nullable String simpleName, int flags) {
      innerClasses.put(inner, flags);
    }

    @Override
    public void visitAttribute(Attribute attribute) {
      if (attribute instanceof SuspendableAttribute found) {
        mark = found;
      }
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int flags,
        String field,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      if ((flags & Opcodes.ACC_SYNTHETIC) != 0) {
        syntheticFields.add(new SyntheticField(field, descriptor));
      }
      members.add(field + ":" + descriptor);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int flags,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      members.add(method + descriptor);
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitParameter(@Nullable String parameter, int parameterFlags) {
          // Even without -parameters javac describes the parameters of some constructors, but then
          // it only marks mandated and synthetic ones.
          int implicit = Opcodes.ACC_MANDATED | Opcodes.ACC_SYNTHETIC;
          parameterNames |= parameter != null && (parameterFlags & implicit) == 0;
        }
      };
    }
  }
}
