package dev.suspendable.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.CoroutineType.Constructor;
import dev.suspendable.processor.model.DebugTable;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.DirectLinks;
import dev.suspendable.processor.model.Forms;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import dev.suspendable.processor.structure.Structurer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Writes the frame class of one coroutine. */
public final class FrameEmitter {
  static final String RAMP = "ramp";

  /** The method that runs the parts of a long body. */
  private static final String PARTS = "parts";

  /**
   * Lint categories by name, because {@code all} does not silence javac. The user has already seen
   * these warnings for the same code.
   */
  private static final String[] SUPPRESSED = {
    "unchecked", "rawtypes", "deprecation", "removal", "cast", "fallthrough", "static", "try",
    "divzero", "empty", "finally", "serial", "varargs", "overloads", "unused", "all"
  };

  private final Types types;
  private final Elements elements;
  private final JvmTypes jvm;
  private final boolean isSingle;

  /**
   * An emitter.
   *
   * @param isSingle whether no user code may be written twice
   */
  public FrameEmitter(Types types, Elements elements, boolean isSingle) {
    this.types = types;
    this.elements = elements;
    this.isSingle = isSingle;
    this.jvm = new JvmTypes(types, elements);
  }

  /** The binary name of a coroutine's frame class. */
  public String frameName(Declaration declaration) {
    return new FrameNames(elements, jvm).of(declaration).reflectionName();
  }

  /**
   * Writes the source.
   *
   * @param forms the result type and the callers of a direct form
   * @param body the statements of the direct form; null if it only defers calls, or does not exist
   * @param push the statements of the push form; null if it does not exist
   */
  public FrameSource emit(
      SuspendableMethod method,
      Graph graph,
      FrameLayout layout,
      Forms forms,
      Structurer.@Nullable Body body,
      Structurer.@Nullable Body push) {
    Writing writing = new Writing(method, graph, layout, forms, body, Set.of());
    FrameSource source = writing.source(push);
    Set<String> heads = writing.heads();
    return writing.naming.obscures(heads)
        ? new Writing(method, graph, layout, forms, body, heads).source(push)
        : source;
  }

  private Set<String> inheritedFields(TypeElement promise) {
    return ElementFilter.fieldsIn(elements.getAllMembers(promise)).stream()
        .map(field -> field.getSimpleName().toString())
        .collect(Collectors.toSet());
  }

  private final class Writing {
    private final SuspendableMethod method;
    private final Set<String> inheritedFields;
    private final Markers markers;
    private final Naming naming;
    private final FrameLayout layout;
    private final Graph graph;
    private final Partition partition;
    private final States states;
    private final FrameContext frame;
    private final List<StepEmitter> steps = new ArrayList<>();
    private final FrameNames frames = new FrameNames(elements, jvm);
    private final Forms forms;
    private final @Nullable TypeMirror direct;
    private final @Nullable DirectEmitter directEmitter;
    private final FrameFields fields;
    private final String pool;
    private final String packageName;
    private final String hostName;
    private final String frameName;
    private final List<TypeVariableName> typeVariables = new ArrayList<>();
    private final ClassName rawFrame;
    private final TypeName frameType;
    private final boolean isStatic;
    private final List<Field> parameters = new ArrayList<>();

    private record Field(TypeName type, String name) {}

    Writing(
        SuspendableMethod method,
        Graph graph,
        FrameLayout layout,
        Forms forms,
        Structurer.@Nullable Body body,
        Set<String> heads) {
      this.method = method;
      this.graph = graph;
      this.layout = layout;
      this.inheritedFields = inheritedFields(method.coroutineType().promise());
      this.markers = new Markers(inheritedFields);
      this.naming =
          new Naming(method, layout, elements, types, frames.of(method.declaration()), heads);
      this.forms = forms;
      this.direct = forms.direct();
      this.partition = layout.partition();
      this.states = new States(graph, partition);
      this.frame = new FrameContext(method, graph, layout, naming, markers, states, frames);
      this.fields = new FrameFields(method, layout, naming, markers, direct);
      Completing completing = new Completing(naming, fields.result());
      for (Partition.Part part : partition.parts()) {
        steps.add(new StepEmitter(frame, part, completing, !isSingle));
      }
      this.directEmitter =
          body == null || direct == null ? null : new DirectEmitter(frame, body, direct);
      this.pool = method.coroutineType().isPooled() ? naming.fresh("POOL") : "";
      this.packageName = frames.packageOf(method.host());
      this.hostName = frames.hostName(method.host());
      this.isStatic = !naming.hasSelf;
      this.rawFrame = frames.of(method.declaration());
      this.frameName = rawFrame.simpleName();
      method.typeParameters().forEach(p -> typeVariables.add(naming.types.parameter(p)));
      this.frameType =
          typeVariables.isEmpty()
              ? rawFrame
              : ParameterizedTypeName.get(rawFrame, typeVariables.toArray(new TypeName[0]));
      if (!isStatic) {
        parameters.add(new Field(naming.types.name(method.host().asType()), naming.self));
      }
      for (Variable parameter : method.parameters()) {
        parameters.add(new Field(naming.types.name(parameter.type()), naming.of(parameter)));
      }
    }

