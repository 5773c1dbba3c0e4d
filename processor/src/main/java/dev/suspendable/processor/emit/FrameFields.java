package dev.suspendable.processor.emit;

import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.suspendable.processor.analyze.FrameLayout;
import dev.suspendable.processor.analyze.Partition;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code.Role;
import dev.suspendable.processor.model.SuspendableMethod;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The fields of a frame class. They keep arguments, variables, and a primitive result. */
final class FrameFields {
  private final SuspendableMethod method;
  private final Naming naming;
  private final Markers markers;
  private final Partition partition;

  /** The variables that share each field, by the variable that names it. */
  private final Map<Variable, List<Variable>> kept = new LinkedHashMap<>();

  private final @Nullable TypeMirror resultType;
  private final @Nullable String result;
  private final boolean isResultShared;

  /**
   * @param direct the type that the direct form returns, null without a direct form
   */
  FrameFields(
      SuspendableMethod method,
      FrameLayout layout,
      Naming naming,
      Markers markers,
      @Nullable TypeMirror direct) {
    this.markers = markers;
    this.method = method;
    this.naming = naming;
    this.partition = layout.partition();
    for (Variable variable : layout.kept()) {
      kept.computeIfAbsent(layout.owner(variable), owner -> new ArrayList<>()).add(variable);
    }
    this.resultType = direct != null && direct.getKind().isPrimitive() ? direct : null;
    Variable dead =
        kept.keySet().stream()
            .filter(owner -> resultType != null && owner.type().getKind() == resultType.getKind())
            .findFirst()
            .orElse(null);
    this.isResultShared = dead != null;
    this.result =
        resultType == null ? null : dead != null ? naming.of(dead) : naming.fresh("result");
  }

  /**
   * The field for a primitive result: a field of the same type that is dead at the end, if there is
   * one. Null if the promise gets the result.
   */
  @Nullable String result() {
    return result;
  }

  void addTo(TypeSpec.Builder type) {
    if (naming.hasSelf) {
      type.addField(naming.types.name(method.host().asType()), naming.self, Modifier.PRIVATE);
    }
    kept.forEach((owner, variables) -> type.addField(field(owner, variables)));
    if (result != null && resultType != null && !isResultShared) {
      type.addField(naming.types.name(resultType), result, Modifier.PRIVATE);
    }
    if (partition.isSplit()) {
      addForParts(type);
    }
  }

  private FieldSpec field(Variable owner, List<Variable> variables) {
    FieldSpec.Builder field =
        FieldSpec.builder(naming.types.name(owner.type()), naming.of(owner), Modifier.PRIVATE);
    if (variables.size() > 1) {
      field.addJavadoc(
          "One of $L: no two of them are needed at the same time.\n",
          String.join(", ", variables.stream().map(naming::of).toList()));
    }
    return field.build();
  }

  private void addForParts(TypeSpec.Builder type) {
    type.addField(
        FieldSpec.builder(
                StepEmitter.ANY_AWAITER,
                naming.goOn,
                Modifier.PRIVATE,
                Modifier.STATIC,
                Modifier.FINAL)
            .addJavadoc("From a part: continue in another part. No body can wait for this.\n")
            .initializer("$L$T.INSTANCE", markers.head(), AbiTypes.SUSPEND_NEVER)
            .build());
    type.addField(int.class, naming.next, Modifier.PRIVATE);
    if (partition.isCarried(Role.AWAITER)) {
      type.addField(StepEmitter.ANY_AWAITER, naming.of(Role.AWAITER), Modifier.PRIVATE);
    }
    if (partition.isCarried(Role.THROWN)) {
      type.addField(Throwable.class, naming.of(Role.THROWN), Modifier.PRIVATE);
    }
  }

  /** Adds the method that sets all references to null. */
  void addClearTo(TypeSpec.Builder type) {
    Set<String> references = new LinkedHashSet<>();
    if (naming.hasSelf) {
      references.add(naming.self);
    }
    for (Variable owner : kept.keySet()) {
      if (!owner.type().getKind().isPrimitive()) {
        references.add(naming.of(owner));
      }
    }
    if (!references.isEmpty()) {
      MethodSpec.Builder clear =
          MethodSpec.methodBuilder(Abi.CLEAR)
              .addAnnotation(Override.class)
              .addModifiers(Modifier.PROTECTED);
      references.forEach(name -> clear.addStatement("$L = null", name));
      type.addMethod(clear.build());
    }
  }
}
