package dev.suspendable.processor.lower;

import dev.suspendable.processor.model.Code;
import dev.suspendable.processor.model.Site;
import dev.suspendable.processor.model.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A suspension point. */
public sealed interface Suspension extends Terminator {
  /** The operation that may suspend. */
  Code code();

  /** Where the coroutine continues if it has suspended. */
  Resumption resumption();

  /** The block to continue at if the operation does not suspend; often {@link #resume}. */
  Block ready();

  /** Whether it is known to suspend, so that control never reaches {@link #ready} from here. */
  default boolean always() {
    return false;
  }

  /** The block to continue at when the coroutine is resumed. */
  default Block resume() {
    return resumption().block;
  }

  /** The block where the stopped signal continues, null if there is no cleanup. */
  default @Nullable Block cleanup() {
    return resumption().cleanup;
  }

  /** The user's line. */
  default int line() {
    return resumption().site.line();
  }

  @Override
  default List<Code> codes() {
    return List.of(code());
  }

  @Override
  default List<Edge> edges() {
    List<Edge> edges = new ArrayList<>(onward());
    edges.add(Edge.to(resume()));
    Block cleanup = cleanup();
    if (cleanup != null) {
      edges.add(Edge.to(cleanup));
    }
    return edges;
  }

  /**
   * Where a coroutine continues after it has suspended.
   *
   * @param block the block to continue at when it is resumed
   * @param cleanup the block where the stopped signal continues, null if there is no cleanup
   * @param site the user's suspension point
   */
  record Resumption(Block block, @Nullable Block cleanup, Site site) {
    private Resumption with(UnaryOperator<Block> mapping) {
      return new Resumption(block, cleanup == null ? null : mapping.apply(cleanup), site);
    }
  }

  /**
   * Creates an awaiter, and waits for it if it is not ready.
   *
   * @param isVoid whether the result's type is {@code Void}
   */
  record Await(Code code, boolean isVoid, Resumption resumption) implements Suspension {
    @Override
    public Block ready() {
      return resume();
    }

    @Override
    public List<Edge> onward() {
      return List.of(Edge.to(resume()));
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new Await(code, isVoid, resumption.with(mapping));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.await(this);
    }
  }

  /**
   * Creates an awaiter that always suspends and has no result, so that it need not be stored.
   *
   * @param push the code that replaces it in push mode and evaluates to null, or to an awaiter to
   *     suspend on; or null
   */
  record Yield(Code code, @Nullable Code push, Resumption resumption) implements Suspension {
    @Override
    public Block ready() {
      return resume();
    }

    @Override
    public boolean always() {
      return true;
    }

    @Override
    public List<Edge> onward() {
      return List.of();
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new Yield(code, push, resumption.with(mapping));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.yielding(this);
    }
  }

  /**
   * Calls another coroutine's direct form. If that does not suspend, its result is stored in {@code
   * result}.
   *
   * @param result null if the result is not used
   * @param ready the block to continue at with the result in its variable
   */
  record Call(Code code, @Nullable Variable result, Block ready, Resumption resumption)
      implements Suspension {
    @Override
    public List<Edge> onward() {
      return List.of(Edge.to(ready, result));
    }

    @Override
    public Terminator withTargets(UnaryOperator<Block> mapping) {
      return new Call(code, result, mapping.apply(ready), resumption.with(mapping));
    }

    @Override
    public void accept(Visitor visitor) {
      visitor.call(this);
    }
  }
}
