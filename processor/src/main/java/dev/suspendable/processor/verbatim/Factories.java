package dev.suspendable.processor.verbatim;

import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.model.HostBody;
import dev.suspendable.processor.model.JvmTypes;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.types.DenotableTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Spells what a creation takes in addition in the frame: the factory of a local or anonymous class,
 * and the enclosing instance of an inner class.
 */
final class Factories {
  private final BodyContext context;
  private final Names names;

  Factories(BodyContext context, Names names) {
    this.context = context;
    this.names = names;
  }

  /**
   * The creation of an object by a factory.
   *
   * @param type the class that it instantiates: for {@code new Type() { … }} the anonymous one
   * @param created the type as the creation names it
   * @param ofConstructor the type arguments before the name, {@code new <String>Type()}; empty if
   *     there are none
   */
  record Creation(
      TypeElement type,
      ExecutableElement constructor,
      DeclaredType created,
      List<TypeMirror> ofConstructor) {}

  /** Type arguments in brackets; empty if javac infers them. */
  private Code typeArguments(Creation creation) {
    List<TypeMirror> arguments = new ArrayList<>();
    DeclaredType created = creation.created;
    Lifted.typeParametersAround(creation.type)
        .forEach(parameter -> arguments.add(argumentAround(parameter, created)));
    arguments.addAll(created.getTypeArguments());
    arguments.addAll(creation.ofConstructor);
    boolean isKnown =
        !arguments.isEmpty()
            && creation.constructor.getTypeParameters().size() == creation.ofConstructor.size()
            && created.getTypeArguments().size() == creation.type.getTypeParameters().size()
            && arguments.stream().allMatch(context.denotable::isNamed);
    if (!isKnown) {
      return Code.EMPTY;
    }
    Code code = Code.of("<");
    for (int i = 0; i < arguments.size(); i++) {
      code = Code.of(code, i == 0 ? "" : ", ", new Code.TypeRef(arguments.get(i)));
    }
    return Code.of(code, ">");
  }

  /** The type argument for a type parameter of the code around a class that is created. */
  private static TypeMirror argumentAround(TypeParameterElement parameter, DeclaredType created) {
    TypeMirror around = created.getEnclosingType();
    while (around instanceof DeclaredType outer) {
      int index = ((TypeElement) outer.asElement()).getTypeParameters().indexOf(parameter);
      if (index >= 0 && index < outer.getTypeArguments().size()) {
        return outer.getTypeArguments().get(index);
      }
      around = outer.getEnclosingType();
    }
    return parameter.asType();
  }

  /**
   * {@code Local.new$1Local(}, a call of the factory of a local or anonymous class up to the
   * arguments for its constructor.
   *
   * @param isInitialised whether the class is already initialised when the arguments are evaluated
   * @param outer the enclosing instance; empty if there is none
   * @param captured spells a captured variable
   * @param hasArguments whether there are any
   */
  Code creation(
      Creation creation,
      boolean isInitialised,
      Code outer,
      Function<VariableElement, Code> captured,
      boolean hasArguments) {
    TypeElement type = creation.type;
    ExecutableElement constructor = creation.constructor;
    List<Code> arguments = new ArrayList<>();
    if (!outer.isEmpty()) {
      arguments.add(outer);
    }
    JvmTypes jvm = new JvmTypes(context.types, context.elements);
    List<HostBody.Capture> captures = new ArrayList<>();
    for (VariableElement variable : context.localClasses.capturedBy(type)) {
      captures.add(
          new HostBody.Capture(
              variable.getSimpleName().toString(), jvm.descriptor(variable.asType())));
      arguments.add(captured.apply(variable));
    }
    // Those of an anonymous class are inferred, so only the code that creates it may name them.
    boolean isAnonymous = type.getNestingKind() == NestingKind.ANONYMOUS;
    DenotableTypes denotable = context.denotable.with(constructor.getTypeParameters());
    List<TypeMirror> parameters =
        constructor.getParameters().stream()
            .map(Element::asType)
            .map(p -> isAnonymous && !denotable.isNamed(p) ? context.types.erasure(p) : p)
            .toList();
    String factory = context.members.creation(type, constructor, parameters, captures);
    Code call =
        Code.of(
            // For a static method only the static type of its qualifier matters.
            isInitialised ? new Code.ClassRef(type) : new Code.Initialise(type),
            ".",
            typeArguments(creation),
            factory + "(");
    for (int i = 0; i < arguments.size(); i++) {
      boolean isLast = i + 1 == arguments.size() && !hasArguments;
      call = Code.of(call, arguments.get(i), isLast ? "" : ", ");
    }
    return call;
  }

  /** The enclosing instance that {@code new Inner()} takes; empty if it needs none. */
  Code implicitOuter(TypeElement created, Tree at) {
    if (created.getNestingKind() != NestingKind.MEMBER
        || created.getKind() != ElementKind.CLASS
        || created.getModifiers().contains(Modifier.STATIC)) {
      return Code.EMPTY;
    }
    TypeElement outer = Declarations.classOf(created);
    for (TypeElement type = context.host; type != null; type = Declarations.classAround(type)) {
      if (isSubclass(type, outer)) {
        return names.instance(type, at);
      }
    }
    return Code.EMPTY;
  }

  private boolean isSubclass(TypeElement type, TypeElement superclass) {
    return context.types.isSubtype(
        context.types.erasure(type.asType()), context.types.erasure(superclass.asType()));
  }

  /** The class that a creation names: for an anonymous class its superclass. */
  @Nullable TypeElement createdClass(NewClassTree tree) {
    Element element = context.source.element(TreeForms.withoutArguments(tree.getIdentifier()));
    return element instanceof TypeElement type ? type : null;
  }

  /**
   * The class that a creation instantiates, if javac adds captured variables to its arguments, or
   * may do so: a local or anonymous class, or an inner class of one.
   */
  @Nullable TypeElement createdByFactory(NewClassTree tree) {
    Element element =
        tree.getClassBody() == null
            ? createdClass(tree)
            : context.source.element(tree.getClassBody());
    return element instanceof TypeElement type && needsFactory(type) ? type : null;
  }

  boolean needsFactory(TypeElement type) {
    return Lifted.isLifted(type) || (Lifted.isInLifted(type) && Lifted.hasOuterInstance(type));
  }

  /** The enclosing instance that a creation takes if none is written; empty if it needs none. */
  Code outerOf(TypeElement type, Tree at) {
    if (!Lifted.hasOuterInstance(type)) {
      return Code.EMPTY;
    }
    return Lifted.isLifted(type)
        ? names.instance(Declarations.classOf(type), at)
        : implicitOuter(type, at);
  }
}
