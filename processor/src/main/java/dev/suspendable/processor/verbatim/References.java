package dev.suspendable.processor.verbatim;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.ParameterizedTypeTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Declarations;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import dev.suspendable.processor.types.FunctionalInterfaces;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Spells method and constructor references, some of them as lambdas. */
final class References {
  private final TextReader reader;
  private final Source source;
  private final BodyContext context;

  References(TextReader reader) {
    this.reader = reader;
    this.source = reader.source;
    this.context = reader.context;
  }

  void read(MemberReferenceTree tree) {
    Element element = source.element(tree);
    TypeElement superOf = reader.inherited.superQualifier(tree.getQualifierExpression());
    if (superOf != null && element != null) {
      reader.edits.replace(tree.getQualifierExpression(), reader.names.instance(superOf, tree));
      reader.scan(tree.getTypeArguments(), null);
      reader.edits.replaceLastWord(
          tree, reader.inherited.ofSuper(element, tree.getQualifierExpression(), superOf));
      return;
    }
    if (element instanceof ExecutableElement constructor
        && tree.getMode() == MemberReferenceTree.ReferenceMode.NEW
        && constructorReference(tree, constructor)) {
      return;
    }
    if (element instanceof ExecutableElement method
        && tree.getMode() == MemberReferenceTree.ReferenceMode.INVOKE
        && reader.names.isOfHiddenClass(method)) {
      referenceAsLambda(tree, method);
      return;
    }
    if (element != null && reader.names.isMember(element)) {
      protectedReference(tree, element);
    } else {
      reader.scan(tree.getQualifierExpression(), null);
    }
    reader.scan(tree.getTypeArguments(), null);
  }

  /**
   * Writes a method reference as a lambda if a class inherits the method from one that the host may
   * not name. Otherwise the JVM would look for the class that declares it. javac does the same for
   * the user's code, but in the frame's view that class is public.
   */
  private void referenceAsLambda(MemberReferenceTree tree, ExecutableElement method) {
    List<? extends TypeMirror> types = parameterTypes(tree);
    List<String> parameters = parameters(types.size());
    ExpressionTree qualifier = tree.getQualifierExpression();
    TypeElement named =
        source.element(TreeForms.withoutArguments(qualifier)) instanceof TypeElement type
            ? type
            : null;
    boolean isOfType = named != null;
    boolean isUnbound = isOfType && !method.getModifiers().contains(Modifier.STATIC);
    if (!isOfType && !reader.isFixed(qualifier)) {
      throw source.refuse(
          Diagnostic.NOT_SUPPORTED,
          tree,
          "a reference to a method of a class that is not public, of a value",
          "assign the value to a local variable first");
    }
    TypeElement site = reader.inherited.siteOfProtectedStatic(method);
    TypeMirror asSite =
        site != null
            ? null
            : reader.inherited.showProtected(
                method, isUnbound ? types.get(0) : source.typeOrNull(qualifier));
    Code receiver =
        site != null
            ? Code.of(new Code.ClassRef(site))
            : isUnbound ? Code.of(parameters.get(0)) : reader.inLambda(() -> reader.sub(qualifier));
    reader.edits.replace(
        tree,
        "(" + String.join(", ", parameters) + ") -> ",
        asSite == null ? receiver : Code.of("((", new Code.TypeRef(asSite), ") ", receiver, ")"),
        ".",
        reader.typeArguments(tree.getTypeArguments()),
        site == null || named == null
            ? Code.of(reader.names.name(method))
            : reader.inherited.protectedStatic(method, site, named),
        "(" + String.join(", ", parameters.subList(isUnbound ? 1 : 0, parameters.size())) + ")");
  }

  private List<? extends TypeMirror> parameterTypes(MemberReferenceTree tree) {
    FunctionalInterfaces.Function function =
        new FunctionalInterfaces(context.types, context.elements).of(source.type(tree));
    if (function == null) {
      throw new Refusal();
    }
    return function.type().getParameterTypes();
  }

  private List<String> parameters(int count) {
    List<String> parameters = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      parameters.add(reader.names.fresh("argument" + i));
    }
    return parameters;
  }

  /** Writes the qualifier of a method reference, and the method's name if it has another one. */
  private void protectedReference(MemberReferenceTree tree, Element method) {
    ExpressionTree qualifier = tree.getQualifierExpression();
    if (!(source.element(TreeForms.withoutArguments(qualifier)) instanceof TypeElement named)) {
      reader.showProtected(method, qualifier);
      reader.scan(qualifier, null);
      return;
    }
    TypeElement site = reader.inherited.siteOfProtectedStatic(method);
    TypeMirror asSite =
        site == null ? reader.inherited.showProtected(method, source.typeOrNull(qualifier)) : null;
    if (site != null) {
      reader.edits.replace(qualifier, new Code.ClassRef(site));
      reader.edits.replaceLastWord(tree, reader.inherited.protectedStatic(method, site, named));
    } else if (asSite != null) {
      reader.edits.replace(qualifier, new Code.TypeRef(asSite));
    } else {
      reader.scan(qualifier, null);
    }
  }

  /**
   * Writes {@code Local::new} and {@code Inner::new} as lambdas. Returns whether the tree is one of
   * these.
   */
  private boolean constructorReference(MemberReferenceTree tree, ExecutableElement constructor) {
    TypeElement type = Declarations.classOf(constructor);
    Code outer = reader.factories.outerOf(type, tree);
    if (!reader.factories.needsFactory(type) && outer.isEmpty()) {
      return false;
    }
    List<String> parameters = parameters(parameterTypes(tree).size());
    String list = String.join(", ", parameters);
    Code call =
        reader.inLambda(
            () ->
                reader.factories.needsFactory(type)
                    ? reader.factories.creation(
                        new Factories.Creation(
                            type,
                            constructor,
                            (DeclaredType) source.type(tree.getQualifierExpression()),
                            reader.typesOf(tree.getTypeArguments())),
                        true,
                        outer,
                        reader::captured,
                        !parameters.isEmpty())
                    : Code.of(
                        outer,
                        ".new ",
                        reader.typeArguments(tree.getTypeArguments()),
                        type.getSimpleName().toString(),
                        typeArgumentsOf(tree.getQualifierExpression(), type),
                        "("));
    reader.edits.replace(tree, "(" + list + ") -> ", call, list + ")");
    return true;
  }

  /** The type arguments of the class in a constructor reference, inferred if there are none. */
  private Code typeArgumentsOf(ExpressionTree qualifier, TypeElement type) {
    if (qualifier instanceof ParameterizedTypeTree parameterized) {
      return reader.typeArguments(parameterized.getTypeArguments());
    }
    return Code.of(type.getTypeParameters().isEmpty() ? "" : "<>");
  }
}
