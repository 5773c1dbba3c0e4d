package dev.suspendable.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** A statement. A statement without a suspension in it is kept verbatim. */
public sealed interface Stmt {
  /** Calls the method of the visitor for this statement. */
  void accept(Visitor visitor);

  /**
   * A statement kept verbatim as text.
   *
   * @param completes whether it can complete normally (JLS 14.22)
   * @param leftThroughCleanup whether a jump leaves it from inside a try whose cleanup then runs
   */
  record Verbatim(Code code, boolean completes, boolean leftThroughCleanup) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.verbatim(this);
    }

    public Verbatim(Code code, boolean completes) {
      this(code, completes, false);
    }
  }

  /** A comment between statements. */
  record Comment(Code text) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.comment(this);
    }
  }

  /**
   * A local variable.
   *
   * @param verbatim the declaration as the user wrote it, if it may be kept verbatim
   */
  record Declaration(
      Variable variable, @Nullable Expr initializer, @Nullable Code verbatim, int line)
      implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.declaration(this);
    }
  }

  /** An expression evaluated for its effect. */
  record Evaluate(Expr expression, int line) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.evaluate(this);
    }
  }

  /** A block. */
  record Sequence(List<Stmt> statements) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.sequence(this);
    }

    public Sequence {
      statements = List.copyOf(statements);
    }
  }

  record If(Expr condition, Stmt then, @Nullable Stmt otherwise, int line) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.ifElse(this);
    }
  }

  /**
   * {@code while}, {@code for} and {@code do … while}.
   *
   * @param init statements before the first iteration, in their own scope
   * @param condition null for an endless loop
   * @param conditionFirst false for {@code do … while}
   * @param update evaluated after each iteration and on {@code continue}
   */
  record Loop(
      List<Stmt> init,
      Expr.@Nullable Begun condition,
      boolean conditionFirst,
      List<Stmt> update,
      Stmt body,
      JumpTarget target,
      String source)
      implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.loop(this);
    }
  }

  /**
   * {@code for (variable : iterable)}.
   *
   * @param cursorType of the iterator, or {@code int} for the index of an array
   * @param line of the iterable and of the code that javac adds
   */
  record ForEach(
      Variable variable,
      Expr iterable,
      TypeMirror cursorType,
      TypeMirror elementType,
      Stmt body,
      JumpTarget target,
      int line,
      String source)
      implements Stmt {
    public boolean overArray() {
      return cursorType.getKind().isPrimitive();
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.forEach(this);
    }
  }

  /** A labelled statement that is left by {@code break label}. */
  record Labeled(JumpTarget target, Stmt body) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.labeled(this);
    }
  }

  /** {@code break}, {@code continue}, {@code yield} and {@code return}. */
  record Leave(Jump jump, int line) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.leave(this);
    }
  }

  record Throw(Expr exception, int line) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.throwing(this);
    }
  }

  /**
   * A switch; arms fall through in order unless they leave.
   *
   * @param unmatched the exception to throw if, against the rules of Java, no arm matches a value;
   *     null for a switch that then does nothing
   */
  record Switch(
      Expr selector,
      List<Arm> arms,
      @Nullable Code unmatched,
      JumpTarget target,
      String source,
      int line)
      implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.choice(this);
    }
  }

  /**
   * One group of a switch.
   *
   * @param guard a condition after {@code when} that suspends, or null
   * @param fallsThrough whether control falls through to the next arm (old form)
   */
  record Arm(Choice choice, @Nullable Expr guard, Stmt body, boolean fallsThrough, int line) {}

  /** try/catch/finally, with resources already rewritten. */
  record Try(Stmt body, List<Catch> catches, @Nullable Stmt finallyBody, int line) implements Stmt {
    @Override
    public void accept(Visitor visitor) {
      visitor.guarded(this);
    }
  }

  /** One catch clause. */
  record Catch(List<TypeMirror> types, Variable parameter, Stmt body, int line) {}

  /** Has a method for each kind of statement. */
  interface Visitor {
    void verbatim(Verbatim statement);

    void comment(Comment statement);

    void declaration(Declaration statement);

    void evaluate(Evaluate statement);

    void sequence(Sequence statement);

    void ifElse(If statement);

    void loop(Loop statement);

    void forEach(ForEach statement);

    void labeled(Labeled statement);

    void leave(Leave statement);

    void throwing(Throw statement);

    void choice(Switch statement);

    void guarded(Try statement);
  }
}
