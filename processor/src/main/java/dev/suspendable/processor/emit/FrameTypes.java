package dev.suspendable.processor.emit;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.TypeScope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Spells types in a frame class. For a type that source cannot spell because it contains an
 * intersection, {@link TypeMethods} makes javac infer it.
 */
final class FrameTypes {
  private static final Pattern PLATFORM = Pattern.compile("(java|jdk)\\..*");

  private final Elements elements;
  private final Types types;
  private final ClassName frame;
  private final Map<TypeParameterElement, String> typeVariables;
  private final TypeScope scope;
  private final Map<TypeMirror, Spelling> spellings = new LinkedHashMap<>();
  private final TypeMethods methods = new TypeMethods();

  /**
   * @param frame the frame class
   * @param scope the types in scope
   * @param typeVariables the names of the type parameters in scope
   */
  FrameTypes(
      Elements elements,
      Types types,
      ClassName frame,
      TypeScope scope,
      Map<TypeParameterElement, String> typeVariables) {
    this.elements = elements;
    this.types = types;
    this.frame = frame;
    this.scope = scope;
    this.typeVariables = typeVariables;
  }

  /** The class without type arguments. */
  ClassName name(TypeElement type) {
    if (type.getNestingKind() == NestingKind.TOP_LEVEL) {
      return ClassName.get(type);
    }
    if (!Lifted.isLifted(type)) {
      TypeElement owner = scope.nameable().ownerOf(type);
      return name(owner == null ? Declarations.classOf(type) : owner)
          .nestedClass(type.getSimpleName().toString());
    }
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    String binaryName = elements.getBinaryName(type).toString();
    return ClassName.get(
        packageName,
        packageName.isEmpty() ? binaryName : binaryName.substring(packageName.length() + 1));
  }

