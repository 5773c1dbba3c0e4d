package dev.suspendable.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a frame class that return their argument as another type. {@code var} takes a type
 * that source cannot spell from such a method.
 *
 * <pre>{@code
 * var map = type$1(null);          // a local
 * private Map map;                 // its field: the erasure
 * map = type$1(frame.map);         // restored
 * private static <I extends Number & Comparable<?>> Map<String, I> type$1(Map value) {
 *   return (Map<String, I>) value;
 * }
 * }</pre>
 *
 * <p>{@code I} has no constraints other than its bounds, so javac infers the intersection of the
 * bounds.
 */
final class TypeMethods {
  private static final String SHOW = "as$";

  private final Map<Inferred, String> inferring = new LinkedHashMap<>();
  private boolean shows;

  /** The type that a generated method must provide; equal for equal types. */
  private record Inferred(TypeName type, TypeName erasure, List<Object> variables) {
    static Inferred of(Spelling spelling, TypeName erasure) {
      return new Inferred(
          spelling.type(),
          erasure,
          spelling.variables().stream()
              .map(variable -> (Object) List.of(variable, variable.bounds()))
              .toList());
    }
  }

  /** The method whose result has the type. */
  String inferring(Spelling spelling, TypeName erasure) {
    return inferring.computeIfAbsent(
        Inferred.of(spelling, erasure), key -> "type$" + (inferring.size() + 1));
  }

  /** The method that presents a value as its type argument, without a check. */
  String show() {
    shows = true;
    return SHOW;
  }

  /**
   * Adds the methods that have been requested.
   *
   * @param variables the type variables of the frame class
   * @param frame the frame class with its type arguments; null if it has none
   */
  void addTo(TypeSpec.Builder type, List<TypeVariableName> variables, @Nullable TypeName frame) {
    if (shows) {
      TypeVariableName shown = TypeVariableName.get("S$");
      type.addMethod(
          MethodSpec.methodBuilder(SHOW)
              .addJavadoc(
                  "The value, of whatever class it is: javac adds a cast where one is due.\n")
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
              .addTypeVariable(shown)
              .returns(shown)
              .addParameter(Object.class, "value")
              .addStatement("return ($T) value", shown)
              .build());
    }
    inferring.forEach(
        (key, name) -> {
          MethodSpec.Builder method =
              MethodSpec.methodBuilder(name)
                  .addJavadoc("The value, in a type that has no name.\n")
                  .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                  .returns(key.type)
                  .addTypeVariables(variables);
          for (Object variable : key.variables) {
            method.addTypeVariable((TypeVariableName) ((List<?>) variable).get(0));
          }
          if (frame != null) {
            method.addParameter(frame, "frame");
          }
          type.addMethod(
              method
                  .addParameter(key.erasure, "value")
                  .addStatement("return ($T) value", key.type)
                  .build());
        });
  }
}
