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
 * A class of a nest whose class file frames are shown with other signatures: one that is {@link
 * Lifted}, or that code around it or its own gives type variables.
 *
 * @param type the class
 * @param binaryName its name
 * @param isLifted whether it is local or anonymous
 * @param typeParameters the type parameters that it gets in front of its own, as a signature
 *     without brackets; empty if it gets none
 * @param typeVariables their names
 * @param outer internal name of the class that encloses an inner one; null for any other
 * @param names the type variables that its code may name: by their names in the source, those that
 *     they have in what frames are shown ({@link TypeParameters#unique})
 * @param scope the latter, with those of shadowed type variables
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

  /** What a class looks like. */
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

  /** Whether frames see it, or what it mentions, in another way than the class file tells. */
  public boolean isChanged() {
    return Lifted.isInLifted(type) || renames();
  }

  /** The simple name of an inner class. */
  public String simpleName() {
    return type.getSimpleName().toString();
  }

  /** Whether a type variable has another name than in the class file. */
  public boolean renames() {
    return names.entrySet().stream().anyMatch(each -> !each.getKey().equals(each.getValue()));
  }
}