    /** The first words of the names of types in the source. */
    Set<String> heads() {
      return markers.heads();
    }

    FrameSource source(Structurer.@Nullable Body push) {
      List<CodeBlock> bodies = steps.stream().map(StepEmitter::emit).toList();
      TypeSpec.Builder type =
          TypeSpec.classBuilder(frameName)
              .addModifiers(Modifier.FINAL)
              .addTypeVariables(typeVariables)
              .superclass(naming.types.name(method.coroutineType().promiseType()))
              .avoidClashesWithNestedClasses(method.coroutineType().promise())
              .alwaysQualify(inheritedFields.toArray(String[]::new))
              .addAnnotation(suppressWarnings())
              .addJavadoc(
                  "The $L {@code $L.$L}, $L:$L. Generated by Suspendable.\n",
                  method.declaration() instanceof Declaration.Lambda ? "lambda in" : "coroutine",
                  hostName.replace('$', '.'),
                  method.declaration().name(),
                  method.sourceFile(),
                  method.line());
      type.addStaticBlock(CodeBlock.of("$L($L);\n", Abi.REQUIRE_ABI, Abi.VERSION));
      pool(type);
      loadVoid(type);
      fields.addTo(type);
      constructor(type);
      type.addMethod(ramp());
      type.addMethod(stepOverride());
      if (direct != null) {
        new DirectMethods(
                method,
                layout,
                naming,
                typeVariables,
                rawFrame,
                frameType,
                direct,
                fields.result(),
                forms.isCalled() || forms.hasEntry())
            .addTo(type, directEmitter);
      }
      if (partition.isSplit()) {
        type.addMethod(parts());
      }
      for (int i = 0; i < bodies.size(); i++) {
        type.addMethod(step(i, bodies.get(i)));
      }
      push(type, push);
      LinkedCalls links = new LinkedCalls(naming, jvm, markers);
      links.addTo(type);
      initialisers(type);
      fields.addClearTo(type);
      naming.types.addTo(type);
      type.addMethod(location());
      if (method.coroutineType().isPooled()) {
        type.addMethod(recycle());
        type.addMethod(unreturned());
      }
      // With all imports of java.lang; JavaLangImports removes the redundant ones.
      JavaFile file = JavaFile.builder(packageName, type.build()).indent("  ").build();
      Markers.Stripped stripped = markers.strip(file.toString());
      return new FrameSource(
          elements.getBinaryName(method.host()).toString(),
          packageName,
          frameName,
          elements.getBinaryName(method.coroutineType().promise()).toString(),
          body(method.declaration()),
          RAMP,
          rampDescriptor(),
          stripped.text(),
          new DebugTable(
              method.sourceFile(),
              method.line(),
              stripped.lines(),
              naming.debugNames(),
              naming.debugNamesInLambdas()),
          stripped.names(),
          method.members(),
          method.nestTypes(),
          new DirectLinks(
              links.calls(),
              forms.hasEntry() && directEmitter != null && direct != null ? entry(direct) : null),
          initialised(),
          method.origin());
    }

    private HostBody body(Declaration declaration) {
      if (declaration instanceof Declaration.Method it) {
        return new HostBody.OfMethod(
            it.name(), jvm.descriptor(it.element()), isStatic, it.around());
      }
      return ((Declaration.Lambda) declaration).body();
    }

