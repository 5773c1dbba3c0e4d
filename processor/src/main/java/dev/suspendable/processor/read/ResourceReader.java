package dev.suspendable.processor.read;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import dev.suspendable.processor.diagnostic.Diagnostic;
import dev.suspendable.processor.model.Abi;
import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Code.Access;
import dev.suspendable.processor.model.Expr;
import dev.suspendable.processor.model.Site;
import dev.suspendable.processor.model.Stmt;
import dev.suspendable.processor.model.Variable;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Rewrites a try-with-resources as JLS 14.20.3.1 does, and closes an {@code AsyncCloseable} with an
 * await:
 *
 * <pre>{@code
 * R r = init;
 * Throwable primary = null;
 * try { body }
 * catch (Throwable t) { primary = t; throw t; }
 * finally {
 *   if (r != null) {
 *     if (primary != null) {
 *       try { r.close(); } catch (Throwable s) { primary.addSuppressed(s); }   // unless the same
 *     } else { r.close(); }
 *   }
 * }
 * }</pre>
 */
final class ResourceReader {
  private final MethodContext context;
  private final StatementReader statements;
  private final ExpressionReader expressions;

  ResourceReader(MethodContext context, StatementReader statements, ExpressionReader expressions) {
    this.context = context;
    this.statements = statements;
    this.expressions = expressions;
  }

  private static TypeMirror typeOf(MethodContext context, Tree resource) {
    if (resource instanceof VariableTree variable) {
      Element element = context.source.element(variable);
      if (element == null) {
        throw context.source.refuse(Diagnostic.INTERNAL, resource, "no element");
      }
      return element.asType();
    }
    return context.source.type(resource);
  }

  /** The resources and the body, without the catch clauses and the finally block of the try. */
  Stmt read(TryTree tree) {
    return read(tree, 0);
  }

  private Stmt read(TryTree tree, int index) {
    if (index == tree.getResources().size()) {
      return statements.readBlock(tree.getBlock());
    }
    Tree resource = tree.getResources().get(index);
    int line = context.source.line(resource);
    TypeMirror type = typeOf(context, resource);
    Variable variable;
    Expr initializer;
    if (resource instanceof VariableTree declared) {
      Element element = context.source.element(declared);
      variable = context.declare(Optional.ofNullable(element).orElseThrow(), Variable.Kind.LOCAL);
      initializer = expressions.read(declared.getInitializer());
    } else {
      variable = new Variable("resource", type, Variable.Kind.TEMPORARY);
      initializer = expressions.read((ExpressionTree) resource);
    }
    TypeMirror throwable = context.typeElement("java.lang.Throwable").asType();
    Variable primary = new Variable("primary", throwable, Variable.Kind.TEMPORARY);
    Variable thrown = new Variable("thrown", throwable, Variable.Kind.TEMPORARY);
    Stmt.Catch note =
        new Stmt.Catch(
            List.of(throwable),
            thrown,
            new Stmt.Sequence(
                List.of(
                    verbatim(write(primary), " = ", read(thrown), ";"),
                    new Stmt.Throw(plain(throwable, read(thrown)), line))),
            line);
    return new Stmt.Sequence(
        List.of(
            new Stmt.Declaration(variable, initializer, null, line),
            new Stmt.Declaration(primary, plain(throwable, "null"), null, line),
            new Stmt.Try(
                read(tree, index + 1),
                List.of(note),
                closeUnlessNull(variable, resource, type, primary, throwable, tree),
                line)));
  }

  /**
   * javac closes resources on the last line of the block, or on the line of {@code try} if an
   * exception is being thrown.
   */
  private Stmt closeUnlessNull(
      Variable resource,
      Tree declared,
      TypeMirror type,
      Variable primary,
      TypeMirror throwable,
      TryTree tree) {
    int line = context.source.line(tree);
    int lastLine = context.source.line(context.source.end(tree.getBlock()) - 1);
    Variable failure = new Variable("closeFailure", throwable, Variable.Kind.TEMPORARY);
    Stmt.Catch suppress =
        new Stmt.Catch(List.of(throwable), failure, suppress(primary, failure, type), line);
    Stmt close = close(resource, declared, type, line);
    TypeMirror bool = context.types.getPrimitiveType(TypeKind.BOOLEAN);
    Stmt either =
        new Stmt.If(
            plain(bool, read(primary), " != null"),
            new Stmt.Try(close, List.of(suppress), null, line),
            close(resource, declared, type, lastLine),
            lastLine);
    return new Stmt.If(plain(bool, read(resource), " != null"), either, null, lastLine);
  }

  /**
   * As javac does it. A scope closes with the exception of a subtask, which the body may have
   * rethrown: an exception cannot suppress itself.
   */
  private Stmt suppress(Variable primary, Variable failure, TypeMirror type) {
    Code add = Code.of(read(primary), ".addSuppressed(", read(failure), ");");
    return context.runtime.isAsyncCloseable(type)
        ? verbatim("if (", read(failure), " != ", read(primary), ") ", add)
        : verbatim(add);
  }

  private Stmt close(Variable resource, Tree at, TypeMirror type, int line) {
    if (!context.runtime.isAsyncCloseable(type)) {
      return new Stmt.Verbatim(Code.of(new Code.Line(line), read(resource), ".close();"), true);
    }
    String advice = context.coroutineType.promise().noAwaitAdvice();
    if (advice != null) {
      throw context.source.refuse(
          Diagnostic.OPERATOR_NOT_ACCEPTED,
          at,
          context.coroutineType.type(),
          "a resource whose closing is awaited",
          advice);
    }
    Code awaiter =
        Code.of(
            new Code.ClassRef(context.runtime.operators()),
            "." + Abi.CLOSING + "(",
            read(resource),
            ".closeAsync())");
    return new Stmt.Evaluate(
        new Expr.Await(
            awaiter,
            List.of(),
            context.types.getNoType(TypeKind.VOID),
            new Site(line, resource.name() + ".closeAsync()")),
        line);
  }

  private static Stmt verbatim(Object... parts) {
    return new Stmt.Verbatim(Code.of(parts), true);
  }

  private static Expr plain(TypeMirror type, Object... parts) {
    return new Expr.Plain(Code.of(parts), type, false);
  }

  private static Code.VariableRef read(Variable variable) {
    return new Code.VariableRef(variable, Access.READ, false);
  }

  private static Code.VariableRef write(Variable variable) {
    return new Code.VariableRef(variable, Access.WRITE, false);
  }
}
