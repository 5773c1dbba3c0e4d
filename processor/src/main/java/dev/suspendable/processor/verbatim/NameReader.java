package dev.suspendable.processor.verbatim;

import com.sun.source.tree.AnnotatedTypeTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Lifted;
import dev.suspendable.processor.model.Variable;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Replaces names that mean something else in the frame. */
abstract class NameReader extends TextReader {
  private final ClassNames classes;
  private final References references;
  private final Creations creations;

  NameReader(BodyContext context, Tree root, Tree whole, Map<Tree, Code.Hole> holes) {
    super(context, root, whole, holes);
    this.classes = new ClassNames(source, context.denotable);
    this.references = new References(this);
    this.creations = new Creations(this);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
    identifier(tree, Access.READ);
    return null;
  }

  final void identifier(IdentifierTree tree, Access access) {
    Element element = source.element(tree);
    if (element == null) {
      return;
    }
    String name = tree.getName().toString();
    Variable constant = names.constant(tree);
    Variable variable = constant != null ? constant : context.variable(element);
    if (variable != null) {
      edits.replace(tree, new Code.VariableRef(variable, access, isCaptured()));
    } else if (name.equals("this")) {
      if (context.host.equals(element.getEnclosingElement())) {
        edits.replace(tree, context.self());
      }
    } else if (element.getKind().isClass() || element.getKind().isInterface()) {
      TypeElement type = (TypeElement) element;
      edits.replace(tree, classes.type(type, tree));
    } else if (names.isMember(element) && !name.equals("super")) {
      edits.replace(tree, names.qualifier(element, tree), names.name(element));
    } else if (isVariable(element)) {
      edits.replace(tree, new Code.LocalName(name));
    }
  }

  /** {@code Local<String>} is {@code Host$1Local<T, String>}. */
  @Override
  public @Nullable Void visitParameterizedType(ParameterizedTypeTree tree, @Nullable Void unused) {
    if (source.element(tree.getType()) instanceof TypeElement type
        && !tree.getTypeArguments().isEmpty()) {
      TypeMirror implied = classes.implied(tree);
      if (implied != null) {
        edits.replace(tree, new Code.TypeRef(implied));
        return null;
      }
      int at = source.start(tree.getTypeArguments().get(0));
      for (TypeParameterElement parameter : Lifted.typeParameters(type)) {
        edits.insert(at, Code.of(new Code.TypeRef(parameter.asType()), ", "));
      }
    }
    return super.visitParameterizedType(tree, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
    String name = tree.getIdentifier().toString();
    if (name.equals("this")) {
      Element type = source.element(tree.getExpression());
      if (type instanceof TypeElement outer) {
        edits.replace(tree, names.instance(outer, tree));
      }
      return null;
    }
    Element element = source.element(tree);
    if (element instanceof TypeElement type && isPackage(tree.getExpression())) {
      // The root of a package's name might mean something else, so the name of a class is imported.
      edits.replace(tree, new Code.ClassRef(type));
      return null;
    }
    Variable constant = names.constant(tree);
    if (constant != null) {
      edits.replace(tree, new Code.VariableRef(constant, Access.READ, false));
      return null;
    }
    TypeElement superOf = inherited.superQualifier(tree.getExpression());
    if (superOf != null && element != null) {
      qualified(tree, inherited.superMember(element, tree.getExpression(), superOf, tree));
      return null;
    }
    if (element instanceof TypeElement type
        && (ClassNames.isGeneric(type) || classes.implied(tree) != null)) {
      edits.replace(tree, classes.type(type, tree));
      return null;
    }
    if (element != null && isNamedByClass(element, tree.getExpression())) {
      TypeElement site = inherited.siteOfProtectedStatic(element);
      TypeElement named = (TypeElement) source.element(tree.getExpression());
      if (site != null && named != null) {
        qualified(
            tree,
            new InheritedNames.Member(
                Code.of(new Code.ClassRef(site)), inherited.protectedStatic(element, site, named)));
        return null;
      }
    }
    if (element != null && names.isMember(element)) {
      showProtected(element, tree.getExpression());
      edits.replaceLastWord(tree, names.name(element));
    }
    return scan(tree.getExpression(), null);
  }

  /** Replaces the qualifier and the name; between them are the type arguments of a call, if any. */
  private void qualified(MemberSelectTree tree, InheritedNames.Member member) {
    edits.replace(tree.getExpression(), member.qualifier());
    edits.replaceLastWord(tree, member.name());
  }

  private boolean isNamedByClass(Element member, ExpressionTree qualifier) {
    return names.isMember(member) && source.element(qualifier) instanceof TypeElement;
  }

  /**
   * Whether a qualifier is a package, without an annotation after it as in {@code java.util.@A
   * List}.
   */
  private boolean isPackage(ExpressionTree qualifier) {
    Tree type = source.parent(qualifier);
    return source.element(qualifier) instanceof PackageElement
        && !(type != null && source.parent(type) instanceof AnnotatedTypeTree);
  }

  @Override
  public @Nullable Void visitAnnotatedType(AnnotatedTypeTree tree, @Nullable Void unused) {
    scan(tree.getUnderlyingType(), null);
    return scan(tree.getAnnotations(), null);
  }

  /**
   * Omits annotations, which have no effect in a body. In front of {@code Outer.Nested} that of a
   * type would be an error where the user's simple name {@code Nested} may have one.
   */
  @Override
  public @Nullable Void visitAnnotation(AnnotationTree tree, @Nullable Void unused) {
    edits.omit(tree);
    return null;
  }

  @Override
  public final @Nullable Void visitMemberReference(
      MemberReferenceTree tree, @Nullable Void unused) {
    references.read(tree);
    return null;
  }

  @Override
  public final @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void unused) {
    creations.read(tree);
    return null;
  }
}
