package dev.suspendable.processor.emit;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Graph;
import dev.suspendable.processor.lower.Suspension;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Declaration;
import dev.suspendable.processor.model.Forms;
import dev.suspendable.processor.model.FrameLinks;
import dev.suspendable.processor.model.FrameName;
import dev.suspendable.processor.model.FrameSource;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Promise;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.structure.Structurer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
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
  private final Map<TypeElement, Set<String>> inheritedFields = new HashMap<>();

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
    return new FrameNames(elements, jvm).name(declaration).binaryName();
  }

  /** The blocks that suspend, by the state in which the frame resumes them. */
  public static Map<Integer, Block> suspensionsByState(Graph graph, FrameLayout layout) {
    return new States(graph, layout.partition()).suspensionsByState();
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
    return inheritedFields.computeIfAbsent(
        promise,
        type ->
            ElementFilter.fieldsIn(elements.getAllMembers(type)).stream()
                .map(field -> field.getSimpleName().toString())
                .collect(Collectors.toUnmodifiableSet()));
  }

  private final class Writing {
    private final SuspendableMethod method;
    private final Promise promise;
    private final Set<String> inheritedFields;
    private final Markers markers;
    private final Naming naming;
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
    private final FrameName name;
    private final FrameShape shape;

    Writing(
        SuspendableMethod method,
        Graph graph,
        FrameLayout layout,
        Forms forms,
        Structurer.@Nullable Body body,
        Set<String> heads) {
      this.method = method;
      this.promise = method.coroutineType().promise();
      this.graph = graph;
      this.inheritedFields = inheritedFields(promise.element());
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
      this.pool = promise.isPooled() ? naming.fresh("POOL") : "";
      this.name = frames.name(method.declaration());
      this.shape = FrameShape.of(frame);
    }

    /** The first words of the names of types in the source. */
    Set<String> heads() {
      return markers.heads();
    }

    FrameSource source(Structurer.@Nullable Body push) {
      List<CodeBlock> bodies = steps.stream().map(StepEmitter::emit).toList();
      RampMethods ramps = new RampMethods(frame, shape, direct != null, pool);
      StepMethods stepMethods = new StepMethods(frame, shape, directEmitter != null);
      InitialiserMethods initialisers = new InitialiserMethods(naming, jvm);
      HostLinks host = new HostLinks(frame, shape, jvm);
      TypeSpec.Builder type =
          TypeSpec.classBuilder(shape.raw().simpleName())
              .addModifiers(Modifier.FINAL)
              .addTypeVariables(shape.typeVariables())
              .superclass(naming.types.name(promise.type()))
              .avoidClashesWithNestedClasses(promise.element())
              .alwaysQualify(inheritedFields.toArray(String[]::new))
              .addAnnotation(suppressWarnings())
              .addJavadoc(
                  "The $L {@code $L.$L}, $L:$L. Generated by Suspendable.\n",
                  method.declaration() instanceof Declaration.Lambda ? "lambda in" : "coroutine",
                  name.hostName().replace('$', '.'),
                  method.declaration().name(),
                  method.origin().file(),
                  method.origin().line())
              .addJavadoc("\n@see $L\n", new SeeTag(jvm).of(method.declaration()));
      type.addStaticBlock(CodeBlock.of("$L($L);\n", Abi.REQUIRE_ABI, Abi.VERSION));
      ramps.pool(type);
      loadVoid(type);
      fields.addTo(type);
      ramps.constructor(type);
      type.addMethod(ramps.ramp());
      type.addMethod(stepMethods.stepOverride());
      if (direct != null) {
        new DirectMethods(
                frame, shape, direct, fields.result(), forms.isCalled() || forms.hasEntry())
            .addTo(type, directEmitter);
      }
      if (partition.isSplit()) {
        type.addMethod(stepMethods.parts());
      }
      for (int i = 0; i < bodies.size(); i++) {
        type.addMethod(stepMethods.step(i, bodies.get(i)));
      }
      push(type, push);
      LinkedCalls links = new LinkedCalls(naming, jvm, markers);
      links.addTo(type);
      initialisers.addTo(type);
      fields.addClearTo(type);
      naming.types.addTo(type);
      type.addMethod(location());
      new VariableTable(frame).addTo(type);
      ramps.pooling(type);
      // With all imports of java.lang; JavaLangImports removes the redundant ones.
      JavaFile file = JavaFile.builder(name.packageName(), type.build()).indent("  ").build();
      return new FrameSource(
          name,
          elements.getBinaryName(promise.element()).toString(),
          host.ramp(),
          markers.strip(file.toString()),
          naming.debugNames(),
          method.nest(),
          new FrameLinks(
              links.calls(),
              initialisers.initialised(),
              forms.hasEntry() && directEmitter != null && direct != null
                  ? host.entry(direct)
                  : null),
          method.origin());
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

    /**
     * Loads {@code Void} for the JIT compiler. C2 inlines no method whose signature names a class
     * that the method's loader and protection domain have not loaded yet. {@code Void
     * awaitResume()} is such a method in many awaiters that are declared next to the coroutine.
     */
    private void loadVoid(TypeSpec.Builder type) {
      if (graph.blocks().stream()
          .anyMatch(
              block -> block.terminator() instanceof Suspension.Await await && await.isVoid())) {
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

    private void push(TypeSpec.Builder type, Structurer.@Nullable Body body) {
      TypeMirror sink = promise.sink();
      if (sink != null && body != null) {
        new PushMethods(frame, shape, sink).addTo(type, new PushEmitter(frame, body));
      }
    }

    private MethodSpec location() {
      return MethodSpec.methodBuilder(Abi.LOCATION)
          .addAnnotation(Override.class)
          .addModifiers(Modifier.PROTECTED)
          .returns(StackTraceElement.class)
          .addStatement(
              "return $L($S, $S, $S, $L)",
              Abi.LOCATION,
              name.host(),
              method.declaration().name(),
              method.origin().file(),
              LineTable.of(method.origin().line(), states.linesByState()))
          .build();
    }
  }
}