  /** Whether a class and all its enclosing classes are public. */
  private static boolean isPublic(TypeElement type) {
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether frames cannot name a class. They see all other classes as public ({@code WidenedView}),
   * but the platform's classes unchanged.
   */
  private boolean isHidden(TypeElement type) {
    ModuleElement module = isPublic(type) ? null : elements.getModuleOf(type);
    return module != null && PLATFORM.matcher(module.getQualifiedName()).matches();
  }

  /**
   * Whether the JVM denies frames access to a class. The JVM treats a protected class as public.
   */
  private boolean isInaccessible(TypeElement type) {
    return !type.getModifiers().contains(Modifier.PUBLIC)
        && !type.getModifiers().contains(Modifier.PROTECTED)
        && !elements.getPackageOf(type).getQualifiedName().contentEquals(frame.packageName());
  }

  /** The type, or its erasure if the type cannot be spelt. */
  TypeName name(TypeMirror type) {
    if (type.getKind().isPrimitive() || type.getKind() == TypeKind.VOID) {
      return TypeName.get(type);
    }
    Spelling spelling = spelling(type);
    return spelling.isSpelt() ? spelling.type() : erasure(type);
  }

  private Spelling spelling(TypeMirror type) {
    return spellings.computeIfAbsent(type, t -> spell(t, this::isHidden));
  }

  private TypeName erasure(TypeMirror type) {
    Spelling erased = spell(types.erasure(type), this::isHidden);
    return erased.isSpelt() ? erased.type() : ClassName.OBJECT;
  }

  private Spelling spell(TypeMirror type, Predicate<TypeElement> hidden) {
    return Spelling.of(type, this, types, scope, hidden);
  }

  private boolean isSpelt(TypeMirror type) {
    return type.getKind().isPrimitive() || spelling(type).isSpelt();
  }

  /** The name of a type parameter. */
  String name(TypeParameterElement parameter) {
    return typeVariables.getOrDefault(parameter, parameter.getSimpleName().toString());
  }

  /** A type parameter with its bounds. */
  TypeVariableName parameter(TypeParameterElement parameter) {
    return TypeVariableName.get(
        name(parameter), parameter.getBounds().stream().map(this::name).toArray(TypeName[]::new));
  }

  /** Type parameters as the type arguments of a call, in brackets; empty if there are none. */
  String arguments(List<TypeParameterElement> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.stream().map(this::name).collect(joining(", ", "<", ">"));
  }

  /**
   * The start of a call of one of the frame's static methods, with explicit type arguments so that
   * nothing is inferred.
   */
  Text call(String method) {
    List<TypeParameterElement> parameters = scope.typeParameters();
    if (parameters.isEmpty()) {
      return Text.of("$L(", method);
    }
    Text.Builder call = Text.builder().add("$T.<", frame);
    for (int i = 0; i < parameters.size(); i++) {
      call.add(i == 0 ? "$T" : ", $T", parameter(parameters.get(i)));
    }
    return call.add(">$L(", method).build();
  }

  /** The text before code whose value is presented as this type, which it has at run time. */
  Text castStart(TypeMirror type) {
    return isSpelt(type)
        ? Text.of("($T) ", name(type))
        : Text.of("$L($T) ", inferred(type), erasure(type));
  }

  /** The text after that code. */
  String castEnd(TypeMirror type) {
    return isSpelt(type) ? "" : ")";
  }

  /** The text before a local variable's name, if its initialiser has this type. */
  Text inDeclaration(TypeMirror type) {
    return isSpelt(type) ? Text.of("$T", name(type)) : Text.of("var");
  }

  /** The initial value of a local variable, from which a {@code var} takes its type. */
  Text defaultValue(TypeMirror type) {
    if (!isSpelt(type)) {
      return Text.of("$Lnull)", inferred(type));
    }
    TypeKind kind = type.getKind();
    return Text.of(kind == TypeKind.BOOLEAN ? "false" : kind.isPrimitive() ? "0" : "null");
  }

  /**
   * The declaration of a copy that a lambda captures, up to its name. The captured types are part
   * of the type of a call site, and the JVM requires more of them than of a field's type: they must
   * be accessible.
   */
  Text captured(TypeMirror type, String copy, String variable) {
    TypeMirror erased = types.erasure(type);
    while (erased instanceof ArrayType array) {
      erased = array.getComponentType();
    }
    if (!(erased instanceof DeclaredType declared)
        || !isInaccessible((TypeElement) declared.asElement())) {
      return Text.of("$L $L = $L", inDeclaration(type), copy, variable);
    }
    Spelling spelling = spell(type, this::isInaccessible);
    return spelling.isSpelt()
        ? Text.of("$T $L = $L", spelling.type(), copy, variable)
        : Text.of("var $L = $L$L)", copy, inferred(spelling, erasure(type)), variable);
  }

  /** The value of a field that keeps a variable of this type. */
  Text stored(TypeMirror type, Text field) {
    return isSpelt(type) ? field : Text.of("$L$L)", inferred(type), field);
  }

  /** The start of a call that presents a value as a type without a check. */
  Text show(TypeMirror type) {
    return Text.of("$T.<$T>$L(", frame, name(type), methods.show());
  }

  private Text inferred(TypeMirror type) {
    return inferred(spelling(type), erasure(type));
  }

  private Text inferred(Spelling spelling, TypeName erasure) {
    String method = methods.inferring(spelling, erasure);
    // Otherwise the type variables in scope would be inferred too.
    return scope.typeParameters().isEmpty()
        ? Text.of("$L(", method)
        : Text.of("$L(($T) null, ", method, frameType());
  }

  /** The frame class with its type arguments. */
  TypeName frameType() {
    return scope.typeParameters().isEmpty()
        ? frame
        : ParameterizedTypeName.get(
            frame, scope.typeParameters().stream().map(this::parameter).toArray(TypeName[]::new));
  }

  /** Adds the methods that the spelt types need. */
  void addTo(TypeSpec.Builder type) {
    methods.addTo(
        type,
        scope.typeParameters().stream().map(this::parameter).toList(),
        scope.typeParameters().isEmpty() ? null : frameType());
  }
}
