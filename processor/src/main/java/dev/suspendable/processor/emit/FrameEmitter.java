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
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.CoroutineType.Constructor;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.DirectLinks;
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
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Writes the frame class of one coroutine. */
public final class FrameEmitter {
  static final String RAMP = "ramp";

  /**
   * Lint categories by name: {@code all} does not silence javac. The user has seen these warnings
   * for the same code already.
   */
  private static final String[] SUPPRESSED = {
    "unchecked", "rawtypes", "deprecation", "removal", "cast", "fallthrough", "static", "try",
    "divzero", "empty", "finally", "serial", "varargs", "overloads", "unused", "all"
  };

  private final Elements elements;
  private final JvmTypes jvm;
  private final Map<PackageElement, Boolean> hidesJavaLang = new HashMap<>();

  public FrameEmitter(Types types, Elements elements) {
    this.elements = elements;
    this.jvm = new JvmTypes(types, elements);
  }

  /**
   * Writes the source.
   *
   * @param direct what the direct form is to return, null for no direct form
   * @param body the statements of the direct form; null if it is only to defer calls, or not to be
   * @param hasEntry whether other files may link to the direct form
   */
  public FrameSource emit(
      SuspendableMethod method,
      Graph graph,
      FrameLayout layout,
      @Nullable TypeMirror direct,
      Structurer.@Nullable Body body,
      boolean hasEntry) {
    Writing writing = new Writing(method, graph, layout, direct, body, Set.of());
    FrameSource source = writing.source(hasEntry);
    Set<String> heads = writing.heads();
    return writing.naming.obscures(heads)
        ? new Writing(method, graph, layout, direct, body, heads).source(hasEntry)
        : source;
  }

  private Set<String> inheritedFields(TypeElement promise) {
    return ElementFilter.fieldsIn(elements.getAllMembers(promise)).stream()
        .map(field -> field.getSimpleName().toString())
        .collect(Collectors.toSet());
  }

  /** A class of the host's package may have a name that {@code java.lang} has too. */
  private boolean hidesJavaLang(PackageElement hostPackage) {
    // Asked once for each package, which may have many classes.
    return hidesJavaLang.computeIfAbsent(
        hostPackage,
        key ->
            key.getEnclosedElements().stream()
                .map(element -> element.getSimpleName().toString())
                .anyMatch(name -> !name.contains(FrameName.MARK) && isInJavaLang(name)));
  }