    private String rampDescriptor() {
      StringBuilder descriptor = new StringBuilder("(");
      if (!isStatic) {
        descriptor.append('L').append(jvm.internalName(method.host())).append(';');
      }
      method.parameters().forEach(p -> descriptor.append(jvm.descriptor(p.type())));
      return descriptor
          .append(')')
          .append(jvm.descriptor(method.coroutineType().type()))
          .toString();
    }

    private DirectLinks.Entry entry(TypeMirror result) {
      String arguments = rampDescriptor();
      String frame = "L" + rawFrame.reflectionName().replace('.', '/') + ";";
      String run = "L" + AbiTypes.RUN.reflectionName().replace('.', '/') + ";";
      int receiver = isStatic ? 1 : arguments.indexOf(';') + 1;
      return new DirectLinks.Entry(
          method.declaration().name(),
          arguments.substring(0, receiver)
              + frame
              + run
              + "I"
              + arguments.substring(receiver, arguments.indexOf(')') + 1)
              + jvm.descriptor(result),
          isStatic,
          ((Declaration.Method) method.declaration())
              .element()
              .getModifiers()
              .contains(Modifier.PUBLIC));
    }

    private AnnotationSpec suppressWarnings() {
      CodeBlock.Builder names = CodeBlock.builder().add("{");
      for (int i = 0; i < SUPPRESSED.length; i++) {
        names.add(i == 0 ? "$S" : ", $S", SUPPRESSED[i]);
      }
      return AnnotationSpec.builder(SuppressWarnings.class)
          .addMember("value", names.add("}").build())
          .build();
    }

    private void pool(TypeSpec.Builder type) {
      if (method.coroutineType().isPooled()) {
        type.addField(
            FieldSpec.builder(
                    ParameterizedTypeName.get(AbiTypes.FRAME_POOL, rawFrame),
                    pool,
                    Modifier.PRIVATE,
                    Modifier.STATIC,
                    Modifier.FINAL)
                .initializer("$L$T.framePool($T.class)", markers.head(), promiseClass(), rawFrame)
                .build());
      }
    }

    private ClassName promiseClass() {
      return naming.types.name(method.coroutineType().promise());
    }

    /**
     * Loads {@code Void} for the JIT compiler. C2 inlines no method whose signature names a class
     * that the method's loader and protection domain have not loaded yet. {@code Void
     * awaitResume()} is such a method in many awaiters that are declared next to the coroutine.
     */
    private void loadVoid(TypeSpec.Builder type) {
      if (graph.blocks().stream()
          .anyMatch(
              block -> block.terminator() instanceof Terminator.Await await && await.isVoid())) {
        type.addField(
            FieldSpec.builder(
                    ParameterizedTypeName.get(Class.class, Void.class),
                    naming.fresh("VOID"),
                    Modifier.PRIVATE,
                    Modifier.STATIC,
                    Modifier.FINAL)
                .addJavadoc(
                    "Loaded here, else HotSpot does not inline {@code Void awaitResume()}.\n")
                .initializer("$T.class", Void.class)
                .build());
      }
    }

    private void constructor(TypeSpec.Builder type) {
      if (method.coroutineType().isPooled() || storesParameters()) {
        type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
        return;
      }
      MethodSpec.Builder constructor =
          MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
      parameters.forEach(p -> constructor.addParameter(p.type, p.name));
      Constructor takes = method.coroutineType().constructor();
      if (takes != Constructor.NOTHING) {
        constructor.addStatement(
            "super($L)", arguments(takes == Constructor.ARGUMENTS ? firstArgument() : 0));
      }
      parameters.forEach(p -> constructor.addStatement("this.$L = $L", p.name, p.name));
      type.addMethod(constructor.build());
    }

    /**
     * Whether the ramp sets the fields. The direct form creates frames too, and the frame itself
     * would be one more argument of a constructor.
     */
    private boolean storesParameters() {
      return direct != null
          || (method.coroutineType().constructor() == Constructor.NOTHING
              && (isStatic ? 1 : 2)
                      + JvmTypes.slots(method.parameters().stream().map(Variable::type))
                  > JvmTypes.MOST_SLOTS);
    }

    /** The index of the first argument of the user's, after the receiver and the captures. */
    private int firstArgument() {
      return (isStatic ? 0 : 1) + method.declaration().captures();
    }

