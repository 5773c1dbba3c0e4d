package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.source.QualifiedCreation;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * Reads expressions. An expression without a suspension is text; {@link SuspendingExpressions}
 * takes apart one that contains a suspension.
 */
final class ExpressionReader {
  private final MethodContext context;
  private final Source source;
  private final StatementReader statements;
  private final SuspendingExpressions suspending;
  private final Places places;

  ExpressionReader(MethodContext context, StatementReader statements) {
    this.context = context;
    this.source = context.source;
    this.statements = statements;
    this.suspending =
        new SuspendingExpressions(context, this, new SwitchReader(context, statements, this));
    this.places =
        new Places(
            source,
            context.types,
            context.denotable,
            context.functions,
            context.typeElement("java.lang.Object").asType());
  }

  /**
   * An expression with holes for its operands; the rest of it remains text.
   *
   * @param operands the contents of the holes
   */
  record Template(Code code, List<Expr> operands) {}

  Expr read(ExpressionTree tree) {
    if (context.facts.suspends(tree)) {
      return tree.accept(suspending, null);
    }
    Code code = statements.code(tree);
    boolean isStable = StableExpressions.isStable(tree, context);
    return placed(tree, type -> new Expr.Plain(code, type, isStable));
  }

  Template template(ExpressionTree tree, List<? extends ExpressionTree> parts) {
    Map<Tree, Code.Hole> holes = new IdentityHashMap<>();
    List<Expr> read = new ArrayList<>();
    for (ExpressionTree operand : parts) {
      holes.put(operand, new Code.Hole(read.size(), context.operands.isDelimited(operand)));
      read.add(operand(operand));
    }
    return new Template(statements.code(tree, holes), read);
  }

  Expr strict(ExpressionTree tree, List<? extends ExpressionTree> parts) {
    Template template = template(tree, parts);
    return placed(tree, type -> new Expr.Strict(template.code(), template.operands(), type));
  }

  Expr readSelector(ExpressionTree selector) {
    return withTable(selector, read(selector));
  }

  /**
   * The evaluation of a switch, or of its selector. A switch over an enum may first look up the
   * index of its constants in a table, which initialises the enum.
   */
  Expr withTable(ExpressionTree selector, Expr read) {
    return context.facts.suspends(selector)
            && source.type(selector) instanceof DeclaredType type
            && type.asElement().getKind() == ElementKind.ENUM
        ? new Expr.Initialising((TypeElement) type.asElement(), read)
        : read;
  }

  /** The initialiser of a variable of {@code type}, which may be an array in braces. */
  Expr readInitializer(ExpressionTree tree, TypeMirror type) {
    Expr read = read(tree);
    if (tree instanceof NewArrayTree array && array.getType() == null) {
      Code prefix = Code.of("new ", arrayType(type));
      return read instanceof Expr.Strict strict
          ? new Expr.Strict(Code.of(prefix, strict.template()), strict.operands(), type)
          : new Expr.Plain(Code.of(prefix, ((Expr.Plain) read).code()), type, false);
    }
    return read;
  }

  /** The type in the creation of an array, where a lifted class has no type arguments. */
  private static Code arrayType(TypeMirror type) {
    if (type instanceof ArrayType array) {
      return Code.of(arrayType(array.getComponentType()), "[]");
    }
    return type instanceof DeclaredType declared
            && declared.getTypeArguments().isEmpty()
            && declared.asElement() instanceof TypeElement element
        ? Code.of(new Code.ClassRef(element))
        : Code.of(new Code.TypeRef(type));
  }

  /** An expression that is saved with the type that its context checks, not with its own. */
  private Expr placed(ExpressionTree tree, Function<TypeMirror, Expr> read) {
    return placed(places.of(tree, /* isUnchecked= */ false), read);
  }

  private static Expr placed(Places.Place place, Function<TypeMirror, Expr> read) {
    Expr kept = read.apply(place.kept());
    return place.shown() == null ? kept : new Expr.Shown(kept, place.shown());
  }

  /** The same for an expression whose value may be of any class: an awaited one. */
  Expr placedAwait(ExpressionTree tree, Function<TypeMirror, Expr> read) {
    return placed(places.of(tree, /* isUnchecked= */ true), read);
  }

  /** Makes {@code read} independent of its context, if its meaning depends on its target type. */
  Expr typed(ExpressionTree tree, Expr read, TypeMirror target) {
    return TreeForms.isPoly(source, tree) ? new Expr.Typed(read, target) : read;
  }

  /** An operand of a call, converted as for its parameter. */
  Expr operand(ExpressionTree tree) {
    return converted(tree, read(tree));
  }

  /** An operand converted as for its context: javac unboxes it when it has evaluated it. */
  private Expr converted(ExpressionTree operand, Expr read) {
    if (QualifiedCreation.isOuter(operand, source)) {
      return new Expr.NonNull(read, read.type());
    }
    if (read.type().getKind().isPrimitive() || !context.unboxing.isUnboxedByItsPlace(operand)) {
      return read;
    }
    TypeMirror unboxed = context.unboxing.unboxedOrSame(read.type());
    return unboxed.getKind().isPrimitive() ? new Expr.Unboxed(read, unboxed) : read;
  }
}