  private boolean isInJavaLang(String simpleName) {
    String name = "java.lang." + simpleName;
    ModuleElement base = elements.getModuleElement("java.base");
    // Without its module, javac looks in each that there is.
    return (base == null ? elements.getTypeElement(name) : elements.getTypeElement(base, name))
        != null;
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
    private final List<StepEmitter> steps = new ArrayList<>();
    private final FrameNames frames = new FrameNames(elements, jvm);
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
        @Nullable TypeMirror direct,
        Structurer.@Nullable Body body,
        Set<String> heads) {
      this.method = method;
      this.graph = graph;
      this.layout = layout;
      this.inheritedFields = inheritedFields(method.coroutineType().promise());
      this.markers = new Markers(inheritedFields);
      this.naming = new Naming(method, layout, new FrameTypes(elements), heads);
      this.direct = direct;
      this.partition = layout.partition();
      this.states = new States(graph, partition);
      this.fields = new FrameFields(method, layout, naming, markers, direct);
      Completing completing = new Completing(naming, fields.result());
      for (Partition.Part part : partition.parts()) {
        steps.add(
            new StepEmitter(
                method, graph, layout, part, naming, markers, states, frames, completing));
      }
      this.directEmitter =
          body == null || direct == null
              ? null
              : new DirectEmitter(method, body, layout, naming, markers, states, frames, direct);
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
        parameters.add(new Field(naming.types.ofField(parameter.type()), naming.of(parameter)));
      }
    }

    /** What the names of types begin with in the source. */
    Set<String> heads() {
      return markers.heads();
    }

    FrameSource source(boolean hasEntry) {
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
      pool(type);
      loadVoid(type);
      fields.addTo(type);
      constructor(type);
      type.addMethod(ramp());
      type.addMethod(stepOverride());
      if (direct != null) {
        new DirectMethods(
                method, layout, naming, typeVariables, rawFrame, frameType, direct, fields.result())
            .addTo(type, directEmitter);
      }
      if (partition.isSplit()) {
        type.addMethod(parts());
      }
      for (int i = 0; i < bodies.size(); i++) {
        type.addMethod(step(i, bodies.get(i)));
      }
      push(type);
      LinkedCalls links = new LinkedCalls(naming, jvm, markers);
      links.addTo(type);
      fields.addClearTo(type);
      type.addMethod(location());
      if (method.coroutineType().isPooled()) {
        type.addMethod(recycle());
      }
      JavaFile file =
          JavaFile.builder(packageName, type.build())
              .indent("  ")
              .skipJavaLangImports(!hidesJavaLang(elements.getPackageOf(method.host())))
              .build();
      Markers.Stripped stripped = markers.strip(file.toString(), method.line());
      return new FrameSource(
          elements.getBinaryName(method.host()).toString(),
          packageName,
          frameName,
          elements.getBinaryName(method.coroutineType().promise()).toString(),
          body(method.declaration()),
          RAMP,
          rampDescriptor(),
          stripped.text(),
          method.sourceFile(),
          stripped.lines(),
          stripped.names(),
          method.members(),
          method.lifted(),
          new DirectLinks(
              links.calls(),
              hasEntry && directEmitter != null && direct != null ? entry(direct) : null),
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
      String run = "L" + DirectEmitter.RUN.reflectionName().replace('.', '/') + ";";
      return new DirectLinks.Entry(
          method.declaration().name(),
          "("
              + frame
              + run
              + "I"
              + arguments.substring(1, arguments.indexOf(')') + 1)
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
                    ParameterizedTypeName.get(
                        ClassName.get("dev.suspendable.coroutine", "FramePool"), rawFrame),
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
     * Something for the JIT: C2 inlines no method whose signature names a class that the method's
     * loader and protection domain have not loaded yet, and {@code Void awaitResume()} is such a
     * method in many an awaiter that lies beside the coroutine.
     */
    private void loadVoid(TypeSpec.Builder type) {
      if (graph.blocks().stream()
          .anyMatch(block -> block.terminator() instanceof Terminator.Suspend s && s.isVoid())) {
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
      if (method.coroutineType().isPooled() || direct != null) {
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

    /** What the user calls the arguments begins behind the receiver and what is captured. */
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
      String diamond = typeVariables.isEmpty() ? "" : "<>";
      if (method.coroutineType().isPooled()) {
        ramp.addStatement("$T $L = ($T) $L.acquire()", frameType, frame, frameType, pool);
        ramp.beginControlFlow("if ($L == null)", frame);
        ramp.addStatement("$L = new $T$L()", frame, rawFrame, diamond);
        ramp.endControlFlow();
        parameters.forEach(p -> ramp.addStatement("$L.$L = $L", frame, p.name, p.name));
      } else if (direct != null) {
        ramp.addStatement("$T $L = new $T$L()", frameType, frame, rawFrame, diamond);
        parameters.forEach(p -> ramp.addStatement("$L.$L = $L", frame, p.name, p.name));
      } else {
        ramp.addStatement(
            "$T $L = new $T$L($L)", frameType, frame, rawFrame, diamond, arguments(0));
      }
      return ramp.addStatement("$T $L = $L.getReturnObject()", result, coroutine, frame)
          .addStatement("$L.start()", frame)
          .addStatement("return $L", coroutine)
          .build();
    }

    private MethodSpec stepOverride() {
      return MethodSpec.methodBuilder("step")
          .addAnnotation(Override.class)
          .addModifiers(Modifier.PROTECTED)
          .returns(StepEmitter.ANY_AWAITER)
          .addException(Throwable.class)
          .addStatement(
              directEmitter == null
                  ? "return step(this)"
                  : steps.isEmpty()
                      ? "return start(this)"
                      : method.isRecursive()
                          ? "return resumePoint() == 0 && !isDeep() ? start(this) : step(this)"
                          : "return resumePoint() == 0 ? start(this) : step(this)")
          .build();
    }

    private MethodSpec.Builder stepMethod(String name) {
      return MethodSpec.methodBuilder(name)
          .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
          .addTypeVariables(typeVariables)
          .returns(StepEmitter.ANY_AWAITER)
          .addParameter(frameType, naming.frame())
          .addException(Throwable.class);
    }

    /** Static, so that a name of the user's cannot mean a member of the promise. */
    private MethodSpec step(int index, CodeBlock body) {
      MethodSpec.Builder builder = stepMethod(partition.isSplit() ? partName(index) : "step");
      if (partition.isSplit()) {
        builder.addParameter(int.class, naming.state);
      }
      if (!isStatic) {
        builder.addStatement(
            "final $T $L = $L.$L",
            naming.types.name(method.host().asType()),
            naming.self,
            naming.frame(),
            naming.self);
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
          stepMethod("step")
              .addJavadoc("Runs the parts of the body.\n")
              .addStatement("int $L = $L.entry()", naming.state, frame)
              .beginControlFlow("for (; ; )")
              .addCode(
                  "$T $L = switch (($L & 0x7fffffff) >>> $L) {\n$>",
                  StepEmitter.ANY_AWAITER,
                  awaiter,
                  naming.state,
                  states.bits());
      for (int i = 0; i < steps.size(); i++) {
        builder.addCode("case $L -> $L($L, $L);\n", i, partName(i), frame, naming.state);
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

    private void push(TypeSpec.Builder type) {
      TypeMirror sink = method.coroutineType().sink();
      if (sink != null) {
        PushMethods.body(method, graph, layout)
            .ifPresent(
                body ->
                    new PushMethods(method, naming, typeVariables, frameType, sink)
                        .addTo(
                            type,
                            new PushEmitter(
                                method, body, layout, naming, markers, states, frames)));
      }
    }

    private MethodSpec location() {
      return MethodSpec.methodBuilder("location")
          .addAnnotation(Override.class)
          .addModifiers(Modifier.PROTECTED)
          .returns(StackTraceElement.class)
          .addStatement(
              "return location($S, $S, $S, $L)",
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
          .addStatement("$L.release(this)", pool)
          .build();
    }
  }
}
