package dev.suspendable.processor.structure;

import dev.suspendable.processor.lower.Block;
import dev.suspendable.processor.lower.Terminator;
import dev.suspendable.processor.model.Code;
import java.util.List;

/** A statement of the direct form, which may contain nested statements. */
public sealed interface Nested {
  /** Calls the method of the visitor for this statement. */
  void accept(Visitor visitor);

  /** Whether control never reaches the end of the statement, as far as its kind says. */
  default boolean leaves() {
    return false;
  }

  /** The operations of a block, without its terminator. */
  record Straight(Block block) implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.straight(this);
    }
  }

  /**
   * A labelled statement; jumps leave it and continue with the next statement.
   *
   * @param follower the target of a jump out of it: the next statement
   */
  record Labeled(Block follower, List<Nested> body) implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.labeled(this);
    }
  }

  /** An endless loop. Jumps leave it; its end continues at its head. */
  record Loop(Block head, List<Nested> body) implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.loop(this);
    }
  }

  /** A try with one handler for all exceptions. */
  record Try(List<Nested> body, List<Nested> handler) implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.guarded(this);
    }
  }

  record If(Code condition, List<Nested> then, List<Nested> otherwise) implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.choice(this);
    }
  }

  /** A switch. If no arm matches, {@code otherwise} runs, unless the switch is exhaustive. */
  record Select(Terminator.Select select, List<Arm> arms, List<Nested> otherwise)
      implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.select(this);
    }
  }

  /** An arm of a switch. */
  record Arm(Terminator.Arm arm, List<Nested> body) {}

  /** A jump to a label in scope. */
  record Jump(Block target) implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.jump(this);
    }

    @Override
    public boolean leaves() {
      return true;
    }
  }

  /**
   * The suspension point or tail call at the end of a block; it leaves the method if it suspends.
   */
  record Wait(Block block) implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.waiting(this);
    }
  }

  /** The end of a path: completion, an exception, or nothing if control cannot reach it. */
  record End(Terminator terminator) implements Nested {
    @Override
    public void accept(Visitor visitor) {
      visitor.end(this);
    }

    @Override
    public boolean leaves() {
      return true;
    }
  }

  /** Has a method for each kind of statement. */
  interface Visitor {
    void straight(Straight nested);

    void labeled(Labeled nested);

    void loop(Loop nested);

    void guarded(Try nested);

    void choice(If nested);

    void select(Select nested);

    void jump(Jump nested);

    void waiting(Wait nested);

    void end(End nested);
  }
}