    private String arguments(int from) {
      List<String> names = new ArrayList<>();
      parameters.subList(from, parameters.size()).forEach(p -> names.add(p.name));
      return String.join(", ", names);
    }

    private MethodSpec ramp() {
      TypeName result = naming.types.name(method.coroutineType().type());
      String frame = naming.frame();
      String coroutine = naming.fresh("coroutine");
      MethodSpec.Builder ramp =
          MethodSpec.methodBuilder(RAMP)
              .addJavadoc("What a call of the coroutine does.\n")
              .addModifiers(Modifier.STATIC)
              .addTypeVariables(typeVariables)
              .returns(result);
      parameters.forEach(p -> ramp.addParameter(p.type, p.name));
      if (method.coroutineType().isPooled()) {
        String failure = naming.fresh("failure");
        ramp.addStatement("$T $L = ($T) $L.$L()", frameType, frame, frameType, pool, Abi.ACQUIRE);
        ramp.addStatement("$T $L", result, coroutine);
        ramp.beginControlFlow("try");
        ramp.beginControlFlow("if ($L == null)", frame);
        ramp.addStatement("$L = new $T()", frame, frameType);
        ramp.endControlFlow();
        parameters.forEach(p -> ramp.addStatement("$L.$L = $L", frame, p.name, p.name));
        ramp.addStatement("$L = $L.getReturnObject()", coroutine, frame);
        ramp.nextControlFlow("catch ($T $L)", Throwable.class, failure);
        ramp.addStatement("POOL.$L($L)", Abi.DROP, frame);
        ramp.addStatement("throw $L", failure);
        ramp.endControlFlow();
        return ramp.addStatement("$L.$L()", frame, Abi.START)
            .addStatement("return $L", coroutine)
            .build();
      } else if (storesParameters()) {
        ramp.addStatement("$T $L = new $T()", frameType, frame, frameType);
        parameters.forEach(p -> ramp.addStatement("$L.$L = $L", frame, p.name, p.name));
      } else {
        ramp.addStatement("$T $L = new $T($L)", frameType, frame, frameType, arguments(0));
      }
      return ramp.addStatement("$T $L = $L.getReturnObject()", result, coroutine, frame)
          .addStatement("$L.$L()", frame, Abi.START)
          .addStatement("return $L", coroutine)
          .build();
    }

    private MethodSpec stepOverride() {
      return MethodSpec.methodBuilder(Abi.STEP)
          .addAnnotation(Override.class)
          .addModifiers(Modifier.PROTECTED)
          .returns(StepEmitter.ANY_AWAITER)
          .addException(Throwable.class)
          .addStatement(
              "$L",
              directEmitter == null
                  ? "return " + step("this")
                  : steps.isEmpty()
                      ? "return start(this)"
                      : method.isRecursive()
                          ? "return "
                              + Abi.RESUME_POINT
                              + "() == 0 && !"
                              + Abi.IS_DEEP
                              + "() ? start(this) : "
                              + step("this")
                          : "return "
                              + Abi.RESUME_POINT
                              + "() == 0 ? start(this) : "
                              + step("this"))
          .build();
    }

    /** A call of the method that runs the body. */
    private String step(String frame) {
      return partition.isSplit() ? PARTS + "(" + frame + ")" : step("step", frame);
    }

    private String step(String name, String frame, String... more) {
      List<String> arguments = new ArrayList<>();
      if (!isStatic) {
        arguments.add((frame.equals("this") ? "" : frame + ".") + naming.self);
      }
      arguments.add(frame);
      arguments.addAll(List.of(more));
      return name + "(" + String.join(", ", arguments) + ")";
    }

    private MethodSpec.Builder stepMethod(String name) {
      return MethodSpec.methodBuilder(name)
          .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
          .addTypeVariables(typeVariables)
          .returns(StepEmitter.ANY_AWAITER)
          .addException(Throwable.class);
    }

    /**
     * The step method. It is static so that a name of the user's cannot mean a member of the
     * promise.
     */
    private MethodSpec step(int index, CodeBlock body) {
      MethodSpec.Builder builder = stepMethod(partition.isSplit() ? partName(index) : "step");
      if (!isStatic) {
        builder.addParameter(naming.types.name(method.host().asType()), naming.self);
      }
      builder.addParameter(frameType, naming.frame());
      if (partition.isSplit()) {
        builder.addParameter(int.class, naming.state);
      }
      return builder.addCode(body).build();
    }

