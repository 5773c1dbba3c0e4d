package dev.suspendable.processor.model;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import org.jspecify.annotations.Nullable;

/**
 * A class of a nest whose class file has other signatures in the view of frames: it is {@link
 * Lifted}, or it has type variables of its own or from the code around it.
 *
 * @param type the class
 * @param binaryName its name
 * @param isLifted whether it is local or anonymous
 * @param typeParameters the type parameters that it gets before its own, as a signature without
 *     brackets; empty if it gets none
 * @param typeVariables their names
 * @param outer internal name of the class that encloses an inner one; null for any other
 * @param names the type variables that its code may name: source names, mapped to their names in
 *     the view of frames ({@link TypeParameters#unique})
 * @param scope the latter names, including those of shadowed type variables
 */
public record NestType(
    TypeElement type,
    String binaryName,
    boolean isLifted,
    String typeParameters,
    List<String> typeVariables,
    @Nullable String outer,
    Map<String, String> names,
    Set<String> scope) {

  /** Creates the description of a class. */
  public static NestType of(TypeElement type, JvmTypes jvm) {
    List<TypeParameterElement> added = Lifted.typeParameters(type);
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> scope = new LinkedHashSet<>();
    for (TypeParameterElement parameter : TypeParameters.inScope(type)) {
      String unique = TypeParameters.unique(parameter);
      names.putIfAbsent(parameter.getSimpleName().toString(), unique);
      scope.add(unique);
    }
    return new NestType(
        type,
        jvm.internalName(type).replace('/', '.'),
        Lifted.isLifted(type),
        jvm.typeParameters(added),
        added.stream().map(TypeParameters::unique).toList(),
        Lifted.isInner(type) ? jvm.internalName(Declarations.classOf(type)) : null,
        names,
        scope);
  }

  /** Whether frames see it, or the types that it mentions, differently from the class file. */
  public boolean isChanged() {
    return Lifted.isInLifted(type) || renames();
  }

  /** The simple name of an inner class. */
  public String simpleName() {
    return type.getSimpleName().toString();
  }

  /** Whether a type variable has a different name than in the class file. */
  public boolean renames() {
    return names.entrySet().stream().anyMatch(each -> !each.getKey().equals(each.getValue()));
  }
}
