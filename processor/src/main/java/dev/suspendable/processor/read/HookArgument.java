package dev.suspendable.processor.read;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.source.Cases;
import dev.suspendable.processor.source.Source;
import dev.suspendable.processor.source.TreeForms;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a promise's hook. Generated code calls the hook with the operand as the user wrote
 * it, so that javac chooses among the hook's overloads. This class determines the parts of that
 * choice that the processor has to know.
 *
 * @param type the argument's type, as far as it does not depend on its context
 * @param form how the context may change it
 */
record HookArgument(TypeMirror type, Form form) {
  /** How the type depends on the parameter. */
  enum Form {
    /** Not at all. */
    STANDALONE,
    /**
     * A call of a generic method, a diamond, or a conditional: its type is inferred for the
     * parameter.
     */
    INFERRED,
    /** A lambda or a method reference: it has no type of its own. */
    FUNCTION
  }

  static HookArgument of(TypeMirror type) {
    return new HookArgument(type, Form.STANDALONE);
  }

  static HookArgument of(ExpressionTree tree, MethodContext context, ExpressionReader expressions) {
    ExpressionTree inner = TreeForms.skipParentheses(tree);
    if (inner.getKind() == Tree.Kind.NULL_LITERAL) {
      return of(context.types.getNullType());
    }
    TypeMirror type = context.source.type(inner);
    if (type.getKind().isPrimitive()) {
      // Constants have types of their own, which javac treats as those of their values.
      return of(context.types.getPrimitiveType(type.getKind()));
    }
    if (inner instanceof LambdaExpressionTree || inner instanceof MemberReferenceTree) {
      return new HookArgument(type, Form.FUNCTION);
    }
    TypeMirror own = standalone(inner, context);
    return new HookArgument(
        own == null ? type : own,
        TreeForms.isPoly(context.source, inner) ? Form.INFERRED : Form.STANDALONE);
  }

  /**
   * Reads the operand of a hook, as the user wrote it. If a conditional or a switch suspends, its
   * value is already saved, with the type that the operator takes. It is then shown with the type
   * of the alternatives.
   */
  static Expr read(ExpressionTree tree, MethodContext context, ExpressionReader expressions) {
    Expr read = expressions.read(tree);
    ExpressionTree inner = TreeForms.skipParentheses(tree);
    TypeMirror own = isChoice(inner) ? standalone(inner, context) : null;
    if (own == null
        || (own.getKind() != TypeKind.DECLARED && !own.getKind().isPrimitive())
        || context.types.isSameType(own, read.type())) {
      return read;
    }
    return typed(read, own);
  }

  /** A value that is kept at another type than that of its context. */
  static Expr typed(Expr read, TypeMirror type) {
    return read instanceof Expr.Plain plain
        ? new Expr.Plain(plain.code(), type, plain.stable())
        : cast(read, type);
  }

  static Expr cast(Expr operand, TypeMirror type) {
    return new Expr.Strict(
        Code.of("(", new Code.TypeRef(type), ") (", new Code.Hole(0, true), ")"),
        List.of(operand),
        type);
  }

  /**
   * Whether only javac knows the type that a value has by itself, because it is that of a type
   * variable of a method. What javac says is the type inferred for the value's context.
   */
  static boolean isOfVariable(Source source, ExpressionTree value) {
    ExpressionTree tree = TreeForms.skipParentheses(value);
    if (tree instanceof ConditionalExpressionTree choice) {
      return isOfVariable(source, choice.getTrueExpression())
          || isOfVariable(source, choice.getFalseExpression());
    }
    if (tree instanceof SwitchExpressionTree choice) {
      return Cases.values(choice).stream().anyMatch(each -> isOfVariable(source, each));
    }
    return tree instanceof MethodInvocationTree call
        && call.getTypeArguments().isEmpty()
        && source.element(call) instanceof ExecutableElement method
        && method.getReturnType() instanceof TypeVariable variable
        && method.getTypeParameters().contains(variable.asElement());
  }

  /**
   * Infers that type where it is the type of the arguments: for a method such as {@code <T> T
   * id(T)}, whose other parameters do not depend on type variables. Null for all other calls.
   */
  static @Nullable TypeMirror inferred(ExpressionTree value, MethodContext context) {
    if (!(TreeForms.skipParentheses(value) instanceof MethodInvocationTree call)
        || !(context.source.element(call) instanceof ExecutableElement method)
        || call.getArguments().size() != method.getParameters().size()) {
      return null;
    }
    TypeMirror all = null;
    for (int i = 0; i < call.getArguments().size(); i++) {
      TypeMirror parameter = method.getParameters().get(i).asType();
      if (context.types.isSameType(parameter, method.getReturnType())) {
        TypeMirror each = reference(call.getArguments().get(i), context);
        if (each == null || (all != null && !context.types.isSameType(all, each))) {
          return null;
        }
        all = each;
      } else if (!parameter.getKind().isPrimitive()
          && !(parameter instanceof DeclaredType declared
              && declared.getTypeArguments().isEmpty())) {
        return null;
      }
    }
    return all;
  }

  /** The standalone type of an argument, boxed; null if it is not known or not a class. */
  private static @Nullable TypeMirror reference(ExpressionTree argument, MethodContext context) {
    TypeMirror own =
        isOfVariable(context.source, argument)
            ? inferred(argument, context)
            : standalone(argument, context);
    if (own instanceof PrimitiveType primitive) {
      return context.types.boxedClass(primitive).asType();
    }
    return own != null && own.getKind() == TypeKind.DECLARED ? own : null;
  }

  private static boolean isChoice(ExpressionTree tree) {
    return tree instanceof ConditionalExpressionTree || tree instanceof SwitchExpressionTree;
  }

  /** The standalone type of an expression; null if only javac knows it. */
  private static @Nullable TypeMirror standalone(ExpressionTree expression, MethodContext context) {
    ExpressionTree tree = TreeForms.skipParentheses(expression);
    TypeMirror type = context.source.type(tree);
    if (type.getKind().isPrimitive()) {
      return context.types.getPrimitiveType(type.getKind());
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return either(
          standalone(choice.getTrueExpression(), context),
          standalone(choice.getFalseExpression(), context),
          context);
    }
    if (!(tree instanceof SwitchExpressionTree choice)) {
      return type;
    }
    TypeMirror all = null;
    for (ExpressionTree value : Cases.values(choice)) {
      TypeMirror each = standalone(value, context);
      all = all == null ? each : either(all, each, context);
      if (all == null) {
        return null;
      }
    }
    return all;
  }

  private static @Nullable TypeMirror either(
      @Nullable TypeMirror one, @Nullable TypeMirror other, MethodContext context) {
    if (one == null || other == null) {
      return null;
    }
    if (one.getKind() == TypeKind.NULL || other.getKind() == TypeKind.NULL) {
      TypeMirror value = one.getKind() == TypeKind.NULL ? other : one;
      return value.getKind().isPrimitive() ? null : value;
    }
    if (one.getKind().isPrimitive() || other.getKind().isPrimitive()) {
      // Values of several primitive types are either boxed separately or not at all, so the type
      // depends.
      return one.getKind() == other.getKind() ? one : null;
    }
    return context.types.isSubtype(one, other)
        ? other
        : context.types.isSubtype(other, one) ? one : null;
  }
}
