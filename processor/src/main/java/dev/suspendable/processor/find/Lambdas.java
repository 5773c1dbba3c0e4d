package dev.suspendable.processor.find;

import com.sun.source.tree.LambdaExpressionTree;
import dev.suspendable.processor.diagnostic.Refusal;
import dev.suspendable.processor.model.Declaration;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeParameterElement;
import org.jspecify.annotations.Nullable;

/**
 * The lambdas of a top-level class that are coroutines. If one is inside another coroutine, the
 * frame of that coroutine also contains the lambda, with a call of the ramp as its body.
 */
public final class Lambdas {
  private final Set<LambdaExpressionTree> all = new HashSet<>();
  private final Map<LambdaExpressionTree, Lambda> read = new IdentityHashMap<>();

  /**
   * A lambda that has been read.
   *
   * @param captures the variables that it captures
   * @param typeParameters the type parameters of its ramp, which the code around it also has
   */
  public record Lambda(
      Declaration.Lambda declaration,
      List<Element> captures,
      List<TypeParameterElement> typeParameters) {}

  /** Registers a lambda that is a coroutine. */
  public void add(LambdaExpressionTree tree) {
    all.add(tree);
  }

  public void addRead(LambdaExpressionTree tree, Lambda lambda) {
    read.put(tree, lambda);
  }

  /** The lambda as read; null if it is an ordinary lambda. */
  public @Nullable Lambda of(LambdaExpressionTree tree) {
    Lambda lambda = read.get(tree);
    if (lambda == null && all.contains(tree)) {
      // The problem with it has been reported.
      throw new Refusal();
    }
    return lambda;
  }
}