    private String partName(int index) {
      return "step" + (index + 1);
    }

    /**
     * Runs the parts:
     *
     * <pre>{@code
     * int state = frame.entry();
     * for (; ; ) {
     *   Awaiter<?> awaiter = switch ((state & 0x7fffffff) >>> 6) {
     *     case 0 -> step1(frame, state);
     *     …
     *   };
     *   if (awaiter != GO_ON) {
     *     return awaiter;
     *   }
     *   state = frame.next;
     * }
     * }</pre>
     */
    private MethodSpec parts() {
      String frame = naming.frame();
      String awaiter = naming.of(Role.AWAITER);
      MethodSpec.Builder builder =
          stepMethod(PARTS)
              .addJavadoc("Runs the parts of the body.\n")
              .addParameter(frameType, frame)
              .addStatement("int $L = $L.$L()", naming.state, frame, Abi.ENTRY)
              .beginControlFlow("for (; ; )")
              .addCode(
                  "$T $L = switch (($L & 0x7fffffff) >>> $L) {\n$>",
                  StepEmitter.ANY_AWAITER,
                  awaiter,
                  naming.state,
                  states.bits());
      for (int i = 0; i < steps.size(); i++) {
        builder.addCode("case $L -> $L;\n", i, step(partName(i), frame, naming.state));
      }
      return builder
          .addCode(
              "default -> throw new $T($S + $L);\n$<};\n",
              IllegalStateException.class,
              "state ",
              naming.state)
          .beginControlFlow("if ($L != $L)", awaiter, naming.goOn)
          .addStatement("return $L", awaiter)
          .endControlFlow()
          .addStatement("$L = $L.$L", naming.state, frame, naming.next)
          .endControlFlow()
          .build();
    }

    private void push(TypeSpec.Builder type, Structurer.@Nullable Body body) {
      TypeMirror sink = method.coroutineType().sink();
      if (sink != null && body != null) {
        new PushMethods(method, naming, typeVariables, frameType, sink)
            .addTo(type, new PushEmitter(frame, body));
      }
    }

    /**
     * Adds methods that represent the initialisation of classes. The binder replaces calls of them
     * by the initialising instruction.
     */
    private void initialisers(TypeSpec.Builder type) {
      naming
          .initialisers()
          .forEach(
              (initialised, name) ->
                  type.addMethod(
                      MethodSpec.methodBuilder(name)
                          .addJavadoc(
                              "Initialises {@code $L} in front of what is evaluated next.\n",
                              initialised.getSimpleName())
                          .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                          // The selector of a switch may be of an enum that cannot be named here.
                          .returns(
                              initialised.getKind() == ElementKind.ENUM
                                  ? ClassName.OBJECT
                                  : naming.types.name(initialised))
                          .addStatement("return null")
                          .build()));
    }

    private Map<String, String> initialised() {
      Map<String, String> byName = new HashMap<>();
      naming
          .initialisers()
          .forEach(
              (type, name) ->
                  byName.put(
                      name,
                      (type.getKind() == ElementKind.ENUM ? FrameSource.ENUM : "")
                          + jvm.internalName(type)));
      return byName;
    }

    private MethodSpec location() {
      return MethodSpec.methodBuilder(Abi.LOCATION)
          .addAnnotation(Override.class)
          .addModifiers(Modifier.PROTECTED)
          .returns(StackTraceElement.class)
          .addStatement(
              "return $L($S, $S, $S, $L)",
              Abi.LOCATION,
              elements.getBinaryName(method.host()).toString(),
              method.declaration().name(),
              method.sourceFile(),
              LineTable.of(method.line(), states.linesByState()))
          .build();
    }

    private MethodSpec recycle() {
      return MethodSpec.methodBuilder("recycle")
          .addAnnotation(Override.class)
          .addModifiers(Modifier.PROTECTED)
          .addStatement("super.recycle()")
          .addStatement("$L.$L(this)", pool, Abi.RELEASE)
          .build();
    }

    private MethodSpec unreturned() {
      return MethodSpec.methodBuilder("unreturned")
          .addAnnotation(Override.class)
          .addModifiers(Modifier.PROTECTED)
          .addStatement("handle().destroy()")
          .build();
    }
  }
}
